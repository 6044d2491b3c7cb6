const pool = require('./pool')

module.exports = async function crews (app) {
  app.get('/', async () => {
    const { rows } = await pool.query('SELECT id, name FROM crews LIMIT 50')
    return rows
  })

  app.post('/', async (request, reply) => {
    await pool.query('INSERT INTO crews (name) VALUES ($1)', [request.body.name])
    return reply.code(201).send()
  })

  app.put('/:id', async (request, reply) => {
    await pool.query('UPDATE crews SET name = $1 WHERE id = $2', [request.body.name, request.params.id])
    return reply.code(204).send()
  })
}
