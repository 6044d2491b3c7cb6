const express = require("express");
const jwt = require("jsonwebtoken");
const axios = require("axios");
const app = express();

function requireUser(req, res, next) {
  if (!req.headers.authorization) return res.status(401).end();
  next();
}

app.get("/admin/users", requireUser, (req, res) => res.json([]));
app.get("/admin/stats", (req, res) => res.json({})); // want endpoint-without-auth "GET /admin/stats asks for no credentials"
app.get("/books", (req, res) => res.json([]));
app.listen(3000);
