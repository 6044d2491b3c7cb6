const express = require('express')
const mongoose = require('mongoose')
const jwt = require('jsonwebtoken')

const app = express()
const orderSchema = new mongoose.Schema({
  user: { type: mongoose.Schema.Types.ObjectId, ref: 'User', required: true },
  total: Number,
})
const Order = mongoose.model('Order', orderSchema)

function authenticate(req, res, next) {
  try {
    req.user = jwt.verify(req.headers.authorization, process.env.KEY, { algorithms: ['HS256'] })
    next()
  } catch (error) {
    res.status(401).json({ message: 'unauthorized' })
  }
}

app.get('/orders/:id', authenticate, async (req, res) => {
  const order = await Order.findById(req.params.id) // want missing-owner-check "looks up Order by id and never compares its user"
  res.json(order)
})

app.delete('/orders/:id', authenticate, async (req, res) => {
  await Order.deleteOne({ _id: req.params.id }) // want missing-owner-check "DELETE /orders/{id} looks up Order by id"
  res.sendStatus(204)
})

app.get('/orders/:id/mine', authenticate, async (req, res) => {
  res.json(await Order.findOne({ _id: req.params.id, user: req.user.id }))
})

app.put('/orders/:id', authenticate, async (req, res) => {
  const order = await Order.findById(req.params.id)
  if (order.user.toString() !== req.user.id) return res.sendStatus(403)
  order.total = req.body.total
  await order.save()
  res.json(order)
})
