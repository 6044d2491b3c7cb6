const express = require('express')
const bcrypt = require('bcrypt')
const mongoose = require('mongoose')
const rateLimit = require('express-rate-limit')

const app = express()
const User = mongoose.model('User', new mongoose.Schema({ email: String, password: String }))

app.post('/reset-password', rateLimit({ windowMs: 60000, limit: 5 }), async (req, res) => {
  const user = await User.findOne({ email: req.body.email })
  res.json(user.email)
})

app.post('/login', async (req, res) => { // want unlimited-login "passwords can be tried at POST /login"
  const user = await User.findOne({ email: req.body.email })
  res.json(await bcrypt.compare(req.body.password, user.password))
})
