import express, { Request, Response } from 'express'
import { Pool, PoolClient } from 'pg'

const app = express()
const pool = new Pool({ connectionTimeoutMillis: 2000, statement_timeout: 2000 })

app.get('/orders', async (req: Request, res: Response): Promise<void> => {
  const client: PoolClient = await pool.connect() // MISSING: want leaked-handle "is never closed"
  res.json((await client.query('SELECT id FROM orders LIMIT 50')).rows)
})

app.get('/stock', async (req: Request, res: Response): Promise<void> => {
  const client: PoolClient = await pool.connect()
  try {
    res.json((await client.query('SELECT id FROM stock LIMIT 50')).rows)
  } finally {
    client.release()
  }
})

app.listen(3000)
