from fastapi import APIRouter, HTTPException
from sqlalchemy import update

from app.db import Db
from app.deps import CurrentUser
from app.models import User
from app.schemas import UserOut, UserPatch, problems

router = APIRouter(prefix="/users", tags=["users"], responses=problems(401))


@router.get("/me", response_model=UserOut)
async def read_me(caller: CurrentUser, db: Db):
    user = await db.get(User, caller.id)
    if user is None:
        raise HTTPException(401, "unknown user")
    return user


@router.patch("/me", response_model=UserOut)
async def update_me(changes: UserPatch, caller: CurrentUser, db: Db):
    async with db.begin():
        user = await db.scalar(
            update(User).where(User.id == caller.id).values(name=changes.name).returning(User)
        )
    if user is None:
        raise HTTPException(401, "unknown user")
    return user
