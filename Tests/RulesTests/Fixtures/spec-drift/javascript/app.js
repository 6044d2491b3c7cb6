const express = require("express");
const app = express();
const api = express.Router();

function requireUser(req, res, next) {
  if (!req.headers.authorization) return res.status(401).end();
  next();
}

api.get("/boats", requireUser, (req, res) => res.json([]));
api.post("/boats", requireUser, (req, res) => res.status(201).end());
api.get("/boats/:id", requireUser, (req, res) => res.json({}));
api.put("/boats/:id", requireUser, (req, res) => res.json({}));
api.get("/boats/:id/log{/:day}", requireUser, (req, res) => res.json([]));
api.post("/boats/:id/lend", requireUser, (req, res) => res.status(204).end()); // want spec-drift "leaves out 2 endpoints that are served: POST /api/boats/{id}/lend, DELETE /api/boats/{id}/log" note
api.delete("/boats/:id/log", requireUser, (req, res) => res.status(204).end());
api.get("/harbours", (req, res) => res.json([]));
api.get("/harbours/:code", (req, res) => res.json({}));
api.get("/openapi.json", (req, res) => res.sendFile("docs/openapi.json"));

app.use("/api", api);
app.get("/healthz", (req, res) => res.send("ok"));
app.listen(3000);
