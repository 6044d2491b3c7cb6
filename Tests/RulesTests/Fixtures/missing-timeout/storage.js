const express = require('express')
const needle = require('needle')
const { S3Client, GetObjectCommand } = require('@aws-sdk/client-s3')
const { NodeHttpHandler } = require('@smithy/node-http-handler')

const app = express()
const patient = new S3Client({ region: 'eu-central-1' })
const brisk = new S3Client({ requestHandler: new NodeHttpHandler({ connectionTimeout: 500, requestTimeout: 2000 }) })

app.get('/covers/:key', async (req, res) => {
  const cover = await patient.send(new GetObjectCommand({ Bucket: 'covers', Key: 'a' })) // want missing-timeout "S3Client.send waits without a limit"
  const other = await brisk.send(new GetObjectCommand({ Bucket: 'covers', Key: 'b' }))
  const third = await patient.send(new GetObjectCommand({ Bucket: 'covers', Key: 'c' }), { abortSignal: AbortSignal.timeout(900) })
  res.json([cover.ETag, other.ETag, third.ETag])
})

app.get('/stock', async (req, res) => {
  const stock = await needle('get', 'https://stock.example.com') // want missing-timeout "needle to https://stock.example.com"
  const prices = await needle('get', 'https://prices.example.com', null, { response_timeout: 800 })
  res.json([stock.body, prices.body])
})
