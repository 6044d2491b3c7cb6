const { ApolloServer } = require('@apollo/server')
const { startStandaloneServer } = require('@apollo/server/standalone')

const resolvers = {
  Query: { books: (parent, args, ctx) => ctx.books.list() },
  Book: { author: (book, args, ctx) => ctx.loaders.author.load(book.authorId) },
}

const server = new ApolloServer({ typeDefs, resolvers }) // want graphql-unbounded "nothing bounds the depth or complexity" warning
startStandaloneServer(server)
