const express = require("express");
const { Pool } = require("pg");
const mongoose = require("mongoose");
const { Sequelize, DataTypes } = require("sequelize");

const app = express();
const pool = new Pool();
const sequelize = new Sequelize(process.env.DATABASE_URL);
const Invoice = sequelize.define("Invoice", { total: DataTypes.DECIMAL });
const Message = mongoose.model("Message", new mongoose.Schema({ text: String }));
const Country = mongoose.model("Country", new mongoose.Schema({ code: String }));

app.get("/messages", async (req, res) => {
  res.json(await Message.find()); // want list-unpaginated "GET /messages answers with every Message: nothing limits"
});

app.get("/invoices", async (req, res) => {
  const invoices = await Invoice.findAll({ order: [["id", "DESC"]] }); // want list-unpaginated "every Invoice"
  res.json(invoices);
});

app.get("/orders", async (req, res) => {
  const { rows } = await pool.query("SELECT id, total FROM orders WHERE user_id = $1", [req.user.id]); // want list-unpaginated "every orders that matches"
  res.json(rows);
});

// The query has a limit.
app.get("/messages/recent", async (req, res) => {
  res.json(await Message.find().sort({ _id: -1 }).limit(20));
});

app.get("/invoices/recent", async (req, res) => {
  res.json(await Invoice.findAll({ order: [["id", "DESC"]], limit: 20 }));
});

app.get("/orders/recent", async (req, res) => {
  const { rows } = await pool.query("SELECT id FROM orders ORDER BY id DESC LIMIT 20");
  res.json(rows);
});

// The table is kept small by its nature.
app.get("/countries", async (req, res) => {
  res.json(await Country.find());
});

// The rows are only counted, or one of them is taken.
app.get("/messages/total", async (req, res) => {
  res.json({ total: await Message.countDocuments() });
});

app.get("/orders/mine", async (req, res) => {
  const { rows } = await pool.query("SELECT id FROM orders WHERE code = $1", [req.query.code]);
  res.json(rows[0]);
});

// The rows are not what the endpoint lists.
app.get("/revenue", async (req, res) => {
  const invoices = await Invoice.findAll();
  res.json({ total: invoices.reduce((sum, invoice) => sum + invoice.total, 0) });
});
