from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app import outbox
from app.config import settings
from app.db import Db
from app.limits import enforce_rate_limit, rate_limit
from app.models import User
from app.schemas import LoginIn, RegisterIn, TokenOut, UserOut, problems
from app.security import create_token, hash_password, verify_password

router = APIRouter(prefix="/auth", tags=["auth"])


@router.post(
    "/register",
    status_code=201,
    response_model=UserOut,
    responses=problems(409, 429),
    dependencies=[Depends(rate_limit("register", 5 * settings.logins_per_minute))],
)
async def register(request: RegisterIn, db: Db):
    password_hash = await hash_password(request.password)
    async with db.begin():
        user = await db.scalar(
            insert(User)
            .values(email=request.email.lower(), name=request.name, password_hash=password_hash)
            .on_conflict_do_nothing(index_elements=[User.email])
            .returning(User)
        )
        if user is None:
            raise HTTPException(409, "this e-mail address is taken")
        outbox.enqueue_mail(db, user.id, "welcome", name=user.name)
    return user


@router.post(
    "/login",
    response_model=TokenOut,
    responses=problems(401, 429),
    dependencies=[Depends(rate_limit("login", 5 * settings.logins_per_minute))],
)
async def login(request: LoginIn, db: Db):
    email = request.email.lower()
    await enforce_rate_limit("login-account", email, settings.logins_per_minute)
    async with db.begin():
        user = await db.scalar(select(User).where(User.email == email))
    if not await verify_password(request.password, user.password_hash if user else None):
        raise HTTPException(401, "wrong e-mail address or password")
    return TokenOut(access_token=create_token(user), expires_in=int(settings.token_lifetime.total_seconds()))
