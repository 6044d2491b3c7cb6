"""Loops that grow with the data, and loops that an engineer shrugs at."""

import enum

from fastapi import BackgroundTasks, Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

SessionLocal = sessionmaker()
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column()


class Author(Base):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column()


class Kind(enum.Enum):
    NOVEL = "novel"
    POEM = "poem"


def get_db():
    with SessionLocal() as db:
        yield db


@app.get("/authors")
def authors(db: Session = Depends(get_db)):
    found = []
    for author in db.scalars(select(Author)).all():
        found.append(db.scalars(select(Book).where(Book.id == author.id)).all())  # want query-in-loop "select Book" as warning
    return found


@app.get("/kinds")
def kinds(db: Session = Depends(get_db)):
    names = [kind.value for kind in Kind]
    return [db.scalars(select(Book).where(Book.kind == name)).all() for name in names]


@app.post("/rules")
def rules(by_kind: dict[str, int], db: Session = Depends(get_db)):
    for kind, count in by_kind.items():
        db.scalars(select(Book).where(Book.kind == kind).limit(count)).all()  # want query-in-loop "select Book" as note


def seed_books(db: Session, names):
    for name in names:
        db.scalars(select(Book).where(Book.kind == name)).first()  # want query-in-loop "select Book" as note


@app.post("/seeds")
def fill(names: str, db: Session = Depends(get_db)):
    seed_books(db, names.split(","))


def tell(kind):
    with SessionLocal() as db:
        db.scalars(select(Author).where(Author.kind == kind)).all()  # want query-in-loop "select Author" as note


@app.post("/news")
def news(kinds: str, tasks: BackgroundTasks):
    for kind in kinds.split(","):
        tasks.add_task(tell, kind)


def book_of(db: Session, name: str):
    return db.scalars(select(Book).where(Book.kind == name)).first()  # want query-in-loop "select Book" as note


def checked(db: Session, name: str):
    return book_of(db, name) if name.startswith("b") else None


def named(db: Session, name: str):
    return checked(db, name)


@app.post("/rare")
def rare(names: list[str], db: Session = Depends(get_db)):
    return [named(db, name) for name in names]


@app.get("/months")
def months(db: Session = Depends(get_db)):
    return [db.scalars(select(Book).where(Book.id == month)).all() for month in reversed(range(1, 5))]
