const express = require("express");
const mongoose = require("mongoose");
const { Sequelize, DataTypes } = require("sequelize");

const app = express();
const sequelize = new Sequelize(process.env.DATABASE_URL);
const Author = sequelize.define("Author", { name: DataTypes.STRING });
const Book = mongoose.model("Book", new mongoose.Schema({ title: String }));

app.get("/books", async (req, res) => {
  const limit = parseInt(req.query.limit) || 20;
  res.json(await Book.find().limit(limit)); // want page-size-unbounded "query string of the request decides"
});

app.get("/authors", async (req, res) => {
  const authors = await Author.findAll({ limit: Number(req.query.limit) }); // want page-size-unbounded "query string of the request decides"
  res.json(authors);
});

// It is clamped, or compared with a largest value.
app.get("/books/clamped", async (req, res) => {
  const limit = Math.min(parseInt(req.query.limit) || 20, 100);
  res.json(await Book.find().limit(limit));
});

app.get("/books/compared", async (req, res) => {
  let limit = parseInt(req.query.limit) || 20;
  if (limit > 100) limit = 100;
  res.json(await Book.find().limit(limit));
});

app.get("/books/chosen", async (req, res) => {
  const size = req.query.size > 100 ? 100 : req.query.size;
  res.json(await Book.find().limit(size));
});

// Nobody chooses it.
app.get("/books/fixed", async (req, res) => {
  res.json(await Book.find().limit(20));
});
