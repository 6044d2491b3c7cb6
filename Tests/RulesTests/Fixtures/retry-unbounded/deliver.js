const Koa = require('koa')
const Router = require('@koa/router')
const got = require('got')

const router = new Router()
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

async function deliver (note) {
  for (;;) { // want retry-unbounded "until it works"
    try {
      await got.put(`https://post.example/notes/${note.id}`, { json: note, timeout: { request: 2000 } })
      return
    } catch (error) {
      await pause(500 + Math.random() * 500)
    }
  }
}

async function register (note) {
  let done = false
  while (!done) { // want retry-unbounded "until it works"
    try {
      await got.put(`https://post.example/registers/${note.id}`, { json: note, timeout: { request: 2000 } })
      done = true
    } catch (error) {
      console.warn('register is away', error.message)
      await pause(1000 * Math.random())
    }
  }
}

async function receiptOf (note) {
  let answer = null
  do { // want retry-unbounded "until it works"
    try {
      answer = await got(`https://post.example/receipts/${note.id}`, { timeout: { request: 2000 } })
    } catch (error) {
      await pause(400 + Math.random() * 400)
    }
  } while (!answer)
  return answer.body
}

// A deadline ends it.
async function deliverInTime (note) {
  const end = Date.now() + 5000
  while (Date.now() < end) {
    try {
      return await got.put(`https://post.example/notes/${note.id}`, { json: note, timeout: { request: 900 } })
    } catch (error) {
      await pause(300 * Math.random())
    }
  }
  throw new Error('post is away')
}

// A number of attempts ends it.
async function deliverCounted (note) {
  let attempt = 0
  while (true) {
    try {
      return await got.put(`https://post.example/notes/${note.id}`, { json: note, timeout: { request: 900 } })
    } catch (error) {
      attempt += 1
      if (attempt >= 4) throw error
      await pause(2 ** attempt * 100)
    }
  }
}

router.put('/notes/:id', async (ctx) => {
  const note = { id: ctx.params.id }
  await deliver(note)
  await register(note)
  await receiptOf(note)
  await deliverInTime(note)
  await deliverCounted(note)
  ctx.status = 204
})

new Koa().use(router.routes()).listen(3000)
