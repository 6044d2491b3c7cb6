import express from 'express'
import { PrismaClient } from '@prisma/client'

const app = express()
const prisma = new PrismaClient()

app.put('/prices', async (req, res) => {
  const writes = req.body.prices.map(({ id, price }) => {
    return prisma.price.upsert({ where: { id }, create: { id, price }, update: { price } })
  })
  await prisma.$transaction(writes)
  res.sendStatus(204)
})

app.put('/prices/slow', async (req, res) => {
  await Promise.all(
    req.body.prices.map(({ id, price }) => {
      return prisma.price.update({ where: { id }, data: { price } }) // want query-in-loop "update price runs once"
    })
  )
  res.sendStatus(204)
})
