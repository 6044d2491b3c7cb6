const express = require('express')
const axios = require('axios')
const { Pool } = require('pg')
const { Sequelize, DataTypes } = require('sequelize')

const app = express()
const pool = new Pool()
const sequelize = new Sequelize('postgres://localhost/shop')
const Order = sequelize.define('Order', { paid: DataTypes.BOOLEAN })

app.post('/pay', async (req, res) => {
  await sequelize.transaction(async (t) => {
    await Order.update({ paid: true }, { where: { id: 1 }, transaction: t })
    await axios.post('https://billing.example.com', {}, { timeout: 1000 }) // want call-in-transaction "axios.post runs while POST /pay holds a transaction open"
  })
  res.sendStatus(204)
})

app.post('/pay/plain', async (req, res) => {
  const client = await pool.connect()
  await client.query('BEGIN')
  await client.query('UPDATE orders SET paid = true WHERE id = 1')
  await axios.post('https://billing.example.com', {}, { timeout: 1000 }) // want call-in-transaction "axios.post runs while POST /pay/plain holds a transaction open"
  await client.query('COMMIT')
  client.release()
  res.sendStatus(204)
})

app.post('/pay/after', async (req, res) => {
  const client = await pool.connect()
  await client.query('BEGIN')
  await client.query('UPDATE orders SET paid = true WHERE id = 1')
  await client.query('COMMIT')
  client.release()
  await axios.post('https://billing.example.com', {}, { timeout: 1000 })
  res.sendStatus(204)
})
