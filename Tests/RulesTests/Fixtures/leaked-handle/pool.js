const express = require("express");
const { Pool } = require("pg");

const app = express();
const pool = new Pool({ connectionTimeoutMillis: 2000, statement_timeout: 2000 });

app.get("/orders", async (req, res) => {
  const client = await pool.connect(); // MISSING: want leaked-handle "is not closed on every way out"
  const orders = await client.query("SELECT id FROM orders LIMIT 50");
  if (orders.rows.length === 0) return res.sendStatus(404);
  client.release();
  res.json(orders.rows);
});

app.get("/stock", async (req, res) => {
  const client = await pool.connect();
  try {
    res.json((await client.query("SELECT id FROM stock LIMIT 50")).rows);
  } finally {
    client.release();
  }
});

app.listen(3000);
