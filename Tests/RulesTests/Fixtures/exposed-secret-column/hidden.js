const express = require('express')
const mongoose = require('mongoose')

const app = express()
const accountSchema = new mongoose.Schema({ email: String, password: { type: String, select: false } })
const Account = mongoose.model('Account', accountSchema)

app.get('/accounts/:id', async (req, res) => {
  res.json(await Account.findById(req.params.id))
})
