const fastify = require('fastify')()
const { Pool } = require('pg')

const pool = new Pool()

async function routes (server) {
  server.get('/find', async (request) => {
    const { rows } = await pool.query(`SELECT id FROM books WHERE title = '${request.query.title}'`) // want sql-injection "query string of the request reaches pg.Pool.query"
    const bound = await pool.query('SELECT id FROM books WHERE title = $1', [request.query.title])
    return [rows, bound.rows]
  })

  server.route({
    method: 'POST',
    url: '/find',
    handler: search
  })
}

async function search (request) {
  const { kind } = request.body
  return pool.query("SELECT id FROM books WHERE kind = '" + kind + "'") // want sql-injection "reaches pg.Pool.query"
}

fastify.register(routes, { prefix: '/books' })
