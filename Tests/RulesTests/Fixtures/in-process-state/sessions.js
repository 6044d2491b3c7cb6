const express = require("express");

const app = express();
const sessions = new Map(); // want in-process-state "POST /login writes it, GET /me reads it"
const todos = []; // want in-process-state "todos lives in the memory of one process"
let nextId = 1; // want in-process-state "nextId lives"
const cache = {};
const known = {};

app.post("/login", (req, res) => {
  sessions.set(req.body.token, req.body.name);
  res.json({ ok: true });
});

app.get("/me", (req, res) => {
  res.json({ name: sessions.get(req.query.token) });
});

app.post("/todos", (req, res) => {
  todos.push({ id: nextId, text: req.body.text });
  nextId += 1;
  res.json({ ok: true });
});

app.get("/todos", (req, res) => {
  res.json(todos);
});

// It is a cache: what is not there is made again.
app.get("/squares/:n", (req, res) => {
  cache[req.params.n] = req.params.n * req.params.n;
  if (!known[req.params.n]) {
    known[req.params.n] = cache[req.params.n];
  }
  res.json({ square: known[req.params.n] });
});

// It lives as long as one request.
app.get("/sum", (req, res) => {
  const numbers = [];
  numbers.push(Number(req.query.a));
  res.json({ sum: numbers.length });
});
