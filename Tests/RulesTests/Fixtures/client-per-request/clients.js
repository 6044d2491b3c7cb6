const express = require("express");
const { Pool } = require("pg");

const app = express();
const shared = new Pool();
let lazy;

app.get("/report", async (req, res) => {
  const pool = new Pool(); // want client-per-request "a database pool or connection for each request"
  const { rows } = await pool.query("SELECT count(*) FROM orders");
  res.json(rows[0]);
});

// It is made once.
app.get("/shared", async (req, res) => {
  const { rows } = await shared.query("SELECT count(*) FROM orders");
  res.json(rows[0]);
});

// It is made on first use and kept.
function connect() {
  if (!lazy) lazy = new Pool();
  return lazy;
}

app.get("/lazy", async (req, res) => {
  const { rows } = await connect().query("SELECT count(*) FROM orders");
  res.json(rows[0]);
});
