const express = require('express')
const mongoose = require('mongoose')

const app = express()
const Product = mongoose.model('Product', new mongoose.Schema({ title: String, stock: Number }))

app.post('/products/:id/sell', async (req, res) => {
  const product = await Product.findById(req.params.id)
  product.stock -= req.body.count // want lost-update "stock of Product is read, changed and written back"
  await product.save()
  res.sendStatus(204)
})

app.post('/products/:id/rename', async (req, res) => {
  const product = await Product.findById(req.params.id)
  product.title = req.body.title
  await product.save()
  res.sendStatus(204)
})

app.post('/products/:id/sell-safely', async (req, res) => {
  await Product.updateOne({ _id: req.params.id }, { $inc: { stock: -1 } })
  res.sendStatus(204)
})
