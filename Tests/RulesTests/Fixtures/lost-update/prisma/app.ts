import express from 'express'
import { PrismaClient } from '@prisma/client'

const app = express()
const prisma = new PrismaClient()

app.post('/books/:id/sell', async (req, res) => {
  const book = await prisma.book.findUnique({ where: { id: Number(req.params.id) } })
  await prisma.book.update({ where: { id: book.id }, data: { stock: book.stock - 1 } }) // want lost-update "stock of Book is read, changed and written back"
  res.sendStatus(204)
})

app.post('/books/:id/sell-safely', async (req, res) => {
  await prisma.book.update({ where: { id: Number(req.params.id) }, data: { stock: { decrement: 1 } } })
  res.sendStatus(204)
})
