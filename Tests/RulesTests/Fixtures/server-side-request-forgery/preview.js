const express = require('express')
const axios = require('axios')

const app = express()
const HOSTS = ['images.example.com', 'cdn.example.com']

app.get('/preview', async (req, res) => {
  const page = await axios.get(req.query.url, { timeout: 1000 }) // want server-side-request-forgery "query string of the request reaches axios.get"
  res.send(page.data)
})

app.post('/import', async (req, res) => {
  const { source } = req.body
  const file = await fetch(source) // want server-side-request-forgery "body of the request reaches fetch"
  res.send(await file.text())
})

app.get('/weather/:city', async (req, res) => {
  const answer = await axios.get(`https://weather.example.com/${req.params.city}`, { timeout: 1000 })
  res.send(answer.data)
})

app.get('/image', async (req, res) => {
  const host = req.query.host
  if (!HOSTS.includes(host)) return res.sendStatus(400)
  res.send((await axios.get('https://' + host, { timeout: 1000 })).data)
})
