"""Messages that are written with the data they are about, and delivered by the worker at least once."""

import random
from datetime import timedelta

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.db import SessionLocal
from app.models import OutboxMessage

LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 10


def enqueue(db: AsyncSession, kind: str, **payload) -> None:
    """Part of the caller's transaction: it goes out if, and only if, that commits."""
    db.add(OutboxMessage(kind=kind, payload=payload))


def enqueue_mail(db: AsyncSession, user_id: int, template: str, **values: str) -> None:
    enqueue(db, "mail", user_id=user_id, template=template, values=values)


async def claim() -> OutboxMessage | None:
    """Takes the message that is due longest. Who takes it and dies loses it to another after a minute."""
    due = (
        select(OutboxMessage.id)
        .where(OutboxMessage.done_at.is_(None), OutboxMessage.dead_at.is_(None))
        .where(OutboxMessage.available_at <= func.now())
        .order_by(OutboxMessage.available_at)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    take = (
        update(OutboxMessage)
        .where(OutboxMessage.id == due)
        .values(attempts=OutboxMessage.attempts + 1, available_at=func.now() + LEASE)
        .returning(OutboxMessage)
    )
    async with SessionLocal.begin() as db:
        return await db.scalar(take)


async def finish(db: AsyncSession, message: OutboxMessage) -> None:
    await db.execute(update(OutboxMessage).where(OutboxMessage.id == message.id).values(done_at=func.now()))


async def postpone(message: OutboxMessage) -> bool:
    """Puts a failed message off, longer each time. False when it was the last attempt."""
    again = message.attempts < MOST_ATTEMPTS
    if again:
        seconds = min(2**message.attempts, 900) * random.uniform(0.5, 1)
        change = {"available_at": func.now() + timedelta(seconds=seconds)}
    else:
        change = {"dead_at": func.now()}
    async with SessionLocal.begin() as db:
        await db.execute(update(OutboxMessage).where(OutboxMessage.id == message.id).values(change))
    return again
