const express = require("express");
const { ApolloServer } = require("apollo-server-express");
const { combineResolvers, skip } = require("graphql-resolvers");
const typeDefs = require("./schema");
const userMutations = require("./users");

const isAuthenticated = (parent, args, { me }) => (me ? skip : new Error("Not authenticated"));

const requireRole = (role) => (next) => (parent, args, context, info) => {
  if (!context.user) {
    throw new Error("You must be signed in");
  }
  return next(parent, args, context, info);
};

const resolvers = {
  Query: {
    books: async (parent, args, { db }) => db.books.find({}), // $ endpoint="QUERY /api/graphql#books" auth=none
    me: (parent, args, { me, db }) => (me ? db.users.findOne(me.id) : null), // $ endpoint="QUERY /api/graphql#me" auth=optional
    orders: combineResolvers(isAuthenticated, (parent, args, { db, me }) => db.orders.find({ userId: me.id })), // $ endpoint="QUERY /api/graphql#orders" auth=required
    report: (parent, args, context) => { // $ endpoint="QUERY /api/graphql#report" auth=required
      if (!context.user) throw new Error("Sign in first");
      return context.db.reports.findOne(args.id);
    },
    author: async (parent, { id }, { db }) => { // $ endpoint="QUERY /api/graphql#author" auth=none
      const user = await db.users.findOne(id);
      if (!user) throw new Error("no such user");
      return user;
    },
    audit: (parent, args, context) => context.db.audit.find({}), // $ endpoint="QUERY /api/graphql#audit" auth=unknown
  },
  Mutation: {
    signIn: async (parent, { login, password }, { db }) => { // $ endpoint="MUTATION /api/graphql#signIn" auth=none
      const user = await db.users.findByLogin(login);
      if (!user || !(await user.checkPassword(password))) throw new AuthenticationError("wrong");
      return user.token();
    },
    removeBook: requireRole("admin")(async (parent, { id }, { db }) => db.books.remove(id)), // $ endpoint="MUTATION /api/graphql#removeBook" auth=required
    ...userMutations,
  },
  Subscription: {
    bookAdded: { subscribe: () => pubsub.asyncIterator("book") }, // $ endpoint="SUBSCRIPTION /api/graphql#bookAdded" auth=none
  },
  Book: {
    author: (book, args, { loaders }) => loaders.user.load(book.authorId),
  },
};

const server = new ApolloServer({
  typeDefs,
  resolvers,
  context: async ({ req }) => ({ me: await whoIs(req), db, loaders: loaders() }),
});

const app = express();
server.applyMiddleware({ app, path: "/api/graphql" }); // $ endpoint="ANY /api/graphql" auth=none protocol=http
app.get("/health", (req, res) => res.send("ok")); // $ endpoint="GET /health" auth=none protocol=http
app.listen(4000);
