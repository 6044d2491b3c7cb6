"""A museum: routers, and folders that are mounted beside them."""

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from fastapi.staticfiles import StaticFiles


def need_token(request: Request):
    if "Authorization" not in request.headers:
        raise HTTPException(status_code=401)


class MemberFiles(StaticFiles):
    async def get_response(self, path, scope):
        if not scope.get("session"):
            raise HTTPException(status_code=401)
        return await super().get_response(path, scope)


rooms = APIRouter(prefix="/rooms", dependencies=[Depends(need_token)])


@rooms.get("/{number}")  # $ endpoint="GET /rooms/{number}" auth=required
async def room(number: int):
    return {"number": number}


app = FastAPI()
app.include_router(rooms)
app.mount("/static", StaticFiles(directory="static"), name="static")  # $ endpoint="GET /static/{path}" auth=none
# What the class asks for before it answers is not followed.
app.mount("/catalogue", MemberFiles(directory="catalogue"))  # $ endpoint="GET /catalogue/{path}" auth=unknown

inner = FastAPI()
inner.mount("/plans", StaticFiles(directory="plans"))  # $ endpoint="GET /staff/plans/{path}" auth=none
app.mount("/staff", inner)
