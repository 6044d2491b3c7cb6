const fs = require('node:fs')
const path = require('node:path')
const Hapi = require('@hapi/hapi')

// Routes are looked for when the server starts.
const load = (folder) => fs.readdirSync(folder).flatMap((name) => require(path.join(folder, name, 'routes.js')))

const start = async () => {
  const server = Hapi.server({ port: 3000 })
  server.auth.strategy('session', 'cookie', {})
  server.auth.default({ strategy: 'session', mode: 'try' })
  server.route(load(path.join(__dirname, 'api')))
  await server.start()
}

start()
