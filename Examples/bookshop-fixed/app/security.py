from datetime import UTC, datetime

import jwt
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from starlette.concurrency import run_in_threadpool

from app.config import settings
from app.models import User

ALGORITHM = "HS256"
ISSUER = "bookshop"
AUDIENCE = "bookshop-api"

# OWASP's least: 19 MiB, two passes, one lane.
hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
NOBODYS_HASH = hasher.hash("nobody has this password")


async def hash_password(password: str) -> str:
    return await run_in_threadpool(hasher.hash, password)


async def verify_password(password: str, password_hash: str | None) -> bool:
    """Takes as long when there is no such user, so that the time tells nobody who has an account."""
    return await run_in_threadpool(_verify, password, password_hash or NOBODYS_HASH) and password_hash is not None


def _verify(password: str, password_hash: str) -> bool:
    try:
        return hasher.verify(password_hash, password)
    except (Argon2Error, InvalidHashError):
        return False


def create_token(user: User) -> str:
    now = datetime.now(UTC)
    claims = {"sub": str(user.id), "iss": ISSUER, "aud": AUDIENCE, "iat": now, "exp": now + settings.token_lifetime}
    return jwt.encode(claims, settings.jwt_secret.get_secret_value(), algorithm=ALGORITHM)


def decode_token(token: str) -> dict:
    return jwt.decode(
        token,
        settings.jwt_secret.get_secret_value(),
        algorithms=[ALGORITHM],
        issuer=ISSUER,
        audience=AUDIENCE,
        options={"require": ["sub", "exp", "iss", "aud"]},
    )
