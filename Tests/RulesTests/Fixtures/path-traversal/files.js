const express = require('express')
const fs = require('fs')
const path = require('path')

const app = express()

app.get('/files', (req, res) => {
  fs.readFile(path.join('files', req.query.name), (error, data) => res.send(data)) // want path-traversal "query string of the request reaches fs.readFile"
})

app.get('/reports', (req, res) => {
  res.sendFile(path.resolve('reports', req.query.name)) // want path-traversal "query string of the request reaches"
})

app.get('/safe', (req, res) => {
  fs.readFile(path.join('files', path.basename(req.query.name)), (error, data) => res.send(data))
})

app.get('/rooted', (req, res) => {
  res.sendFile(req.query.name, { root: 'public' })
})

app.get('/images', (req, res) => {
  const ending = ['png', 'jpg'].includes(req.query.kind.toLowerCase()) ? req.query.kind.toLowerCase() : 'png'
  fs.readFile(`images/logo.${ending}`, (error, data) => res.send(data))
})
