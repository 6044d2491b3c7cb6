const fp = require('fastify-plugin')

// What fastify-plugin wraps is not encapsulated: the folder is no prefix of its own.
module.exports = fp(async function status (fastify) {
  fastify.get('/status', async () => 'ok') // $ endpoint="GET /api/status" auth=none
})
