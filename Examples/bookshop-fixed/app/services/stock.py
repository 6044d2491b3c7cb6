from collections.abc import Collection, Mapping

from sqlalchemy import BigInteger, column, select, update, values
from sqlalchemy.ext.asyncio import AsyncSession

from app.models import Book


async def lock_books(db: AsyncSession, ids: Collection[int]) -> list[Book]:
    """Always in the order of their ids: two orders of the same books wait for each other, and never in a circle."""
    return list(await db.scalars(select(Book).where(Book.id.in_(ids)).order_by(Book.id).with_for_update()))


async def add(db: AsyncSession, quantities: Mapping[int, int]) -> None:
    """Adds to (or takes from) the stock of books that the caller has locked."""
    change = values(column("book_id", BigInteger), column("quantity", BigInteger), name="change")
    change = change.data(list(quantities.items()))
    await db.execute(
        update(Book)
        .where(Book.id == change.c.book_id)
        .values(stock=Book.stock + change.c.quantity)
        .execution_options(synchronize_session=False)
    )
