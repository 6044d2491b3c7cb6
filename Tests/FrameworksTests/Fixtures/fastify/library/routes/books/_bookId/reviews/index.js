module.exports = async function reviews (fastify) {
  fastify.get('/', async (request) => request.params.bookId) // $ endpoint="GET /api/books/{bookId}/reviews" auth=none
  fastify.post('/', { preHandler: (request) => request.jwtVerify() }, async () => ({})) // $ endpoint="POST /api/books/{bookId}/reviews" auth=required
}
