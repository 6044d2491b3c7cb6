const express = require('express')
const fs = require('fs')
const path = require('path')
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
  const text = fs.readFileSync('./report.csv', 'utf8') // want blocking-in-async "fs.readFileSync blocks" note
  const soon = await fs.promises.readFile('./report.csv', 'utf8')
  res.send(text + soon)
})

function page(name) {
  return fs.readFileSync(path.join(__dirname, 'pages', name), 'utf8') // want blocking-in-async "fs.readFileSync blocks" note
}

app.get('/imprint', (req, res) => {
  res.send(page('imprint.html'))
})

// Which one, and how large it is, is up to the request.
app.get('/uploads', (req, res) => {
  const one = fs.readFileSync(`./uploads/${Number(req.query.id)}`) // want blocking-in-async "fs.readFileSync blocks" warning
  const two = fs.readFileSync(`./uploads/${Number(req.query.other)}`)
  res.send([one, two])
})

function templates() {
  const all = ['a.html', 'b.html'].map((name) => {
    return fs.readFileSync(path.join(__dirname, name), 'utf8') // want blocking-in-async "fs.readFileSync blocks" warning
  })
  const more = ['c.html', 'd.html'].map((name) => {
    return fs.readFileSync(path.join(__dirname, name), 'utf8')
  })
  return [all, more]
}

app.get('/templates', (req, res) => {
  res.send(templates())
})

app.get('/disk', (req, res) => {
  res.send(execSync('df -h')) // want blocking-in-async "child_process.execSync blocks"
})

app.listen(process.env.PORT)
