const boxes = (request) => request.query

module.exports = [
  { method: 'GET', path: '/boxes', handler: boxes }, // $ endpoint="GET /boxes" auth=optional
  { method: 'POST', path: '/boxes', handler: boxes, options: { auth: 'session' } }, // $ endpoint="POST /boxes" auth=required
  { method: 'GET', path: '/boxes/{path*}', handler: boxes, options: { auth: false } } // $ endpoint="GET /boxes/{path}" auth=none
]
