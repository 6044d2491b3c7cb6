import strawberry
from strawberry.extensions import MaxTokensLimiter, QueryDepthLimiter


@strawberry.type
class Author:
    name: str

    @strawberry.field
    async def books(self, info: strawberry.Info) -> list["Book"]:
        return await info.context["books_by_author"].load(self.name)


@strawberry.type
class Book:
    title: str

    @strawberry.field
    async def author(self, info: strawberry.Info) -> Author:
        return await info.context["author_by_book"].load(self.title)


@strawberry.type
class Query:
    @strawberry.field
    def books(self) -> list[Book]:
        return []


schema = strawberry.Schema(query=Query, extensions=[QueryDepthLimiter(max_depth=8), MaxTokensLimiter(max_token_count=1000)])
