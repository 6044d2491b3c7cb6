const fp = require('fastify-plugin')

module.exports = fp(async function authentication (fastify) {
  await fastify.register(require('@fastify/jwt'), { secret: process.env.JWT_SECRET })
  await fastify.register(require('@fastify/auth'))

  fastify.decorate('authenticate', async function (request, reply) {
    try {
      await request.jwtVerify()
    } catch (error) {
      reply.code(401).send({ message: 'log in first' })
    }
  })

  fastify.decorate('recognise', async function (request) {
    try {
      await request.jwtVerify()
    } catch (error) {
      request.log.debug('a guest')
    }
  })

  fastify.decorate('verifyKey', function (request, reply, done) {
    if (request.headers['x-api-key'] !== process.env.API_KEY) {
      return done(new Error('Unauthorized'))
    }
    done()
  })
})
