import express, { Request, Response } from 'express'
import { DataSource, QueryRunner } from 'typeorm'

const app = express()
const dataSource = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL })

app.post('/moves', async (req: Request, res: Response): Promise<void> => {
  const runner: QueryRunner = dataSource.createQueryRunner()
  await runner.startTransaction() // MISSING: want tx-not-closed "leaves its transaction open on some way out"
  await runner.query('UPDATE stock SET amount = amount - 1')
  await runner.commitTransaction()
  res.sendStatus(204)
})

app.post('/returns', async (req: Request, res: Response): Promise<void> => {
  const runner: QueryRunner = dataSource.createQueryRunner()
  await runner.startTransaction()
  try {
    await runner.query('UPDATE stock SET amount = amount + 1')
    await runner.commitTransaction()
  } catch (error) {
    await runner.rollbackTransaction()
    throw error
  } finally {
    await runner.release()
  }
  res.sendStatus(204)
})

app.listen(3000)
