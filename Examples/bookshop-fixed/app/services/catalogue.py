from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.clients.feeds import FeedEntry
from app.models import Author, Book, OrderItem

MOST_ENTRIES = 2000


def book_cards() -> Select:
    """Books with their author and how many were sold, in one statement."""
    sold = select(func.coalesce(func.sum(OrderItem.quantity), 0)).where(OrderItem.book_id == Book.id)
    return select(
        Book.id,
        Book.isbn,
        Book.title,
        Author.name.label("author"),
        Book.price,
        Book.stock,
        sold.scalar_subquery().label("copies_sold"),
    ).join(Author, Author.id == Book.author_id)


async def store_books(db: AsyncSession, entries: Sequence[FeedEntry]) -> int:
    """Inserts or updates books by their ISBN: the same feed twice changes nothing."""
    by_isbn = {entry.isbn: entry for entry in entries[:MOST_ENTRIES]}
    if not by_isbn:
        return 0
    names = sorted({entry.author for entry in by_isbn.values()})
    async with db.begin():
        await db.execute(insert(Author).values([{"name": name} for name in names]).on_conflict_do_nothing())
        authors = dict((await db.execute(select(Author.name, Author.id).where(Author.name.in_(names)))).tuples().all())
        books = insert(Book).values(
            [
                {"isbn": isbn, "title": entry.title, "author_id": authors[entry.author], "price": entry.price}
                for isbn, entry in sorted(by_isbn.items())
            ]
        )
        new = books.excluded
        await db.execute(
            books.on_conflict_do_update(
                index_elements=[Book.isbn],
                set_={"title": new.title, "author_id": new.author_id, "price": new.price},
            )
        )
    return len(by_isbn)
