const express = require('express')
const { Pool } = require('pg')

const app = express()
const pool = new Pool()

// Nobody needs each of these.
async function trackActivity(user) {
  await pool.query('UPDATE users SET seen = now() WHERE id = $1', [user]).catch(() => {})
}

async function touch(user) {
  updateLastActiveAt(user).catch(() => {})
}

async function updateLastActiveAt(user) {
  await pool.query('UPDATE users SET active = now() WHERE id = $1', [user])
}

async function book(seat) {
  await pool.query('INSERT INTO seats (id) VALUES ($1)', [seat]).catch(() => {}) // eslint-disable-line no-empty, want swallowed-error "book catches every error"
}

app.post('/seats', async (req, res) => {
  await trackActivity(req.body.user)
  await touch(req.body.user)
  await book(req.body.seat)
  res.sendStatus(204)
})
