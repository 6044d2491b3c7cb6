const Koa = require('koa')
const Router = require('@koa/router')
const { Pool } = require('pg')

const app = new Koa()
const router = new Router()
const pool = new Pool()

router.get('/find/:title', async (ctx) => {
  ctx.body = await pool.query(`SELECT id FROM books WHERE title = '${ctx.params.title}'`) // want sql-injection "path parameter of the request reaches pg.Pool.query"
})

router.get('/bound', async (ctx) => {
  ctx.body = await pool.query('SELECT id FROM books WHERE title = $1', [ctx.query.title])
})

app.use(router.routes())
