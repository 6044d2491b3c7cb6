const http = require("http");
const express = require("express");
const { Server } = require("socket.io");
const registerOrders = require("./orders");

const app = express();
app.get("/health", (req, res) => res.send("ok")); // $ endpoint="GET /health" auth=none protocol=http
const server = http.createServer(app);
const io = new Server(server);

io.on("connection", (socket) => { // $ endpoint="GET /socket.io" auth=none protocol=websocket
  socket.on("message", (text) => io.emit("message", text)); // $ endpoint="MESSAGE /socket.io#message" auth=none protocol=websocket
  socket.on("disconnect", () => console.log("gone"));
  registerOrders(io, socket);
});

server.listen(3000);
