from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import Activity


def record(db: AsyncSession, user_id: int, action: str) -> None:
    """Part of the caller's transaction."""
    db.add(Activity(user_id=user_id, action=action))


async def search(db: AsyncSession, text: str, before: int, limit: int) -> list[Activity]:
    found = select(Activity).where(Activity.action.icontains(text, autoescape=True), Activity.id < before)
    return list(await db.scalars(found.order_by(Activity.id.desc()).limit(limit)))
