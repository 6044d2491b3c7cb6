from fastapi import FastAPI
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    stock: Mapped[int] = mapped_column()


@app.post("/orders")
def order(book_id: int, db: Session):
    db.add(Order())
    db.commit()
    book = db.get(Book, book_id)
    book.stock = 0  # want writes-without-transaction "commits its writes to order and book apart"
    db.commit()


@app.post("/orders/whole")
def whole(book_id: int, db: Session):
    db.add(Order())
    book = db.get(Book, book_id)
    book.stock = 0
    db.commit()
