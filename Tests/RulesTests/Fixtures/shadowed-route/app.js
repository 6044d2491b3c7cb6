const express = require("express");
const app = express();
app.get("/orders/:id", (req, res) => res.json({}));
app.get("/orders/export", (req, res) => res.json({})); // want shadowed-route "GET /orders/export never runs"
app.get("/books/new", (req, res) => res.json({}));
app.get("/books/:id", (req, res) => res.json({}));
app.listen(3000);
