const express = require('express')
const fs = require('fs')
const path = require('path')
const isPathInside = require('is-path-inside')

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

app.get('/exports', (req, res) => {
  res.sendFile(req.query.name, { root: 'exports', headers: { 'x-kind': 'export' } }, (error) => {
    if (error) throw error
  })
})

app.get('/uploads', (req, res) => {
  const folder = path.join('uploads', req.query.folder)
  if (!isPathInside(folder, 'uploads')) {
    return res.sendStatus(400)
  }
  fs.readdir(folder, (error, names) => res.json(names))
})

app.get('/drafts', (req, res) => {
  const folder = path.join('drafts', req.query.folder)
  if (isPathInside('drafts', 'files')) {
    return res.sendStatus(400)
  }
  fs.readdir(folder, (error, names) => res.json(names)) // want path-traversal "query string of the request reaches fs.readdir"
})
