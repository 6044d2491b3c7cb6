module.exports = async function boats (app) {
  app.get('/', async () => {
    const { rows } = await app.pg.query('SELECT id, name FROM boats LIMIT 50')
    return rows
  })

  app.post('/', async (request, reply) => {
    await app.pg.query('INSERT INTO boats (name) VALUES ($1)', [request.body.name])
    return reply.code(201).send()
  })

  app.put('/:id', async (request, reply) => {
    await app.pg.query('UPDATE boats SET name = $1 WHERE id = $2', [request.body.name, request.params.id])
    return reply.code(204).send()
  })
}
