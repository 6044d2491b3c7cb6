const express = require('express')
const mongoose = require('mongoose')

const app = express()
const User = mongoose.model('User', new mongoose.Schema({ email: String, name: String }))
const Team = mongoose.model('Team', new mongoose.Schema({ name: { type: String, unique: true } }))

app.post('/users', async (req, res) => {
  const taken = await User.findOne({ email: req.body.email }) // want check-then-insert "User is asked for email, then inserted into"
  if (taken) return res.sendStatus(409)
  const user = new User({ email: req.body.email })
  await user.save()
  res.json(user)
})

app.post('/teams', async (req, res) => {
  const taken = await Team.findOne({ name: req.body.name })
  if (taken) return res.sendStatus(409)
  res.json(await Team.create({ name: req.body.name }))
})
