import express from 'express'
import { Kysely, Transaction } from 'kysely'
import { DB, dialect } from './database'

const app = express()
const db = new Kysely<DB>({ dialect })

async function executeTx<T>(callback: (trx: Transaction<DB>) => Promise<T>, existing?: Transaction<DB>) {
  if (existing) return callback(existing)
  return db.transaction().execute(async (trx) => callback(trx))
}

app.post('/orders', async (req, res) => {
  await db.insertInto('orders').values({ total: 1 }).execute()
  await db.updateTable('stock').set({ left: 0 }).where('id', '=', 1).execute() // want writes-without-transaction "commits its writes to orders and stock apart"
  res.sendStatus(204)
})

app.post('/orders/whole', async (req, res) => {
  await executeTx(async (trx) => {
    await trx.insertInto('orders').values({ total: 1 }).execute()
    await trx.updateTable('stock').set({ left: 0 }).where('id', '=', 1).execute()
  })
  res.sendStatus(204)
})

app.post('/books', async (req, res) => {
  await executeTx(async (trx) => {
    await trx.insertInto('books').values({ title: 'x' }).execute()
  })
  res.sendStatus(204)
})
