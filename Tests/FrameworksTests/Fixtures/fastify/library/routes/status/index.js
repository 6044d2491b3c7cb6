const fp = require('fastify-plugin')

// What fastify-plugin wraps is not encapsulated: the folder's prefix is not its own.
module.exports = fp(async function status (fastify) {
  fastify.get('/status', async () => 'ok') // $ endpoint="GET /status" auth=none
})
