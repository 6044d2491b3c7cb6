const express = require('express')
const fs = require('fs')
const seed = require('./seed')

const app = express()

// These exist for developers and tests only.
if (process.env.NODE_ENV === 'test' || process.env.NODE_ENV === 'development') {
  app.use('/seed', seed)
}
if (process.env.NODE_ENV !== 'production') {
  app.post('/reset', (req, res) => {
    fs.writeFileSync(`./data/${Number(req.body.id)}`, '')
    res.sendStatus(204)
  })
}
if (process.env.NODE_ENV === 'development') {
  require('./debug')(app)
}

if (process.env.NODE_ENV !== 'development') {
  app.post('/store', (req, res) => {
    fs.writeFileSync(`./data/${Number(req.body.id)}`, '') // want blocking-in-async "fs.writeFileSync blocks the event loop of POST /store"
    res.sendStatus(204)
  })
}

app.listen(3000)
