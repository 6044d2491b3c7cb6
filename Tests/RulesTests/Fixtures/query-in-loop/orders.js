const express = require('express')
const { Pool } = require('pg')
const mongoose = require('mongoose')

const app = express()
const pool = new Pool()
const Book = mongoose.model('Book', new mongoose.Schema({ title: String }))

app.get('/orders', async (req, res) => {
  const { rows } = await pool.query('SELECT id, book FROM orders LIMIT 50')
  for (const order of rows) {
    order.book = await Book.findById(order.book) // want query-in-loop "select Book runs once for each element"
  }
  res.json(rows)
})

app.get('/shelves', async (req, res) => {
  const books = await Promise.all(req.query.ids.map((id) => Book.findOne({ isbn: id }))) // want query-in-loop "select Book runs once for each element"
  res.json(books)
})

app.get('/stock', async (req, res) => {
  for await (const id of ids()) {
    await pool.query('SELECT count(*) FROM stock WHERE book = $1', [id]) // want query-in-loop "select stock runs once for each element"
  }
  res.sendStatus(204)
})

app.get('/books', async (req, res) => {
  const books = await Book.find({ _id: { $in: req.query.ids } })
  res.json(books.map((book) => book.title))
})

app.get('/days', async (req, res) => {
  const days = []
  for (const day of ['sat', 'sun']) {
    days.push(await pool.query('SELECT count(*) FROM visits WHERE day = $1', [day]))
  }
  res.json(days)
})

app.get('/callback', (req, res) => {
  Book.find({ title: 'x' }, (error, books) => {
    Book.countDocuments({}, (error, count) => res.json({ books, count }))
  })
})
