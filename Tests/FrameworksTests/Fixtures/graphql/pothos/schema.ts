import { createServer } from "node:http";
import { createYoga } from "graphql-yoga";
import { builder } from "./builder";

builder.queryType({
  fields: (t) => ({
    notes: t.field({ type: ["String"], resolve: (root, args, ctx) => ctx.db.notes() }), // $ endpoint="QUERY /graphql#notes" auth=none
  }),
});
builder.mutationType({});

builder.queryField("mine", (t) =>
  t.field({ type: ["String"], authScopes: { loggedIn: true }, resolve: (root, args, ctx) => ctx.db.mine() }), // $ endpoint="QUERY /graphql#mine" auth=required
);

builder.mutationFields((t) => ({
  addNote: t.field({ // $ endpoint="MUTATION /graphql#addNote" auth=required
    type: "String",
    args: { text: t.arg.string({ required: true }) },
    resolve: async (root, { text }, ctx) => {
      if (!ctx.user) throw new Error("sign in");
      return ctx.db.add(text);
    },
  }),
  clear: t.prismaField({ type: "String", authScopes: { admin: true }, resolve: (query, root, args, ctx) => ctx.db.clear(query) }), // $ endpoint="MUTATION /graphql#clear" auth=unknown
}));

const yoga = createYoga({ schema: builder.toSchema() });
createServer(yoga).listen(4000);
