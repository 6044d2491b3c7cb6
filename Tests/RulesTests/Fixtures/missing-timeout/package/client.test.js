const Client = require('./client')

test('finds', async () => {
  const client = new Client('http://127.0.0.1:8080')
  await client.find('1')
})
