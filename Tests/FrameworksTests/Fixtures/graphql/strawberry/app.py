import strawberry
from fastapi import FastAPI
from strawberry.fastapi import GraphQLRouter
from strawberry.permission import BasePermission
from strawberry.tools import create_type

from accounts import AccountQuery, logout


class IsAuthenticated(BasePermission):
    message = "not authenticated"

    def has_permission(self, source, info, **kwargs):
        return info.context["request"].user.is_authenticated


class IsOpen(BasePermission):
    def has_permission(self, source, info, **kwargs):
        return True


@strawberry.type
class Book:
    title: str

    @strawberry.field
    def summary(self) -> str:
        return self.title


def find_authors() -> list[str]:
    return []


@strawberry.type
class Query(AccountQuery):
    authors: list[str] = strawberry.field(resolver=find_authors)  # $ endpoint="QUERY /api/graphql#authors" auth=none

    @strawberry.field  # $ endpoint="QUERY /api/graphql#allBooks" auth=none
    def all_books(self, first: int = 20) -> list[Book]:
        return []

    @strawberry.field(permission_classes=[IsAuthenticated], name="mine")  # $ endpoint="QUERY /api/graphql#mine" auth=required
    def my_books(self, info: strawberry.Info) -> list[Book]:
        return []

    @strawberry.field(permission_classes=[IsOpen])  # $ endpoint="QUERY /api/graphql#news" auth=none
    def news(self) -> str:
        return ""

    def helper(self):
        return None


@strawberry.mutation
def login(username: str, password: str) -> bool:  # announced where it is decorated
    return True


Mutation = create_type("Mutation", [logout])


@strawberry.type
class Mutations(create_type("Base", [logout])):
    @strawberry.mutation  # $ endpoint="MUTATION /api/graphql#addBook" auth=required
    def add_book(self, info: strawberry.Info, title: str) -> Book:
        if not info.context.user.is_authenticated:
            raise PermissionError("permission denied: log in")
        return Book(title=title)


@strawberry.type
class Subscription:
    @strawberry.subscription  # $ endpoint="SUBSCRIPTION /api/graphql#ticks" auth=none
    async def ticks(self) -> int:
        yield 1


schema = strawberry.Schema(query=Query, mutation=Mutations, subscription=Subscription)
app = FastAPI()
app.include_router(GraphQLRouter(schema), prefix="/api/graphql")  # $ endpoint="ANY /api/graphql" auth=none protocol=http


@app.get("/health")  # $ endpoint="GET /health" auth=none protocol=http
def health():
    return {}
