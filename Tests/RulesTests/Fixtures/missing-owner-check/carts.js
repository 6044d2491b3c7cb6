const express = require('express')
const { Sequelize, DataTypes } = require('sequelize')
const { expressjwt } = require('express-jwt')

const app = express()
const sequelize = new Sequelize('postgres://localhost/shop')
const User = sequelize.define('User', { email: DataTypes.STRING })
const Cart = sequelize.define('Cart', { coupon: DataTypes.STRING })
Cart.belongsTo(User, { foreignKey: 'userId' })

app.use(expressjwt({ secret: process.env.KEY, algorithms: ['HS256'] }))

app.get('/carts/:id', async (req, res) => {
  res.json(await Cart.findOne({ where: { id: req.params.id } })) // want missing-owner-check "looks up Cart by id and never compares its userId"
})

app.get('/carts/:id/mine', async (req, res) => {
  res.json(await Cart.findOne({ where: { id: req.params.id, userId: req.auth.id } }))
})

app.get('/coupons/:code', async (req, res) => {
  res.json(await Cart.findOne({ where: { id: req.auth.cart } }))
})
