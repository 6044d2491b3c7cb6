const express = require("express");
const { Pool } = require("pg");

const router = express.Router();
const pool = new Pool();

router.get("/orders", async (req, res) => {
  const found = await pool.query("SELECT id FROM orders LIMIT 10");
  res.json(found.rows);
});

module.exports = router;
