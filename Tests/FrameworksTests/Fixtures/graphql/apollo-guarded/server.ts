import { ApolloServer } from "@apollo/server";
import { expressMiddleware } from "@apollo/server/express4";
import express from "express";

const app = express();

function requireUser(req, res, next) {
  if (!req.user) {
    return res.status(401).json({ error: "sign in" });
  }
  next();
}

const server = new ApolloServer({
  typeDefs,
  resolvers: {
    Query: {
      orders: (parent, args, ctx) => ctx.db.orders(), // $ endpoint="QUERY /inner/graphql#orders" auth=required
    },
  },
});

async function start() {
  await server.start();
  app.use("/inner/graphql", express.json(), requireUser, expressMiddleware(server, { context: async ({ req }) => ({ user: req.user }) })); // $ endpoint="ANY /inner/graphql" auth=required protocol=http
  app.listen(4000);
}
start();
