const express = require('express')
const axios = require('axios')

const app = express()

// The runtime's own fetch ends by itself, whatever stands for nothing is given.
app.get('/sms', async (req, res) => {
  const answer = await fetch('https://sms.example.com/send', { method: 'POST', signal: undefined })
  res.json(await answer.json())
})

app.get('/mail', async (req, res) => {
  const answer = await axios.get('https://mail.example.com/send', { timeout: undefined }) // want missing-timeout "axios.get to https://mail.example.com/send waits"
  res.json(answer.data)
})
