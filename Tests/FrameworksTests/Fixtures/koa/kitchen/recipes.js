const Router = require('@koa/router')
const { requireCook } = require('./access')

const router = new Router()

// The first one looks at who is calling, the second one does not.
router.get('/', (ctx) => { ctx.body = { mine: ctx.state.user } }) // $ endpoint="GET /api/v1/recipes" auth=optional
router.get('/:id', (ctx) => { ctx.body = ctx.params.id }) // $ endpoint="GET /api/v1/recipes/{id}" auth=none
router.post('/', requireCook(), (ctx) => { ctx.body = ctx.request.body }) // $ endpoint="POST /api/v1/recipes" auth=required
router.post('/:id/taste', requireCook({ optional: true }), (ctx) => { ctx.body = { by: ctx.state.user } }) // $ endpoint="POST /api/v1/recipes/{id}/taste" auth=optional

router.put('/:id', async (ctx, next) => { // $ endpoint="PUT /api/v1/recipes/{id}" auth=required
  if (!ctx.state.user) {
    ctx.status = 401
    ctx.body = 'no'
    return
  }
  await next()
}, (ctx) => { ctx.body = 'changed' })

module.exports = router
