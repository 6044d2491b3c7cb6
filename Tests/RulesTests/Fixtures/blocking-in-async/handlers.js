const express = require('express')
const fs = require('fs')
const crypto = require('node:crypto')
const bcrypt = require('bcrypt')
const { execSync } = require('child_process')

const app = express()
const template = fs.readFileSync('./template.html', 'utf8')

app.post('/register', (req, res) => {
  const hash = bcrypt.hashSync(req.body.password, 12) // want blocking-in-async "bcrypt.hashSync blocks the event loop"
  res.send(hash.slice(0, 4) + template)
})

app.post('/register/soon', async (req, res) => {
  const hash = await bcrypt.hash(req.body.password, 12)
  res.send(hash.slice(0, 4))
})

function derive(password) {
  return crypto.pbkdf2Sync(password, 'salt', 100000, 64, 'sha512') // want blocking-in-async "crypto.pbkdf2Sync blocks"
}

app.post('/keys', (req, res) => {
  res.send(derive(req.body.password).toString('hex'))
})

app.get('/report', async (req, res) => {
  const text = fs.readFileSync('./report.csv', 'utf8') // want blocking-in-async "fs.readFileSync blocks"
  const soon = await fs.promises.readFile('./report.csv', 'utf8')
  res.send(text + soon)
})

app.get('/disk', (req, res) => {
  res.send(execSync('df -h')) // want blocking-in-async "child_process.execSync blocks"
})

app.listen(process.env.PORT)
