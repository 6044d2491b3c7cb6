from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query
from sqlalchemy import select

from app.db import Db
from app.deps import After, Limit, RowId, get_current_user
from app.models import Book
from app.schemas import PRINTABLE, BookFound, BookOut, BookPage, problems
from app.services.catalogue import book_cards

router = APIRouter(
    prefix="/books", tags=["books"], responses=problems(401), dependencies=[Depends(get_current_user)]
)


@router.get("", response_model=BookPage)
async def list_books(db: Db, limit: Limit = 20, after: After = 0):
    page = book_cards().where(Book.id > after).order_by(Book.id).limit(limit)
    books = (await db.execute(page)).all()
    return {"items": books, "next": books[-1].id if len(books) == limit else None}


@router.get("/search", response_model=list[BookFound])
async def search_books(db: Db, q: Annotated[str, Query(min_length=2, max_length=100, pattern=PRINTABLE)]):
    found = select(Book).where(Book.title.icontains(q, autoescape=True)).order_by(Book.title, Book.id).limit(50)
    return (await db.scalars(found)).all()


@router.get("/{book_id}", response_model=BookOut, responses=problems(404))
async def get_book(book_id: RowId, db: Db):
    book = (await db.execute(book_cards().where(Book.id == book_id))).one_or_none()
    if book is None:
        raise HTTPException(404, "no such book")
    return book
