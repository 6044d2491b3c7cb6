const express = require('express')
const { exec, execFile } = require('child_process')
const util = require('util')

const app = express()
const run = util.promisify(exec)

app.post('/convert', (req, res) => {
  exec(`convert ${req.body.name} out.png`, () => res.sendStatus(204)) // want command-injection "body of the request reaches child_process.exec"
})

app.post('/convert/safe', (req, res) => {
  execFile('convert', [req.body.name, 'out.png'], () => res.sendStatus(204))
})

app.post('/version', async (req, res) => {
  res.send((await run('convert --version')).stdout)
})

app.post('/resize', async (req, res) => {
  await run('resize ' + req.body.name) // want command-injection "body of the request reaches child_process.exec"
  res.sendStatus(204)
})
