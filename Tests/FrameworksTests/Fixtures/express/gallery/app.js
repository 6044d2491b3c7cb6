const path = require('node:path')
const express = require('express')

const app = express()
const members = express.Router()

function requireMember (req, res, next) {
  if (!req.get('Authorization')) return res.status(401).end()
  next()
}

app.use('/assets', express.static('public', { maxAge: '1h' })) // $ endpoint="GET /assets/{path}" auth=none
app.use('/contracts', requireMember, express.static('contracts')) // $ endpoint="GET /contracts/{path}" auth=required

app.get('/works', (req, res) => res.json([])) // $ endpoint="GET /works" auth=none

members.use(requireMember)
members.use('/scans', express.static(path.join(__dirname, 'scans'))) // $ endpoint="GET /members/scans/{path}" auth=required
members.get('/loans', (req, res) => res.json([])) // $ endpoint="GET /members/loans" auth=required
app.use('/members', members)

app.use(express.static('build')) // $ endpoint="GET /{path}" auth=none

app.listen(3000)
