from fastapi import APIRouter, Depends
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.db import get_db
from app.models import Book
from app.schemas import BookOut
from app.services.catalogue import book_card, find_book

router = APIRouter(prefix="/books", tags=["books"])


@router.get("", response_model=list[BookOut])
def list_books(limit: int = 20, offset: int = 0, db: Session = Depends(get_db)):
    books = db.scalars(select(Book).order_by(Book.id).limit(limit).offset(offset)).all()
    return [book_card(db, book) for book in books]


@router.get("/search")
def search_books(q: str, db: Session = Depends(get_db)):
    rows = db.execute(
        text(f"SELECT id, isbn, title, price FROM books WHERE title ILIKE '%{q}%' ORDER BY title LIMIT 50")
    )
    return [dict(row) for row in rows.mappings()]


@router.get("/{book_id}", response_model=BookOut)
def get_book(book_id: int, db: Session = Depends(get_db)):
    return book_card(db, find_book(db, book_id))
