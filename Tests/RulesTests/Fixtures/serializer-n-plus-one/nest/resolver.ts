import { Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { GraphQLModule, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { PrismaClient } from '@prisma/client'
import { Comment, Post } from './models'

const prisma = new PrismaClient()

@Resolver(() => Post)
export class PostResolver {
  @Query(() => [Post])
  posts() {
    return prisma.post.findMany({ take: 20 })
  }

  @ResolveField(() => [Comment])
  comments(@Parent() post: Post) {
    return prisma.comment.findMany({ where: { postId: post.id }, take: 10 }) // want serializer-n-plus-one "Post.comments runs a query of comment" warning
  }

  // Prisma puts those of one tick together.
  @ResolveField()
  author(@Parent() post: Post) {
    return prisma.user.findUnique({ where: { id: post.authorId } })
  }
}

@Module({ imports: [GraphQLModule.forRoot({ validationRules: [depthLimit(5)] })], providers: [PostResolver] })
export class AppModule {}

NestFactory.create(AppModule).then((app) => app.listen(3000))
