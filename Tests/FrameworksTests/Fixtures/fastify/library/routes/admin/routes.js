module.exports = async function admin (fastify) {
  fastify.post('/login', async (request) => ({ token: request.body.password })) // $ endpoint="POST /api/admin/login" auth=none
  fastify.get('/users', async () => []) // $ endpoint="GET /api/admin/users" auth=required
}
