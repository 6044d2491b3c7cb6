const fastify = require('fastify')
const cors = require('@fastify/cors')

const app = fastify()
app.register(cors, { origin: true, credentials: true }) // want any-origin-with-credentials "any origin"

const inner = fastify()
inner.register(require('@fastify/cors'), { origin: '*', credentials: false })

const partners = fastify()
partners.register(cors, { origin: ['https://shop.example'], credentials: true })

// Not this plugin.
const own = fastify()
own.register(async (instance) => { instance.get('/', async () => 'ok') }, { origin: true, credentials: true })

app.get('/account', async () => ({ plan: 'free' }))
app.listen({ port: 3000 })
