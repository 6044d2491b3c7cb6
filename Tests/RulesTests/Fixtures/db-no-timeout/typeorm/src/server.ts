import Fastify, { FastifyReply, FastifyRequest } from 'fastify'
import { cache, limited, local, orders, reports, sessions, stats } from './sources'

const server = Fastify()

interface ByDay {
  Params: { day: string }
}

server.get<ByDay>('/reports/:day', async (request: FastifyRequest<ByDay>, reply: FastifyReply) => {
  const { rows } = await reports.query('SELECT id, total FROM reports WHERE day = $1 LIMIT 20', [request.params.day])
  return reply.send(rows)
})

server.get('/orders/count', async () => {
  const known = await cache.get('orders')
  return { count: known ?? (await orders.query('SELECT count(*) FROM orders'))[0].count }
})

server.get('/stats', async () => {
  const [{ rows }, session] = await Promise.all([stats.query('SELECT 1'), sessions.get('me')])
  return { rows, session, limited: limited.isInitialized, local: local.isInitialized }
})

async function start(): Promise<void> {
  await Promise.all([orders.initialize(), limited.initialize(), local.initialize()])
  await server.listen({ port: 3000 })
}
void start()
