import { Prisma, PrismaClient } from '@prisma/client'
import axios from 'axios'
import Fastify, { FastifyRequest } from 'fastify'
import { Pool, PoolClient } from 'pg'
import Stripe from 'stripe'

const prisma = new PrismaClient()
const pool = new Pool()
const stripe = new Stripe(process.env.STRIPE_KEY as string, { timeout: 5000 })
const server = Fastify()

interface Checkout {
  Params: { id: string }
  Body: { method: string }
}

// Two handlers use it.
async function inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

server.post<Checkout>('/carts/:id/reserve', async (request) => {
  return inTransaction(async (client) => {
    await client.query('UPDATE carts SET state = $1 WHERE id = $2', ['reserved', request.params.id])
    const { data } = await axios.post<{ slot: string }>('https://stock.example/slots', {}, { timeout: 2000 }) // want call-in-transaction "axios.post runs while POST /carts/{id}/reserve holds a transaction open"
    return { slot: data.slot }
  })
})

server.post<Checkout>('/carts/:id/pay', async (request: FastifyRequest<Checkout>) => {
  await prisma.$transaction(async (tx: Prisma.TransactionClient) => {
    await tx.cart.update({ where: { id: request.params.id }, data: { state: 'paid' } })
    await stripe.paymentIntents.create({ amount: 500, currency: 'eur', payment_method: request.body.method }) // want call-in-transaction "holds a transaction open"
  })
  return { ok: true }
})

server.post<Checkout>('/carts/:id/cancel', async (request, reply) => {
  const cart = await prisma.$transaction(
    async (tx) => {
      const cancelled = await tx.cart.update({ where: { id: request.params.id }, data: { state: 'cancelled' } })
      await axios.delete(`https://stock.example/slots/${cancelled.slot}`, { timeout: 2000 }) // want call-in-transaction "axios.delete runs while POST /carts/{id}/cancel holds a transaction open"
      return cancelled
    },
    { isolationLevel: Prisma.TransactionIsolationLevel.Serializable },
  )
  return reply.send(cart)
})

// After the commit.
server.post<Checkout>('/carts/:id/ship', async (request) => {
  const parcel = await prisma.$transaction(async (tx) => {
    await tx.cart.update({ where: { id: request.params.id }, data: { state: 'shipped' } })
    return tx.parcel.create({ data: { cartId: request.params.id } })
  })
  await axios.post('https://carrier.example/parcels', { id: parcel.id }, { timeout: 2000 })
  return { ok: true }
})

// Before it begins.
server.post<Checkout>('/carts/:id/price', async (request) => {
  const { data } = await axios.get<{ cents: number }>('https://prices.example/today', { timeout: 2000 })
  await inTransaction((client) => client.query('UPDATE carts SET cents = $1 WHERE id = $2', [data.cents, request.params.id]))
  return { cents: data.cents }
})

server.listen({ port: 3000 })
