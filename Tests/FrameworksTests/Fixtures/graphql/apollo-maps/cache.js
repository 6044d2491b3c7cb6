// A client's cache: these are no resolvers.
import { InMemoryCache } from "@apollo/client";

export const cache = new InMemoryCache({
  typePolicies: { Query: { fields: { books: { keyArgs: false } } } },
});
