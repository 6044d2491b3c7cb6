import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import process, { exit } from 'node:process'

interface Licence {
  key: string
  seats: number
}

class LicenceService {
  private licence?: Licence

  // It runs at start-up.
  load(): void {
    const key = process.env.LICENCE
    if (!key) {
      console.error('LICENCE is not set')
      process.exit(2)
    }
    this.licence = { key, seats: 5 }
  }

  async assertSeats(wanted: number): Promise<Licence> {
    if (!this.licence || this.licence.seats < wanted) {
      process.exit(1) // want exit-in-request-path "ends the process with process.exit"
    }
    return this.licence
  }

  // The instead: the caller answers with an error.
  find(): Licence {
    if (!this.licence) throw new Error('no licence')
    return this.licence
  }
}

const licences = new LicenceService()

export async function reportRoutes(app: FastifyInstance): Promise<void> {
  app.get<{ Querystring: { seats: number } }>('/reports', async (request) => {
    return licences.assertSeats(request.query.seats)
  })

  app.post('/reports/rebuild', async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      return licences.find()
    } catch (error) {
      request.log.error(error)
      exit(1) // want exit-in-request-path "ends the process with process.exit"
    }
  })

  app.get('/licence', async () => licences.find())
}

async function main(): Promise<void> {
  const app = Fastify({ logger: true })
  licences.load()
  await app.register(reportRoutes, { prefix: '/api' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void app.close().then(() => process.exit(0))
    })
  }
  await app.listen({ port: 3000 })
}

main().catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
