"""Demo data: two customers, one admin, a few books. Does nothing when there are users already."""

from sqlalchemy import select

from app.db import SessionLocal
from app.models import Author, Book, User
from app.security import hash_password

PEOPLE = [
    ("alice@example.com", "Alice", "alice-password", False),
    ("bob@example.com", "Bob", "bob-password", False),
    ("admin@example.com", "Admin", "admin-password", True),
]

SHELF = {
    "Ursula K. Le Guin": ["The Dispossessed", "The Lathe of Heaven", "A Wizard of Earthsea"],
    "Italo Calvino": ["Invisible Cities", "If on a Winter's Night a Traveller"],
    "Toni Morrison": ["Beloved", "Song of Solomon", "Sula"],
    "Jorge Luis Borges": ["Ficciones", "The Aleph"],
}


def main() -> None:
    with SessionLocal.begin() as db:
        if db.scalar(select(User.id).limit(1)):
            print("there are users already, nothing done")
            return
        db.add_all(
            User(email=email, name=name, password_hash=hash_password(password), is_admin=is_admin)
            for email, name, password, is_admin in PEOPLE
        )
        number = 0
        for name, titles in SHELF.items():
            author = Author(name=name)
            for title in titles:
                number += 1
                author.books.append(
                    Book(isbn=f"978000000{number:04d}", title=title, price=9.95 + number, stock=1000)
                )
            db.add(author)
    print(f"{len(PEOPLE)} users, {number} books")


if __name__ == "__main__":
    main()
