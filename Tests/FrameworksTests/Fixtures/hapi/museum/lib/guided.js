const tours = (options) => ({ // $ endpoint="GET /tours" auth=none
  method: 'get',
  path: '/tours',
  options: { auth: 'guest', handler: () => [options.open] }
})

module.exports = {
  name: 'guided',
  register (server, options) {
    server.route(tours(options))
    ;['morning', 'evening'].forEach((part) => {
      server.route({ method: 'POST', path: `/tours/${part}`, options: () => ({ auth: false, handler: book }) }) // $ endpoint="POST /tours/morning" auth=none endpoint="POST /tours/evening" auth=none
    })
  }
}

function book (request) {
  if (!request.payload.name) return 'no name'
  return request.payload
}
