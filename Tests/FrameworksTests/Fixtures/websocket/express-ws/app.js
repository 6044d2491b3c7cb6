const express = require("express");
const app = express();
require("express-ws")(app);

function requireUser(req, res, next) {
  if (!req.user) return res.status(401).end();
  next();
}

app.ws("/echo/:room", (ws, req) => { // $ endpoint="GET /echo/{room}" auth=none
  ws.on("message", (text) => ws.send(text));
});
app.ws("/private", requireUser, (ws, req) => ws.send("hello")); // $ endpoint="GET /private" auth=required
app.get("/events", (req, res) => { // $ endpoint="GET /events" auth=none
  res.writeHead(200, { "Content-Type": "text/event-stream" });
  res.write("data: 1\n\n");
});
app.get("/feed", (req, res) => { // $ endpoint="GET /feed" auth=none
  if (req.headers.accept === "text/event-stream") return stream(res);
  res.json([]);
});
app.listen(3000);
