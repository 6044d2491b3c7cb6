// The hook is only for what this plugin registers.
async function partners (fastify, options) {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!request.headers.authorization) {
      reply.code(401).send({ message: 'partners only' })
      return
    }
    done()
  })

  for (const kind of ['orders', 'returns']) {
    fastify.get(`/${kind}`, async () => []) // $ endpoint="GET /partners/orders" auth=required endpoint="GET /partners/returns" auth=required
  }

  fastify
    .post('/orders', create) // $ endpoint="POST /partners/orders" auth=required
    .put('/orders/:id', { schema: { params: { type: 'object', properties: { id: { type: 'integer', maximum: 9 } } } } }, create) // $ endpoint="PUT /partners/orders/{id}" auth=required
}

async function create (request) {
  return request.body
}

module.exports = partners
