const { ApolloServer } = require('@apollo/server')
const { Pool } = require('pg')
const DataLoader = require('dataloader')

const pool = new Pool()

const typeDefs = /* GraphQL */ `
  type Query { authors: [Author!]! shop: Shop! }
  type Author { id: ID! books: [Book!]! publisher: Publisher latest: Book bio: String }
  type Book { title: String! }
  type Publisher { name: String! }
  type Shop { name: String! openOrders: Int! }
`

async function latestOf(author) {
  const found = await pool.query('SELECT title FROM books WHERE author = $1 LIMIT 1', [author.id])
  return found.rows[0]
}

const publishers = new DataLoader(async (ids) => {
  const found = await pool.query('SELECT * FROM publishers WHERE id = ANY($1)', [ids])
  return ids.map((id) => found.rows.find((row) => row.id === id))
})

const resolvers = {
  Query: {
    authors: async () => (await pool.query('SELECT * FROM authors LIMIT 50')).rows,
    shop: () => ({ name: 'books' }),
  },
  Author: {
    books: async (author) => {
      const found = await pool.query('SELECT title FROM books WHERE author = $1', [author.id]) // want serializer-n-plus-one "Author.books runs a query of books for each Author, and so does one more field" warning
      return found.rows
    },
    latest: (author) => latestOf(author),
    publisher: (author) => publishers.load(author.publisherId),
    bio: async (author) => {
      if (author.bio) return author.bio
      if (author.isKnown) {
        const found = await pool.query('SELECT bio FROM bios WHERE author = $1', [author.id]) // want serializer-n-plus-one "Author.bio runs a query of bios" note
        return found.rows[0].bio
      }
      return ''
    },
  },
  Shop: {
    openOrders: async () => (await pool.query('SELECT count(*) FROM orders')).rows[0].count,
  },
}

const server = new ApolloServer({ typeDefs, resolvers, validationRules: [depthLimit(5)] })
