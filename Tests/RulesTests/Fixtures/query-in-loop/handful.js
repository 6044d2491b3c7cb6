const express = require('express')
const axios = require('axios')
const { Pool } = require('pg')
const config = require('./config')

const app = express()
const pool = new Pool()

async function exportAll(ids) {
  for (const id of ids) {
    await pool.query('SELECT name FROM books WHERE id = $1', [id])
  }
}

async function removeAll(books) {
  for (const book of books) {
    await pool.query('DELETE FROM books WHERE id = $1', [book])
  }
}

async function hideAll(books) {
  for (const book of books) {
    await pool.query('UPDATE books SET hidden = true WHERE id = $1', [book]) // want query-in-loop "update books runs once" warning
  }
}

// The request does not wait for it.
app.post('/exports', async (req, res) => {
  exportAll(req.body.ids)
  res.sendStatus(202)
})

app.post('/evaluations', async (req, res) => {
  const id = req.body.id
  pool.query('SELECT id FROM rows WHERE evaluation = $1', [id]).then(async ({ rows }) => {
    for (const row of rows) {
      await pool.query('INSERT INTO runs (row) VALUES ($1)', [row.id])
    }
  })
  res.sendStatus(202)
})

// It answers with what comes of it.
app.post('/evaluations/now', async (req, res) => {
  pool.query('SELECT id FROM rows WHERE evaluation = $1', [req.body.id]).then(async ({ rows }) => {
    for (const row of rows) {
      await pool.query('INSERT INTO runs (row) VALUES ($1)', [row.id]) // want query-in-loop "insert runs runs once"
    }
    res.sendStatus(204)
  })
})

// A list of one.
app.delete('/books/:id', async (req, res) => {
  await removeAll([req.params.id])
  res.sendStatus(204)
})

app.post('/books/hide', async (req, res) => {
  await hideAll(req.body.ids)
  res.sendStatus(204)
})

// There are a few, however long the service runs.
app.get('/regions', async (req, res) => {
  const counts = []
  for (const region of config.regions) {
    counts.push(await pool.query('SELECT count(*) FROM stock WHERE region = $1', [region])) // want query-in-loop "select stock runs once" note
  }
  res.json(counts)
})

// The remote call takes longer by far.
app.post('/covers', async (req, res) => {
  for (const cover of req.body.covers) {
    const image = await axios.get(`https://covers.example.com/${cover}`, { timeout: 900 })
    await pool.query('INSERT INTO covers (id, image) VALUES ($1, $2)', [cover, image.data]) // want query-in-loop "insert covers runs once" note
  }
  res.sendStatus(204)
})

// The first one that is open, and no other.
app.post('/orders/take', async (req, res) => {
  const { rows } = await pool.query('SELECT id, state FROM orders LIMIT 50')
  for (const row of rows) {
    if (row.state === 'open') {
      await pool.query('UPDATE orders SET state = $1 WHERE id = $2', ['taken', row.id])
      break
    }
  }
  res.sendStatus(204)
})
