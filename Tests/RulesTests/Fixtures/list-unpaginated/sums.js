const express = require('express')
const { PrismaClient } = require('@prisma/client')

const app = express()
const prisma = new PrismaClient()

// The rows are only summed up.
app.get('/orders/turnover', async (req, res) => {
  const orders = await prisma.order.findMany({ where: { state: 'paid' } })
  const total = orders.reduce((sum, order) => sum + order.amount, 0)
  res.json({ total, count: orders.length })
})

app.get('/orders/open', async (req, res) => {
  const orders = await prisma.order.findMany()
  let open = 0
  for (const order of orders) {
    if (order.state === 'open') open += 1
  }
  res.json({ open })
})

app.get('/orders/late', async (req, res) => {
  const late = (await prisma.order.findMany()).filter((order) => order.due < Date.now())
  res.json({ late: late.length })
})

// An index of rows is as large as the rows.
app.get('/orders/by-id', async (req, res) => {
  const orders = await prisma.order.findMany() // want list-unpaginated "every order"
  res.json(orders.reduce((all, order) => ({ ...all, [order.id]: order }), {}))
})

app.get('/orders', async (req, res) => {
  const orders = await prisma.order.findMany() // want list-unpaginated "every order"
  res.json({ orders, count: orders.length })
})
