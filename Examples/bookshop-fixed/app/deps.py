from dataclasses import dataclass
from typing import Annotated

import jwt
from fastapi import Depends, Header, HTTPException, Path, Query
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import select

from app.db import SessionLocal
from app.models import User
from app.security import decode_token

bearer = HTTPBearer()


@dataclass(frozen=True)
class Caller:
    id: int


async def get_current_user(credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]) -> Caller:
    """Who the token speaks for. It lives for minutes, so that it need not be looked up for every request."""
    try:
        claims = decode_token(credentials.credentials)
        return Caller(id=int(claims["sub"]))
    except (jwt.PyJWTError, ValueError):
        raise HTTPException(401, "invalid or expired token", headers={"WWW-Authenticate": "Bearer"}) from None


async def require_admin(caller: Annotated[Caller, Depends(get_current_user)]) -> Caller:
    """Admins are looked up each time: who is none any more must not stay one until the token expires."""
    async with SessionLocal() as db:
        if not await db.scalar(select(User.is_admin).where(User.id == caller.id)):
            raise HTTPException(403, "admins only")
    return caller


CurrentUser = Annotated[Caller, Depends(get_current_user)]
Admin = Annotated[Caller, Depends(require_admin)]

LARGEST_ID = 2**63 - 1
RowId = Annotated[int, Path(ge=1, le=LARGEST_ID)]
Limit = Annotated[int, Query(ge=1, le=100, description="at most this many")]
After = Annotated[int, Query(ge=0, le=LARGEST_ID, description="the `next` of the page before")]
IdempotencyKey = Annotated[
    str,
    Header(pattern="^[A-Za-z0-9_-]{8,64}$", description="the same key gets the same answer, and no second effect"),
]
