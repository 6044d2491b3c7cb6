import Fastify from 'fastify'
import { Kafka, Producer } from 'kafkajs'
import { createTransport } from 'nodemailer'
import { Pool, PoolClient } from 'pg'

const pool = new Pool({ connectionString: process.env.DATABASE_URL })
const mailer = createTransport({ host: 'mail', socketTimeout: 2000 })
const producer: Producer = new Kafka({ brokers: ['kafka:9092'] }).producer()
const server = Fastify()

interface Release {
  Params: { version: string }
}

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

server.post<Release>('/releases/:version/publish', async ({ params }) => {
  const client: PoolClient = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('UPDATE releases SET state = $1 WHERE version = $2', ['published', params.version])
    await producer.send({ topic: 'releases', messages: [{ key: params.version, value: 'published' }] }) // want effect-before-commit "a message of POST /releases/{version}/publish goes out before its changes are committed"
    await client.query('COMMIT')
  } catch (error: unknown) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
  return { published: params.version }
})

server.post<Release>('/releases/:version/withdraw', async ({ params }) => {
  await inTransaction(async (client) => {
    await client.query('UPDATE releases SET state = $1 WHERE version = $2', ['withdrawn', params.version])
    await mailer.sendMail({ to: 'readers@example.com', subject: `${params.version} is withdrawn` }) // want effect-before-commit "goes out before its changes are committed"
  })
  return { withdrawn: params.version }
})

// After the commit.
server.post<Release>('/releases/:version/retire', async ({ params }) => {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('UPDATE releases SET state = $1 WHERE version = $2', ['retired', params.version])
    await client.query('COMMIT')
  } finally {
    client.release()
  }
  await producer.send({ topic: 'releases', messages: [{ key: params.version, value: 'retired' }] })
  return { retired: params.version }
})

// Only the row of the outbox is written; a worker sends it.
server.post<Release>('/releases/:version/freeze', async ({ params }) => {
  await inTransaction(async (client) => {
    await client.query('UPDATE releases SET state = $1 WHERE version = $2', ['frozen', params.version])
    await client.query('INSERT INTO outbox (kind, subject) VALUES ($1, $2)', ['frozen', params.version])
  })
  return { frozen: params.version }
})

async function start(): Promise<void> {
  await producer.connect()
  await server.listen({ port: 3000 })
}
void start()
