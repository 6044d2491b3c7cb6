const express = require('express')
const { Sequelize, DataTypes } = require('sequelize')
const { Pool } = require('pg')

const app = express()
const pool = new Pool()
const sequelize = new Sequelize('postgres://localhost/shop')
const Order = sequelize.define('Order', { total: DataTypes.INTEGER })
const Stock = sequelize.define('Stock', { left: DataTypes.INTEGER })

app.post('/orders', async (req, res) => {
  await Order.create({ total: 1 })
  await Stock.update({ left: 0 }, { where: { id: 1 } }) // want writes-without-transaction "commits its writes to order and stock apart"
  res.sendStatus(204)
})

app.post('/orders/whole', async (req, res) => {
  await sequelize.transaction(async (t) => {
    await Order.create({ total: 1 }, { transaction: t })
    await Stock.update({ left: 0 }, { where: { id: 1 }, transaction: t })
  })
  res.sendStatus(204)
})

app.post('/orders/manual', async (req, res) => {
  const t = await sequelize.transaction()
  try {
    await Order.create({ total: 1 }, { transaction: t })
    await Stock.update({ left: 0 }, { where: { id: 1 }, transaction: t })
    await t.commit()
  } catch (error) {
    await t.rollback()
    throw error
  }
  res.sendStatus(204)
})

app.post('/orders/plain', async (req, res) => {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('INSERT INTO "Order" (total) VALUES ($1)', [1])
    await client.query('UPDATE "Stock" SET left = 0 WHERE id = 1')
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
  res.sendStatus(204)
})
