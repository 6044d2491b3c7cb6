const express = require('express')
const fs = require('fs')

const router = express.Router()

router.post('/all', (req, res) => {
  fs.writeFileSync(`./data/${Number(req.body.id)}`, '')
  res.sendStatus(204)
})

module.exports = router
