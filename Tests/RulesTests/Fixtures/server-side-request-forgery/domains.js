const express = require('express')
const axios = require('axios')

const app = express()

function validateDomain(domain) {
  if (typeof domain !== 'string') return null
  if (!domain.endsWith('.example.com')) return null
  return domain
}

function cleanDomain(domain) {
  return domain.trim()
}

app.post('/check', async (req, res) => {
  const domain = validateDomain(req.body.domain)
  res.json((await axios.get(`https://${domain}/status`, { timeout: 900 })).data)
})

app.post('/check/any', async (req, res) => {
  const domain = cleanDomain(req.body.domain)
  res.json((await axios.get(`https://${domain}/status`, { timeout: 900 })).data) // want server-side-request-forgery "body of the request reaches axios.get"
})
