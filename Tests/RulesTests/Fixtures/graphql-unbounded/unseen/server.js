const { ApolloServer } = require('@apollo/server')
const options = require('./options')

const resolvers = {
  Query: { books: (parent, args, ctx) => ctx.books.list() },
  Book: { author: (book, args, ctx) => ctx.loaders.author.load(book.authorId) },
}

// What else it is given is not to be seen.
const server = new ApolloServer({ typeDefs, resolvers, ...options.forServer() })
