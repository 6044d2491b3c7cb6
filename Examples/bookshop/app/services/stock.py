from fastapi import HTTPException
from sqlalchemy.orm import Session

from app.models import Book, Order


def take(db: Session, book_id: int, quantity: int) -> None:
    book = db.get(Book, book_id)
    if book.stock < quantity:
        raise HTTPException(409, f"only {book.stock} of {book.title!r} left")
    book.stock = book.stock - quantity
    db.commit()


def give_back(order: Order) -> None:
    for item in order.items:
        item.book.stock += item.quantity
