import strawberry


@strawberry.type
class User:
    name: str


@strawberry.type
class AccountQuery:
    @strawberry.field  # $ endpoint="QUERY /api/graphql#me" auth=none
    def me(self, info: strawberry.Info) -> User | None:
        return info.context["request"].user


@strawberry.mutation  # $ endpoint="MUTATION /api/graphql#logout" auth=none
def logout(info: strawberry.Info) -> bool:
    return True
