const express = require('express')
const { Pool } = require('pg')

const app = express()
const pool = new Pool()

function requireUser(req, res, next) {
  if (!req.headers.authorization) return res.status(401).end()
  next()
}

app.post('/shares', requireUser, async (req, res) => {
  await pool.query('INSERT INTO shares (page) VALUES ($1)', [req.body.page])
  res.sendStatus(204)
})

app.put('/shares/:id', requireUser, async (req, res) => {
  await pool.query('UPDATE shares SET page = $1 WHERE id = $2', [req.body.page, req.params.id])
  res.sendStatus(204)
})

app.put('/shares/:id/title', requireUser, async (req, res) => {
  await pool.query('UPDATE shares SET title = $1 WHERE id = $2', [req.body.title, req.params.id])
  res.sendStatus(204)
})

// Readers have no account: they leave an address.
app.post('/shares/:id/subscribe', async (req, res) => {
  await pool.query('INSERT INTO readers (share, mail) VALUES ($1, $2)', [req.params.id, req.body.mail])
  res.sendStatus(204)
})

app.delete('/shares/:id', async (req, res) => { // want endpoint-without-auth "DELETE /shares/{id} asks for no credentials"
  await pool.query('DELETE FROM shares WHERE id = $1', [req.params.id])
  res.sendStatus(204)
})
