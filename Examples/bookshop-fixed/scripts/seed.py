"""Demo data: two customers, one admin, a few books, all with the password in SEED_PASSWORD. Does nothing when there are
users already."""

import asyncio
import os

from sqlalchemy import select

from app.db import SessionLocal, engine
from app.models import Author, Book, User
from app.security import hash_password

PEOPLE = [
    ("alice@example.com", "Alice", False),
    ("bob@example.com", "Bob", False),
    ("admin@example.com", "Admin", True),
]

SHELF = {
    "Ursula K. Le Guin": ["The Dispossessed", "The Lathe of Heaven", "A Wizard of Earthsea"],
    "Italo Calvino": ["Invisible Cities", "If on a Winter's Night a Traveller"],
    "Toni Morrison": ["Beloved", "Song of Solomon", "Sula"],
    "Jorge Luis Borges": ["Ficciones", "The Aleph"],
}


async def main() -> None:
    password_hash = await hash_password(os.environ["SEED_PASSWORD"])
    async with SessionLocal.begin() as db:
        if await db.scalar(select(User.id).limit(1)):
            print("there are users already, nothing done")
            return
        db.add_all(
            User(email=email, name=name, password_hash=password_hash, is_admin=is_admin)
            for email, name, is_admin in PEOPLE
        )
        authors = [Author(name=name) for name in SHELF]
        db.add_all(authors)
        await db.flush()
        titles = [(author.id, title) for author in authors for title in SHELF[author.name]]
        db.add_all(
            Book(isbn=f"978000000{number:04d}", title=title, author_id=author_id, price=f"{number + 9}.95", stock=1000)
            for number, (author_id, title) in enumerate(titles, start=1)
        )
    print(f"{len(PEOPLE)} users, {len(titles)} books")
    await engine.dispose()


if __name__ == "__main__":
    asyncio.run(main())
