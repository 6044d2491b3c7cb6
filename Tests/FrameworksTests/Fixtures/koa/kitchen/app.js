const Koa = require('koa')
const Router = require('@koa/router')
const path = require('node:path')
const mount = require('koa-mount')
const serve = require('koa-static')
const compose = require('koa-compose')
const jwt = require('koa-jwt')
const recipes = require('./recipes')
const { requireCook, identify } = require('./access')

const app = new Koa()

app.use(async (ctx, next) => {
  const started = Date.now()
  await next()
  ctx.set('X-Response-Time', `${Date.now() - started}ms`)
})

const open = new Router()
open.get('/health', (ctx) => { ctx.body = 'ok' }) // $ endpoint="GET /health" auth=none
open.get('home', '/', (ctx) => { ctx.body = 'home' }) // $ endpoint="GET /" auth=none
app.use(open.routes()).use(open.allowedMethods())

// Whatever stands behind asks for a token.
const inner = new Koa()
inner.use(jwt({ secret: process.env.SECRET }).unless({ path: ['/inner/login', /^\/inner\/public/] }))
const innerRouter = new Router()
innerRouter.prefix('/inner')
innerRouter.post('/login', (ctx) => { ctx.body = ctx.request.body }) // $ endpoint="POST /inner/login" auth=none
innerRouter.get('/public/menu', (ctx) => { ctx.body = [] }) // $ endpoint="GET /inner/public/menu" auth=none
innerRouter.get('/orders', (ctx) => { ctx.body = [] }) // $ endpoint="GET /inner/orders" auth=required
inner.use(innerRouter.routes())
app.use(mount(inner))

const api = new Router({ prefix: '/v1' })
api.use('/recipes', recipes.routes())
app.use(mount('/api', compose([identify, api.routes()])))

const staff = new Router()
staff.get('/open', (ctx) => { ctx.body = 'before the guard' }) // $ endpoint="GET /open" auth=none
staff.use(requireCook({ role: 'chef' }))
staff
  .get('/stock', list) // $ endpoint="GET /stock" auth=required
  .del('/stock/:id', list) // $ endpoint="DELETE /stock/{id}" auth=required
staff.all('/oven', list) // $ endpoint="ANY /oven" auth=required
app.use(staff.routes())
app.use(mount('/photos', serve(path.join(__dirname, 'photos')))) // $ endpoint="GET /photos/{path}" auth=none

async function list (ctx) {
  ctx.body = []
}

app.listen(3000)
