from fastapi import HTTPException
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Author, Book, OrderItem


def find_book(db: Session, book_id: int) -> Book:
    book = db.scalar(select(Book).where(Book.id == book_id))
    if book is None:
        raise HTTPException(404, f"no book {book_id}")
    return book


def copies_sold(db: Session, book_id: int) -> int:
    return db.scalar(select(func.coalesce(func.sum(OrderItem.quantity), 0)).where(OrderItem.book_id == book_id))


def book_card(db: Session, book: Book) -> dict:
    return {
        "id": book.id,
        "isbn": book.isbn,
        "title": book.title,
        "author": book.author.name,
        "price": book.price,
        "stock": book.stock,
        "copies_sold": copies_sold(db, book.id),
    }


def upsert_book(db: Session, entry: dict) -> None:
    author = db.scalar(select(Author).where(Author.name == entry["author"]))
    if author is None:
        author = Author(name=entry["author"])
        db.add(author)
        db.flush()
    book = db.scalar(select(Book).where(Book.isbn == entry["isbn"]))
    if book is None:
        book = Book(isbn=entry["isbn"])
        db.add(book)
    book.title = entry["title"]
    book.author_id = author.id
    book.price = float(entry["price"])
