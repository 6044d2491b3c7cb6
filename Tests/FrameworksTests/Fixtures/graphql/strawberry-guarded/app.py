import strawberry
from fastapi import Depends, FastAPI, HTTPException, Request
from strawberry.fastapi import GraphQLRouter


def current_user(request: Request):
    if "authorization" not in request.headers:
        raise HTTPException(status_code=401)
    return request.headers["authorization"]


@strawberry.type
class Query:
    @strawberry.field  # $ endpoint="QUERY /graph#orders" auth=required
    def orders(self) -> list[str]:
        return []


router = GraphQLRouter(strawberry.Schema(query=Query))
app = FastAPI()
app.include_router(router, prefix="/graph", dependencies=[Depends(current_user)])  # $ endpoint="ANY /graph" auth=required protocol=http
