const Hapi = require('@hapi/hapi')
const exhibits = require('./lib/exhibits')
const guided = require('./lib/guided')

const start = async () => {
  const server = Hapi.server({ port: 3000 })

  await server.register(require('hapi-auth-jwt2'))
  server.auth.strategy('jwt', 'jwt', { key: process.env.SECRET, validate: async () => ({ isValid: true }) })
  server.auth.scheme('anyone', () => ({
    authenticate: (request, h) => h.authenticated({ credentials: { name: 'guest' } })
  }))
  server.auth.strategy('guest', 'anyone')
  server.auth.default('jwt')

  await server.register([
    { plugin: exhibits, routes: { prefix: '/exhibits' } },
    { plugin: guided, options: { open: true } }
  ])

  server.route({ // $ endpoint="GET /" auth=none
    method: 'GET',
    path: '/',
    options: { auth: false },
    handler: () => 'welcome'
  })

  server.route({ method: '*', path: '/{any*}', handler: (request, h) => h.response().code(404) }) // $ endpoint="ANY /{any}" auth=required

  await server.start()
}

start()
