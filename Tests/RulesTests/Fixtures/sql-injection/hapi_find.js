const Hapi = require('@hapi/hapi')
const { Pool } = require('pg')

const server = Hapi.server()
const pool = new Pool()

server.route({
  method: 'POST',
  path: '/find',
  handler: async (request) => {
    const { title } = request.payload
    return pool.query(`SELECT id FROM books WHERE title = '${title}'`) // want sql-injection "reaches pg.Pool.query"
  }
})

server.route({
  method: 'GET',
  path: '/bound',
  handler: (request) => pool.query('SELECT id FROM books WHERE title = $1', [request.query.title])
})
