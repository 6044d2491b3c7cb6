import Fastify from 'fastify'
import mercurius from 'mercurius'

const resolvers = {
  Query: { books: (parent, args, ctx) => ctx.books.list() },
  Book: { author: (book, args, ctx) => ctx.loaders.author.load(book.authorId) },
}

const app = Fastify()
app.register(mercurius, { schema, resolvers, persistedQueries: known, onlyPersisted: true })
app.listen({ port: 3000 })
