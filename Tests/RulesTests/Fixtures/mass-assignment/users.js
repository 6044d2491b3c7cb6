const express = require('express')
const mongoose = require('mongoose')
const Joi = require('joi')

const app = express()
const User = mongoose.model('User', new mongoose.Schema({ name: String, role: { type: String, default: 'user' } }))
const Note = mongoose.model('Note', new mongoose.Schema({ text: String, color: String }))
const validate = (schema) => (req, res, next) => {
  const { error } = schema.validate(req.body)
  return error ? res.sendStatus(400) : next()
}

app.post('/users', async (req, res) => {
  res.json(await User.create(req.body)) // want mass-assignment "body of the request reaches mongoose.Model.create"
})

app.put('/users/:id', async (req, res) => {
  const user = await User.findById(req.params.id)
  Object.assign(user, req.body) // want mass-assignment "body of the request reaches Object.assign"
  await user.save()
  res.json(user)
})

app.patch('/users/:id', async (req, res) => {
  await User.updateOne({ _id: req.params.id }, { $set: { ...req.body } }) // want mass-assignment "reaches mongoose.Model.updateOne"
  res.sendStatus(204)
})

app.post('/users/new', async (req, res) => {
  const user = new User(req.body) // want mass-assignment "body of the request reaches mongoose.Model.__call__"
  await user.save()
  res.json(user)
})

app.post('/users/chosen', async (req, res) => {
  const { name } = req.body
  res.json(await User.create({ name, role: 'user' }))
})

app.post('/users/named', async (req, res) => {
  res.json(await User.create({ name: req.body.name }))
})

app.post('/users/validated', validate(Joi.object({ name: Joi.string() })), async (req, res) => {
  res.json(await User.create(req.body))
})

app.post('/notes', async (req, res) => {
  res.json(await Note.create(req.body))
})

app.post('/search', (req, res) => {
  res.json(Object.assign({}, req.body))
})
