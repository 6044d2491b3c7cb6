const express = require('express')
const { Pool } = require('pg')
const mysql = require('mysql2/promise')
const { Sequelize, QueryTypes } = require('sequelize')
const knex = require('knex')({ client: 'pg' })

const app = express()
const pool = new Pool()
const shop = mysql.createPool({ host: 'shop' })
const sequelize = new Sequelize('postgres://localhost/shop')

app.get('/books', async (req, res) => {
  const { rows } = await pool.query(`SELECT * FROM books WHERE title LIKE '%${req.query.q}%'`) // want sql-injection "query string of the request reaches pg.Pool.query"
  res.json(rows)
})

app.get('/books/bound', async (req, res) => {
  const { rows } = await pool.query('SELECT id FROM books WHERE title LIKE $1', [`%${req.query.q}%`])
  const named = await pool.query({ text: 'SELECT id FROM books WHERE id = $1', values: [req.query.id] })
  res.json([rows, named.rows])
})

app.get('/orders', async (req, res) => {
  const order = req.query.order === 'desc' ? 'DESC' : 'ASC'
  const page = Number(req.query.page)
  const { rows } = await pool.query(`SELECT id FROM orders ORDER BY id ${order} LIMIT ${page}`)
  res.json(rows)
})

async function byName(client, name) {
  return client.query("SELECT id FROM users WHERE name = '" + name + "'") // want sql-injection "path parameter of the request reaches pg.Client.query"
}

app.get('/users/:name', async (req, res) => {
  const client = await pool.connect()
  try {
    res.json(await byName(client, req.params.name))
  } finally {
    client.release()
  }
})

app.get('/items', async (req, res) => {
  const [rows] = await shop.query(`SELECT id FROM items WHERE kind = '${req.query.kind}'`) // want sql-injection "query string of the request reaches mysql2.Pool.query"
  const [safe] = await shop.execute('SELECT id FROM items WHERE kind = ?', [req.query.kind])
  const [escaped] = await shop.query(`SELECT id FROM items WHERE kind = ${mysql.escape(req.query.kind)}`)
  res.json([rows, safe, escaped])
})

app.get('/authors', async (req, res) => {
  let name = req.query.name ?? ''
  name = name.length < 100 ? name : name.substring(0, 100)
  const rows = await sequelize.query(`SELECT id FROM authors WHERE name = '${name}'`) // want sql-injection "reaches sequelize.query"
  const safe = await sequelize.query('SELECT id FROM authors WHERE name = :name', {
    replacements: { name: req.query.name },
    type: QueryTypes.SELECT,
  })
  res.json([rows, safe])
})

app.get('/tags', async (req, res) => {
  const tags = await knex('tags').whereRaw(`name = '${req.query.name}'`) // want sql-injection "reaches knex.Builder.whereRaw"
  const safe = await knex('tags').whereRaw('name = ?', [req.query.name])
  res.json([tags, safe])
})
