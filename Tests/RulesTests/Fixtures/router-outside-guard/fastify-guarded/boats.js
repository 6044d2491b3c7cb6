const pool = require('./pool')

module.exports = async function boats (app) {
  app.get('/', async () => {
    const { rows } = await pool.query('SELECT id, name FROM boats LIMIT 50')
    return rows
  })

  app.post('/', async (request, reply) => {
    await pool.query('INSERT INTO boats (name) VALUES ($1)', [request.body.name])
    return reply.code(201).send()
  })

  app.put('/:id', async (request, reply) => {
    await pool.query('UPDATE boats SET name = $1 WHERE id = $2', [request.body.name, request.params.id])
    return reply.code(204).send()
  })
}
