const http = require('http')
const https = require('https')
const axios = require('axios')

class Client {
  constructor(base) {
    this.base = base
  }

  async find(id) {
    return axios.get(`${this.base}/books/${id}`) // want missing-timeout "axios.get to {}/books/{} waits" warning
  }

  // One call, whichever of the two it is.
  raw(options, done) {
    let client = http
    if (options.isSecure) client = https
    const call = client.request({ host: options.host, path: '/raw' }, (answer) => done(answer)) // want missing-timeout "request waits without a limit"
    call.end()
  }
}

module.exports = Client
