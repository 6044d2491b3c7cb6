const Joi = require('joi')
const Boom = require('@hapi/boom')

const curatorsOnly = {
  method: (request, h) => {
    if (!request.auth.credentials.isCurator) throw Boom.forbidden('curators only')
    return h.continue
  },
  assign: 'curator'
}

const routes = [
  { // $ endpoint="GET /exhibits" auth=optional
    method: 'GET',
    path: '/',
    config: { auth: { strategy: 'jwt', mode: 'optional' } },
    handler: (request) => request.query
  },
  { method: ['PUT', 'PATCH'], path: '/{id?}', handler: update, options: { validate: { payload: Joi.object({ title: Joi.string().max(80).required() }) } } }, // $ endpoint="PUT /exhibits/{id}" auth=required endpoint="PATCH /exhibits/{id}" auth=required
  { method: 'DELETE', path: '/{id}', handler: update, options: { auth: { scope: ['curator'] }, pre: [curatorsOnly] } } // $ endpoint="DELETE /exhibits/{id}" auth=required
]

async function update (request) {
  return request.payload
}

exports.plugin = {
  name: 'exhibits',
  register: async (server) => {
    server.route(routes)
  }
}
