import express, { Request, Response } from 'express'
import { PrismaClient } from '@prisma/client'

const app = express()
const prisma = new PrismaClient()

app.get('/users', async (req: Request, res: Response) => {
  const users = await prisma.$queryRawUnsafe(`SELECT id FROM users WHERE email = '${req.query.email}'`) // want sql-injection "reaches @prisma/client.PrismaClient.$queryRawUnsafe"
  const safe = await prisma.$queryRaw`SELECT id FROM users WHERE email = ${req.query.email}`
  const bound = await prisma.$queryRawUnsafe('SELECT id FROM users WHERE email = $1', req.query.email)
  res.json([users, safe, bound])
})
