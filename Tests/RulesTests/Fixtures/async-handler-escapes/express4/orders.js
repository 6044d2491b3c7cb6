const express = require("express");
const { Pool } = require("pg");
const asyncHandler = require("./asyncHandler");

const router = express.Router();
const pool = new Pool();

router.get("/orders", async (req, res) => {
  const found = await pool.query("SELECT id FROM orders LIMIT 10"); // want async-handler-escapes "and 1 more async handlers of this file"
  res.json(found.rows);
});

router.post("/orders", async (req, res) => {
  try {
    await pool.query("INSERT INTO orders DEFAULT VALUES");
  } catch (error) {
    throw new Error("no order");
  }
  res.sendStatus(201);
});

router.get("/orders/guarded", async (req, res, next) => {
  try {
    const found = await pool.query("SELECT id FROM orders LIMIT 10");
    res.json(found.rows);
  } catch (error) {
    next(error);
  }
});

router.get("/orders/caught", async (req, res, next) => {
  await pool.query("SELECT 1").catch(next);
  res.end();
});

router.get("/orders/wrapped", asyncHandler(async (req, res) => {
  const found = await pool.query("SELECT id FROM orders LIMIT 10");
  res.json(found.rows);
}));

router.get("/orders/plain", (req, res) => {
  res.json([]);
});

module.exports = router;
