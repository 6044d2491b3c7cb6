const jsonwebtoken = require('jsonwebtoken')

exports.requireCook = function requireCook (options = {}) {
  return async function cookOnly (ctx, next) {
    const token = ctx.get('Authorization')
    if (!token) {
      if (options.optional) return next()
      ctx.throw(401, 'cooks only')
    }
    ctx.state.user = jsonwebtoken.verify(token, process.env.SECRET)
    await next()
  }
}

exports.identify = async function identify (ctx, next) {
  const token = ctx.cookies.get('token')
  if (token) ctx.state.user = jsonwebtoken.verify(token, process.env.SECRET)
  await next()
}
