"""Rate limits, counted in the database: they hold for all workers and replicas together."""

import hashlib
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from fastapi import HTTPException, Request
from sqlalchemy.dialects.postgresql import insert

from app.db import SessionLocal
from app.models import RateLimit

WINDOW = 60  # seconds


async def enforce_rate_limit(name: str, whom: str, times: int) -> None:
    """Refuses with 429 what `whom` does more than `times` times a minute."""
    window_end = (int(time.time()) // WINDOW + 1) * WINDOW
    key = f"{name}:{hashlib.sha256(whom.encode()).hexdigest()}"
    count_up = insert(RateLimit).values(key=key, window_end=datetime.fromtimestamp(window_end, UTC), count=1)
    count_up = count_up.on_conflict_do_update(
        index_elements=[RateLimit.key, RateLimit.window_end], set_={"count": RateLimit.count + 1}
    )
    async with SessionLocal.begin() as db:
        count = await db.scalar(count_up.returning(RateLimit.count))
    if count > times:
        wait = max(1, round(window_end - time.time()))
        raise HTTPException(429, "too many attempts, try again later", headers={"Retry-After": str(wait)})


def rate_limit(name: str, times: int) -> Callable[[Request], Awaitable[None]]:
    """A dependency that limits each client address."""

    async def limit(request: Request) -> None:
        await enforce_rate_limit(name, request.client.host if request.client else "unknown", times)

    return limit
