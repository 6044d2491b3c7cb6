const express = require('express')
const { pageOf } = require('./pages')
const store = require('./store')

const app = express()

app.get('/books', async (req, res) => {
  const { limit } = pageOf(req)
  res.json(await store.books(limit))
})

app.get('/authors', async (req, res) => {
  const { limit } = pageOf(req)
  res.json(await store.authors(limit))
})
