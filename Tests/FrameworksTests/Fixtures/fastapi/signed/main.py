from functools import wraps
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request

app = FastAPI()


class Visitor:
    pass


class Member:
    pass


def subject(request: Request):
    return Member() if request.headers.get("authorization") == "expected" else Visitor()


def signed(signature):
    def decorate(function):
        @wraps(function)
        async def inner(*args, **kwargs):
            return await function(*args, **kwargs)

        inner.__signature__ = signature
        return inner

    return decorate


class Gate:
    def __init__(self, allowed):
        self.allowed = allowed

    async def __call__(self, who):
        if type(who) not in self.allowed:
            raise HTTPException(status_code=401)
        return who


def gate(allowed):
    class SignedGate(Gate):
        @signed(None)
        async def __call__(self, who=Depends(subject)):
            return await super().__call__(who)

    return SignedGate(allowed)


Members = Annotated[Member, Depends(gate({Member}))]
Everybody = Annotated[Member | Visitor, Depends(gate({Member, Visitor}))]


@app.get("/members")  # $ endpoint="GET /members" auth=unknown
def members(who: Members):
    return []


@app.get("/everybody")  # $ endpoint="GET /everybody" auth=unknown
def everybody(who: Everybody):
    return []


@app.get("/open")  # $ endpoint="GET /open" auth=none
def open_to_all():
    return []
