import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { Arg, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root, UseMiddleware, buildSchema } from "type-graphql";
import { Recipe } from "./recipe";

const isAuth = async ({ context }, next) => {
  if (!context.user) {
    throw new Error("not authenticated");
  }
  return next();
};

@Resolver(() => Recipe)
export class RecipeResolver {
  @Query(() => [Recipe]) // $ endpoint="QUERY /#recipes" auth=none
  async recipes() {
    return Recipe.find();
  }

  @Authorized()
  @Mutation(() => Recipe) // $ endpoint="MUTATION /#addRecipe" auth=required
  async addRecipe(@Arg("title") title: string, @Ctx() ctx) {
    return Recipe.create({ title, author: ctx.user.id }).save();
  }

  @Mutation(() => Boolean) // $ endpoint="MUTATION /#rate" auth=required
  @UseMiddleware(isAuth)
  async rate(@Arg("stars") stars: number) {
    return true;
  }

  @Mutation(() => Boolean) // $ endpoint="MUTATION /#star" auth=required
  async star(@Arg("id") id: string, @Ctx() ctx) {
    if (!ctx.user) throw new Error("sign in");
    return true;
  }

  @FieldResolver()
  async ratings(@Root() recipe: Recipe) {
    return [];
  }
}

async function main() {
  const schema = await buildSchema({
    resolvers: [RecipeResolver],
    authChecker: ({ context }) => !!context.user,
  });
  const server = new ApolloServer({ schema });
  await startStandaloneServer(server, { context: async ({ req }) => ({ user: await find(req) }) });
}
main();
