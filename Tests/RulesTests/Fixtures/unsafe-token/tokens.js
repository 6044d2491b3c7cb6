const express = require('express')
const jwt = require('jsonwebtoken')

const app = express()
const options = { expiresIn: '15m' }

app.post('/login', (req, res) => {
  res.json(jwt.sign({ id: req.body.id }, process.env.KEY)) // want unsafe-token "signs a token that never expires"
})

app.post('/login/short', (req, res) => {
  res.json([jwt.sign({ id: 1 }, process.env.KEY, { expiresIn: '15m' }), jwt.sign({ id: 1 }, process.env.KEY, options)])
})

app.post('/login/claims', (req, res) => {
  res.json(jwt.sign({ id: 1, exp: Date.now() / 1000 + 900 }, process.env.KEY))
})

app.get('/me', (req, res) => {
  const user = jwt.decode(req.headers.authorization) // want unsafe-token "does not check the token's signature"
  res.json(user)
})

app.get('/you', (req, res) => {
  res.json(jwt.verify(req.headers.authorization, process.env.KEY, { algorithms: ['HS256'] }))
})

app.get('/anyone', (req, res) => {
  res.json(jwt.verify(req.headers.authorization, process.env.KEY, { algorithms: ['HS256', 'none'] })) // want unsafe-token "algorithm none"
})
