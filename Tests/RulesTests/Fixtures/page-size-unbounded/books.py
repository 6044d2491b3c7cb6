from typing import Annotated

from fastapi import Depends, FastAPI, Query
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

SessionLocal = sessionmaker()
app = FastAPI()
MAX_PAGE = 200


class Base(DeclarativeBase):
    pass


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)


def get_db():
    with SessionLocal() as db:
        yield db


@app.get("/books")
def books(limit: int = 20, db: Session = Depends(get_db)):
    return db.scalars(select(Book).limit(limit)).all()  # want page-size-unbounded "query parameter limit decides"


def page_of(db: Session, size: int, page: int):
    return db.query(Book).offset(page * size).limit(size).all()  # want page-size-unbounded "query parameter size"


@app.get("/shelf")
def shelf(size: int = Query(default=20, ge=1), page: int = 0, db: Session = Depends(get_db)):
    return page_of(db, size=size, page=page)


@app.get("/positive")
def positive(limit: int = 20, db: Session = Depends(get_db)):
    if limit <= 0:
        limit = 20
    return db.scalars(select(Book).limit(limit)).all()  # want page-size-unbounded "query parameter limit"


# A validator has a largest value.
@app.get("/valid")
def valid(limit: Annotated[int, Query(ge=1, le=100)] = 20, db: Session = Depends(get_db)):
    return db.scalars(select(Book).limit(limit)).all()


Limit = Annotated[int, Query(ge=1, le=100)]


@app.get("/alias")
def alias(limit: Limit = 20, db: Session = Depends(get_db)):
    return db.scalars(select(Book).limit(limit)).all()


class Page(BaseModel):
    limit: int = Field(20, le=100)


@app.post("/model")
def model(page: Page, db: Session = Depends(get_db)):
    return db.scalars(select(Book).limit(page.limit)).all()


# It is clamped, or compared with a largest value.
@app.get("/clamped")
def clamped(limit: int = 20, db: Session = Depends(get_db)):
    return db.scalars(select(Book).limit(min(limit, 100))).all()


@app.get("/compared")
def compared(limit: int = 20, db: Session = Depends(get_db)):
    if limit > MAX_PAGE:
        limit = MAX_PAGE
    return db.scalars(select(Book).limit(limit)).all()


# Nobody chooses it.
@app.get("/fixed")
def fixed(db: Session = Depends(get_db)):
    return db.scalars(select(Book).limit(MAX_PAGE)).all()
