import { Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { ApolloDriver } from '@nestjs/apollo'
import { GraphQLModule, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql'
import { Author, Book } from './models'

@Resolver(() => Book)
export class BookResolver {
  @Query(() => [Book])
  books() {
    return []
  }

  @ResolveField(() => Author)
  author(@Parent() book: Book) {
    return book.author
  }
}

@Module({
  imports: [GraphQLModule.forRoot({ driver: ApolloDriver, autoSchemaFile: true })], // want graphql-unbounded "nothing bounds the depth" warning
  providers: [BookResolver],
})
export class AppModule {}

NestFactory.create(AppModule).then((app) => app.listen(3000))
