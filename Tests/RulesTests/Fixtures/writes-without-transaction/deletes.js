const express = require('express')
const knex = require('knex')

const app = express()
const db = knex({ client: 'pg' })

// A second try finds the article still there, and deletes the rest.
app.delete('/articles/:id', async (req, res) => {
  await db('favorites').del().where({ article: req.params.id })
  await db('articles').del().where({ id: req.params.id }) // want writes-without-transaction "its writes to favorites and articles apart" note
  res.sendStatus(204)
})

// A second try finds no set, and its rows stay for good.
app.delete('/sets/:id', async (req, res) => {
  await db('sets').del().where({ id: req.params.id })
  await db('rows').del().where({ set: req.params.id }) // want writes-without-transaction "its writes to sets and rows apart" error
  res.sendStatus(204)
})
