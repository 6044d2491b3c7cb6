const express = require('express')
const fs = require('fs')
const path = require('path')
const multer = require('multer')

const app = express()
const upload = multer({ dest: '/tmp' })
const pattern = /^[a-z-]+$/

// Where it lies was decided by the receiver.
app.post('/logo', upload.single('logo'), async (req, res) => {
  const text = await fs.promises.readFile(req.file.path, 'utf8')
  res.send(text.length)
})

async function store(req) {
  const uploadedFile = req.files[0]
  return fs.promises.readFile(uploadedFile.path)
}

app.post('/stored', upload.array('logos'), async (req, res) => {
  res.send(await store(req))
})

app.post('/named', upload.single('logo'), async (req, res) => {
  const text = await fs.promises.readFile(path.join('/srv', req.file.originalname), 'utf8') // want path-traversal "upload of the request reaches fs.promises.readFile"
  res.send(text.length)
})

// Nothing but letters gets through.
app.get('/themes/:theme', async (req, res) => {
  if (!pattern.test(req.params.theme)) {
    throw new Error('no such theme')
  }
  res.send(await fs.promises.readFile(path.join('/srv/themes', req.params.theme), 'utf8'))
})

app.get('/skins/:skin', async (req, res) => {
  res.send(await fs.promises.readFile(path.join('/srv/skins', req.params.skin), 'utf8')) // want path-traversal "path parameter of the request reaches fs.promises.readFile"
})
