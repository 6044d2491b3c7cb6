import strawberry
from django.db import models
from strawberry.extensions import QueryDepthLimiter


class Vote(models.Model):
    talk = models.IntegerField()


@strawberry.type
class Talk:
    id: int

    @strawberry.field
    def votes(self) -> int:
        return Vote.objects.filter(talk=self.id).count()  # want serializer-n-plus-one "Talk.votes runs a query of Vote" warning

    @strawberry.field
    async def rating(self, info: strawberry.Info) -> int:
        return await info.context.loaders.rating.load(self.id)


@strawberry.type
class Conference:
    id: int

    @strawberry.field
    def votes(self) -> int:
        return Vote.objects.filter(talk=self.id).count()  # want serializer-n-plus-one "Conference.votes" note


@strawberry.type
class Query:
    @strawberry.field
    def talks(self) -> list[Talk]:
        return []

    @strawberry.field
    def conference(self) -> Conference:
        return Conference(id=1)


schema = strawberry.Schema(query=Query, extensions=[QueryDepthLimiter(max_depth=5)])
