const { ApolloServer } = require('@apollo/server')
const depthLimit = require('graphql-depth-limit')

const resolvers = {
  Query: { books: (parent, args, ctx) => ctx.books.list() },
  Book: { author: (book, args, ctx) => ctx.loaders.author.load(book.authorId) },
}

const server = new ApolloServer({ typeDefs, resolvers, validationRules: [depthLimit(8)] })
const shown = new ApolloServer({ typeDefs, resolvers, validationRules: [depthLimit(8)], introspection: true }) // want graphql-unbounded "introspection is switched on" note
const local = new ApolloServer({ typeDefs, resolvers, validationRules: [depthLimit(8)], introspection: process.env.NODE_ENV !== 'production' })
