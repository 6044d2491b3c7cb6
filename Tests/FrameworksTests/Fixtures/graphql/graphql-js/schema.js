const { GraphQLSchema, GraphQLObjectType, GraphQLList, GraphQLString } = require("graphql");
const { graphqlHTTP } = require("express-graphql");
const express = require("express");

const User = new GraphQLObjectType({
  name: "User",
  fields: () => ({
    name: { type: GraphQLString },
    posts: { type: new GraphQLList(GraphQLString), resolve: (user, args, ctx) => ctx.db.posts(user.id) },
  }),
});

const Query = new GraphQLObjectType({
  name: "RootQueryType",
  fields: {
    users: { type: new GraphQLList(User), resolve: (root, args, ctx) => ctx.db.users() }, // $ endpoint="QUERY /graphql#users" auth=none
    viewer: {
      type: User,
      resolve: (root, args, ctx) => { // $ endpoint="QUERY /graphql#viewer" auth=required
        if (!ctx.viewer) throw new Error("sign in");
        return ctx.viewer;
      },
    },
  },
});

const schema = new GraphQLSchema({ query: Query });
const app = express();
app.use("/graphql", graphqlHTTP({ schema })); // $ endpoint="ANY /graphql" auth=none protocol=http
app.listen(4000);
