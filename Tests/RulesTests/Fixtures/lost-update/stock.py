from fastapi import FastAPI
from sqlalchemy import select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    stock: Mapped[int] = mapped_column(default=0)


class Shelf(Base):
    __tablename__ = "shelves"
    id: Mapped[int] = mapped_column(primary_key=True)
    places: Mapped[int] = mapped_column(default=0)


@app.post("/books/{book_id}/restock")
def restock(book_id: int, count: int, db: Session):
    book = db.get(Book, book_id)
    book.stock = book.stock + count  # want lost-update "stock of books is read, changed and written back"
    db.commit()


@app.post("/books/{book_id}/sell")
def sell(book_id: int, db: Session):
    db.execute(update(Book).where(Book.id == book_id).values(stock=Book.stock - 1))
    db.commit()


@app.post("/shelves/{shelf_id}/fill")
def fill(shelf_id: int, db: Session):
    shelf = db.scalar(select(Shelf).where(Shelf.id == shelf_id).with_for_update())
    shelf.places -= 1
    db.commit()


@app.post("/books")
def add(db: Session):
    book = Book(stock=0)
    book.stock += 5
    db.add(book)
    db.commit()


def take(shelf: Shelf, count: int):
    shelf.places -= count  # want lost-update "places of shelves"


@app.post("/shelves/{shelf_id}/take")
def take_places(shelf_id: int, count: int, db: Session):
    take(db.get(Shelf, shelf_id), count)
    db.commit()
