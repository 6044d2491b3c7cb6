const express = require('express')
const axios = require('axios')
const http = require('http')
const got = require('got')
const fetch = require('node-fetch')
const superagent = require('superagent')

const app = express()
const billing = axios.create({ baseURL: 'https://billing.example.com' })
const carrier = axios.create({ baseURL: 'https://carrier.example.com', timeout: 2000 })
const catalogue = got.extend({ timeout: { request: 1500 } })

app.get('/quote', async (req, res) => {
  const quote = await axios.get('https://quotes.example.com/today') // want missing-timeout "axios.get to https://quotes.example.com/today waits"
  const rate = await axios.get('https://rates.example.com/eur', { timeout: 1000 })
  const stopped = await axios.get('https://rates.example.com/usd', { signal: AbortSignal.timeout(1000) })
  res.json([quote.data, rate.data, stopped.data])
})

app.post('/pay', async (req, res) => {
  await billing.post('/charges', req.body) // want missing-timeout "waits without a limit"
  await carrier.post('/labels', req.body)
  await axios({ method: 'post', url: 'https://mail.example.com/send', data: {} }) // want missing-timeout "axios to https://mail.example.com/send"
  await axios({ method: 'post', url: 'https://mail.example.com/send', timeout: 500 })
  res.sendStatus(204)
})

app.get('/books', async (req, res) => {
  const page = await got('https://books.example.com') // want missing-timeout "got to https://books.example.com"
  const short = await got('https://books.example.com/short', { timeout: { request: 900 } })
  const whole = await catalogue.get('https://books.example.com/all')
  const plain = await fetch('https://books.example.com/plain') // want missing-timeout "node-fetch to https://books.example.com/plain"
  const limited = await fetch('https://books.example.com/limited', { signal: AbortSignal.timeout(800) })
  res.json([page.body, short.body, whole.body, plain.ok, limited.ok])
})

app.get('/status', (req, res) => {
  superagent.get('https://status.example.com').then((answer) => res.send(answer.text)) // want missing-timeout "superagent.get to https://status.example.com"
})

app.get('/status/soon', (req, res) => {
  superagent.get('https://status.example.com').timeout({ response: 500, deadline: 900 }).then((answer) => res.send(answer.text))
})

app.get('/raw', (req, res) => {
  http.get('http://inventory.example.com/stock', (answer) => answer.pipe(res)) // want missing-timeout "http.get to http://inventory.example.com/stock"
})

app.get('/raw/limited', (req, res) => {
  const call = http.get('http://inventory.example.com/stock', (answer) => answer.pipe(res))
  call.setTimeout(700, () => call.destroy())
})

// Whether one is set cannot be seen here.
async function forward(path, options) {
  return axios.get(`https://partner.example.com${path}`, options)
}

app.get('/partner', async (req, res) => res.json((await forward('/news', settings())).data))

app.listen(3000)
