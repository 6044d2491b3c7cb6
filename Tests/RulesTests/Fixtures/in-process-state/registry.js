const express = require('express')

const app = express()
const stores = {}
const carts = {} // want in-process-state "POST /carts writes it"

// What is not there is made again.
function storeOf(tenant) {
  stores[tenant] = stores[tenant] || {}
  return stores[tenant]
}

app.get('/stores/:tenant', (req, res) => res.json(storeOf(req.params.tenant)))

app.post('/carts', (req, res) => {
  carts[req.body.user] = [...carts[req.body.user], req.body.item]
  res.sendStatus(204)
})

app.get('/carts/:user', (req, res) => res.json(carts[req.params.user]))
