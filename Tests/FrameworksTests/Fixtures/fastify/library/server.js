const path = require('node:path')
const Fastify = require('fastify')
const autoload = require('@fastify/autoload')
const authentication = require('./plugins/authentication')
const partners = require('./partners')

function build () {
  const app = Fastify({ logger: true })

  app.register(authentication)
  app.register(async (api) => {
    api.register(autoload, {
      dir: path.join(__dirname, 'routes'),
      routeParams: true,
      autoHooks: true,
      cascadeHooks: true
    })
  }, { prefix: '/api' })
  app.register(partners, { prefix: '/partners' })

  app.get('/', async () => ({ name: 'library' })) // $ endpoint="GET /" auth=none

  app.route({ // $ endpoint="GET /search" auth=optional endpoint="POST /search" auth=optional
    method: ['GET', 'POST'],
    url: '/search',
    onRequest: app.recognise,
    handler: async (request) => ({ q: request.query.q, mine: Boolean(request.user) })
  })

  // Only for `reply.sendFile`.
  app.register(require('@fastify/static'), { root: '/srv/scans', serve: false })

  app.get('/loans', { preHandler: app.auth([app.authenticate, app.verifyKey]) }, async () => []) // $ endpoint="GET /loans" auth=required
  app.get('/shelf', { preHandler: app.auth([app.authenticate, app.recognise]) }, async () => []) // $ endpoint="GET /shelf" auth=optional

  app.all('/echo/*', (request, reply) => { reply.send(request.body) }) // $ endpoint="ANY /echo/*" auth=none

  // A child that is not given the parent's later hooks would be a surprise: hooks reach everything below.
  app.register(async function audited (instance) {
    instance.addHook('onRequest', async (request) => { request.log.info('audited') })
    instance.get('/events', async () => []) // $ endpoint="GET /internal/events" auth=required
    instance.register(async (inner) => {
      inner.delete('/events/:id', async () => ({})) // $ endpoint="DELETE /internal/purge/events/{id}" auth=required
    }, { prefix: '/purge' })
    instance.addHook('preHandler', app.authenticate)
  }, { prefix: '/internal' })

  app.register(async (legacy) => {
    await legacy.register(require('@fastify/express'))
    legacy.use('/private', (req, res, next) => {
      if (!req.headers.authorization) return res.status(401).end()
      next()
    })
    legacy.register(require('@fastify/static'), { root: path.join(__dirname, 'covers'), prefix: '/covers/' }) // $ endpoint="GET /old/covers/{path}" auth=none
    legacy.get('/private/files', async () => []) // $ endpoint="GET /old/private/files" auth=required
    legacy.get('/privateer', async () => []) // $ endpoint="GET /old/privateer" auth=none
    legacy.get('/live', { websocket: true }, (socket) => socket.send('hello')) // $ endpoint="GET /old/live" auth=none
  }, { prefix: '/old' })

  return app
}

build().listen({ port: 3000 })
