const express = require("express");
const app = express();
require("express-ws")(app);

function requireUser(req, res, next) {
  if (!req.user) return res.status(401).end();
  next();
}

app.ws("/echo/:room", (ws, req) => { // $ endpoint="GET /echo/{room}" auth=none protocol=websocket
  ws.on("message", (text) => ws.send(text));
});
app.ws("/private", requireUser, (ws, req) => ws.send("hello")); // $ endpoint="GET /private" auth=required protocol=websocket
app.get("/events", (req, res) => { // $ endpoint="GET /events" auth=none protocol=sse
  res.writeHead(200, { "Content-Type": "text/event-stream" });
  res.write("data: 1\n\n");
});
app.get("/feed", (req, res) => { // $ endpoint="GET /feed" auth=none protocol=http
  if (req.headers.accept === "text/event-stream") return stream(res);
  res.json([]);
});
app.listen(3000);
