const express = require('express')
const bcrypt = require('bcrypt')
const mongoose = require('mongoose')

const app = express()
const User = mongoose.model('User', new mongoose.Schema({ email: String, password: String }))

app.post('/login', async (req, res) => { // want unlimited-login "passwords can be tried at POST /login"
  const user = await User.findOne({ email: req.body.email })
  res.json(await bcrypt.compare(req.body.password, user.password))
})

app.get('/login', (req, res) => res.send('<form>'))
