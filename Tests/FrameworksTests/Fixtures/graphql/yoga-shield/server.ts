import { createServer } from "node:http";
import { createSchema, createYoga } from "graphql-yoga";
import { allow, and, rule, shield } from "graphql-shield";
import { applyMiddleware } from "graphql-middleware";

const isKnown = rule()(async (parent, args, ctx) => ctx.user !== null);
const isOwner = rule()(async (parent, { id }, ctx) => ownerOf(id) === ctx.user.id);

const permissions = shield({
  Query: { notes: isKnown, motd: allow },
  Mutation: { addNote: and(isKnown, isOwner) },
});

const schema = createSchema({
  typeDefs: /* GraphQL */ `
    type Query { notes: [Note!]! motd: String! }
    type Mutation { addNote(text: String!): Note! }
    type Note { id: ID! text: String! }
  `,
  resolvers: {
    Query: {
      notes: (_, args, ctx) => ctx.db.notes(), // $ endpoint="QUERY /v1/graphql#notes" auth=required
      motd: () => "hello", // $ endpoint="QUERY /v1/graphql#motd" auth=none
    },
    Mutation: {
      addNote: (_, args, ctx) => ctx.db.add(args.text), // $ endpoint="MUTATION /v1/graphql#addNote" auth=required
    },
  },
});

const yoga = createYoga({ schema: applyMiddleware(schema, permissions), graphqlEndpoint: "/v1/graphql" });
createServer(yoga).listen(4000);
