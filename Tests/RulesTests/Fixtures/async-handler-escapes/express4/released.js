const express = require("express");
const { Pool } = require("pg");

const router = express.Router();
const pool = new Pool();

router.get("/stock", async (req, res, next) => {
  let client;
  try {
    client = await pool.connect();
    const found = await client.query("SELECT id FROM stock LIMIT 10");
    res.json(found.rows);
  } catch (error) {
    await client.query("ROLLBACK");
    next(error);
  } finally {
    if (client) await client.release();
  }
});

module.exports = router;
