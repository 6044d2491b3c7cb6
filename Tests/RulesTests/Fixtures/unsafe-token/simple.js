const express = require('express')
const jwt = require('jwt-simple')

const app = express()

app.get('/me', (req, res) => {
  res.json(jwt.decode(req.headers.authorization, process.env.KEY, true)) // want unsafe-token "does not check the token's signature"
})

app.get('/you', (req, res) => {
  res.json(jwt.decode(req.headers.authorization, process.env.KEY, false, 'HS256'))
})

app.get('/us', (req, res) => {
  res.json(jwt.decode(req.headers.authorization, process.env.KEY))
})
