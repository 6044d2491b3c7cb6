const Fastify = require('fastify')
const boats = require('./boats')
const crews = require('./crews')
const races = require('./races')

const app = Fastify()

app.register(require('@fastify/jwt'), { secret: process.env.JWT_SECRET })
app.register(require('@fastify/postgres'), { connectionString: process.env.DATABASE_URL })

// Only what is registered in here has the hook.
app.register(async (inside) => {
  inside.addHook('onRequest', async (request) => {
    await request.jwtVerify()
  })
  inside.register(boats, { prefix: '/boats' })
  inside.register(crews, { prefix: '/crews' })
})

app.register(races, { prefix: '/races' }) // want router-outside-guard "no endpoint of races.js asks for credentials"

app.listen({ port: 3000 })
