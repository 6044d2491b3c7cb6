module.exports = async function (fastify) {
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/admin/login')) return
    if (!request.session.user) return reply.unauthorized()
  })
}
