import { createYoga } from 'graphql-yoga'
import { measured } from './measure'

const resolvers = {
  Query: { books: (parent, args, ctx) => ctx.books.list() },
  Book: { author: (book, args, ctx) => ctx.loaders.author.load(book.authorId) },
}

// The project measures what a query costs by itself.
function validateQueryCost(document, maximum: number) {
  return document.definitions.length < maximum
}

export const yoga = createYoga({ schema: schemaOf(resolvers), plugins: [measured(validateQueryCost)] })
