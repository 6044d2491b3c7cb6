import Fastify from "fastify";
import mercurius from "mercurius";
import resolvers from "./resolvers.js";

const app = Fastify();
app.register(mercurius, { schema, resolvers, path: "/graphql", queryDepth: 6 });
app.listen({ port: 3000 });
