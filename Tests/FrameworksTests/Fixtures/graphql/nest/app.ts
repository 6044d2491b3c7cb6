import { Controller, ExecutionContext, Get, Injectable, Module, UseGuards } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { Args, GqlExecutionContext, GraphQLModule, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from "@nestjs/graphql";
import { AuthGuard } from "@nestjs/passport";
import { Post, User } from "./models";

@Injectable()
export class GqlAuthGuard extends AuthGuard("jwt") {
  getRequest(context: ExecutionContext) {
    return GqlExecutionContext.create(context).getContext().req;
  }
}

@Injectable()
export class ApiKeyGuard {
  canActivate(context: ExecutionContext) {
    const { req } = GqlExecutionContext.create(context).getContext();
    return Boolean(req.user);
  }
}

@Resolver(() => Post)
export class PostsResolver {
  constructor(private readonly posts: PostsService) {}

  @Query(() => [Post], { name: "posts" }) // $ endpoint="QUERY /graphql#posts" auth=none
  all(@Args("first") first: number) {
    return this.posts.all(first);
  }

  @UseGuards(GqlAuthGuard)
  @Mutation(() => Post) // $ endpoint="MUTATION /graphql#createPost" auth=required
  createPost(@Args("title") title: string) {
    return this.posts.create(title);
  }

  @Mutation("removePost") // $ endpoint="MUTATION /graphql#removePost" auth=required
  @UseGuards(ApiKeyGuard)
  remove(@Args("id") id: string) {
    return this.posts.remove(id);
  }

  @Subscription(() => Post) // $ endpoint="SUBSCRIPTION /graphql#postAdded" auth=none
  postAdded() {
    return pubSub.asyncIterator("postAdded");
  }

  @ResolveField("author", () => User)
  author(@Parent() post: Post) {
    return this.posts.author(post.authorId);
  }
}

@UseGuards(GqlAuthGuard)
@Resolver("User")
export class UsersResolver {
  @Query(() => User) // $ endpoint="QUERY /graphql#me" auth=required
  me() {
    return {};
  }
}

@Controller()
export class HealthController {
  @Get("health") // $ endpoint="GET /health" auth=none protocol=http
  health() {
    return "ok";
  }
}

@Module({ imports: [GraphQLModule.forRoot({ autoSchemaFile: true })], controllers: [HealthController], providers: [PostsResolver, UsersResolver] })
export class AppModule {}

async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  await app.listen(3000);
}
bootstrap();
