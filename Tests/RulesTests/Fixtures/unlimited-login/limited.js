const express = require('express')
const bcrypt = require('bcrypt')
const mongoose = require('mongoose')
const rateLimit = require('express-rate-limit')

const app = express()
const User = mongoose.model('User', new mongoose.Schema({ email: String, password: String }))
const loginLimiter = rateLimit({ windowMs: 60000, limit: 5 })

app.post('/login', loginLimiter, async (req, res) => {
  const user = await User.findOne({ email: req.body.email })
  res.json(await bcrypt.compare(req.body.password, user.password))
})
