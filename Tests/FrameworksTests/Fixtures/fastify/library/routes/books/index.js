module.exports = async function books (fastify) {
  fastify.get('/', async () => []) // $ endpoint="GET /api/books" auth=none
  fastify.post('/', { onRequest: [fastify.authenticate] }, async (request) => request.body) // $ endpoint="POST /api/books" auth=required
}
