const express = require('express')
const nodemailer = require('nodemailer')
const { Sequelize, DataTypes } = require('sequelize')

const app = express()
const mailer = nodemailer.createTransport({ host: 'mail.example.com' })
const sequelize = new Sequelize('postgres://localhost/shop')
const Order = sequelize.define('Order', { state: DataTypes.STRING })

app.post('/cancel', async (req, res) => {
  await sequelize.transaction(async (t) => {
    await Order.update({ state: 'cancelled' }, { where: { id: 1 }, transaction: t })
    await mailer.sendMail({ to: 'reader@example.com' }) // want effect-before-commit "a mail of POST /cancel goes out before its changes are committed"
  })
  res.sendStatus(204)
})

app.post('/cancel/after', async (req, res) => {
  await sequelize.transaction(async (t) => {
    await Order.update({ state: 'cancelled' }, { where: { id: 1 }, transaction: t })
  })
  await mailer.sendMail({ to: 'reader@example.com' })
  res.sendStatus(204)
})
