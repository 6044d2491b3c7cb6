const express = require('express')
const https = require('https')
const axios = require('axios')
const { Pool } = require('pg')

const app = express()
const agent = new https.Agent({ rejectUnauthorized: false }) // want unverified-tls "https.Agent does not verify"
const checked = new https.Agent({ keepAlive: true })
const pool = new Pool({ ssl: { rejectUnauthorized: false } }) // want unverified-tls "pg.Pool does not verify"
const strict = new Pool({ ssl: { rejectUnauthorized: true } })

// Somebody asks for it by name.
const tls = process.env.ALLOW_UNAUTHORIZED_CERTS ? { rejectUnauthorized: false } : undefined
const chosen = new Pool({ ssl: tls })

// One set of options, one mistake.
function connect(url) {
  const common = { ssl: process.env.NODE_ENV === 'production' ? { rejectUnauthorized: false } : false }
  if (url) {
    return new Pool({ connectionString: url, ...common }) // want unverified-tls "pg.Pool does not verify"
  }
  return new Pool({ host: 'localhost', ...common })
}

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0' // want unverified-tls "NODE_TLS_REJECT_UNAUTHORIZED does not verify"

app.get('/price', async (req, res) => {
  const price = await axios.get('https://prices.example.com', { httpsAgent: agent, timeout: 1000 })
  const other = await axios.get('https://prices.example.com', { httpsAgent: checked, timeout: 1000 })
  res.json([price.data, other.data, await pool.query('SELECT 1'), await strict.query('SELECT 1')])
})
