const express = require('express')
const { Sequelize, DataTypes } = require('sequelize')

const app = express()
const sequelize = new Sequelize('postgres://localhost/shop')
const User = sequelize.define('User', { email: DataTypes.STRING, passwordHash: DataTypes.STRING })
const Book = sequelize.define('Book', { title: DataTypes.STRING })

app.get('/users/:id', async (req, res) => {
  const user = await User.findByPk(req.params.id)
  res.json(user) // want exposed-secret-column "passwordHash among them, and so does 1 more endpoint"
})

app.get('/users', async (req, res) => {
  res.json({ users: await User.findAll() }) // told with the first answer of this table
})

app.get('/names', async (req, res) => {
  res.json(await User.findAll({ attributes: ['email'] }))
})

app.get('/names/:id', async (req, res) => {
  const user = await User.findByPk(req.params.id)
  res.json({ email: user.email })
})

app.get('/books', async (req, res) => {
  res.json(await Book.findAll())
})
