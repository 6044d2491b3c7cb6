import express from 'express'
import { PrismaClient } from '@prisma/client'

const app = express()
const prisma = new PrismaClient()

app.post('/orders', async (req, res) => {
  await prisma.order.create({ data: { total: 1 } })
  await prisma.stock.update({ where: { id: 1 }, data: { left: 0 } }) // want writes-without-transaction "commits its writes to order and stock apart"
  res.sendStatus(204)
})

app.post('/orders/batch', async (req, res) => {
  await prisma.$transaction([
    prisma.order.create({ data: { total: 1 } }),
    prisma.stock.update({ where: { id: 1 }, data: { left: 0 } }),
  ])
  res.sendStatus(204)
})

app.post('/orders/list', async (req, res) => {
  const operations = [
    prisma.order.create({ data: { total: 1 } }),
    prisma.stock.update({ where: { id: 1 }, data: { left: 0 } }),
  ]
  await prisma.$transaction(operations)
  res.sendStatus(204)
})

app.post('/orders/callback', async (req, res) => {
  await prisma.$transaction(async (tx) => {
    await tx.order.create({ data: { total: 1 } })
    await tx.stock.update({ where: { id: 1 }, data: { left: 0 } })
  })
  res.sendStatus(204)
})
