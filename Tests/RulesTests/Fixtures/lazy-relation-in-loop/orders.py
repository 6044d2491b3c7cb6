from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    joinedload,
    mapped_column,
    relationship,
    selectinload,
    sessionmaker,
)

SessionLocal = sessionmaker()
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]


class Customer(Base):
    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    customer: Mapped[Customer] = relationship()
    payer: Mapped[Customer] = relationship(lazy="joined")
    lines: Mapped[list["Line"]] = relationship()
    notes: Mapped[list["Note"]] = relationship()

    def summary(self) -> dict:
        return {"id": self.id, "notes": [note.text for note in self.notes]}  # want lazy-relation-in-loop "Order.notes is loaded anew"


class Line(Base):
    __tablename__ = "lines"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    book: Mapped[Book] = relationship()


class Note(Base):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    text: Mapped[str]


def get_db():
    with SessionLocal() as db:
        yield db


@app.get("/orders/customers")
def customers(db: Session = Depends(get_db)):
    orders = db.scalars(select(Order).limit(50)).all()
    return [order.customer.name for order in orders]  # want lazy-relation-in-loop "Order.customer is loaded anew for each row"


def describe(order: Order) -> dict:
    return {
        "id": order.id,
        "lines": [line.id for line in order.lines],  # want lazy-relation-in-loop "Order.lines is loaded anew"
    }


@app.get("/orders")
def list_orders(db: Session = Depends(get_db)):
    return [describe(order) for order in db.query(Order).limit(50).all()]


@app.get("/summaries")
def summaries(db: Session = Depends(get_db)):
    return [order.summary() for order in db.query(Order).limit(50)]


@app.get("/orders/{order_id}/books")
def books(order_id: int, db: Session = Depends(get_db)):
    order = db.get(Order, order_id)
    titles = []
    for line in order.lines:
        titles.append(line.book.title)  # want lazy-relation-in-loop "Line.book is loaded anew"
    return titles


# The query loads it along, or the mapping does.
@app.get("/eager/customers")
def eager_customers(db: Session = Depends(get_db)):
    orders = db.scalars(select(Order).options(joinedload(Order.customer)).limit(50)).all()
    return [order.customer.name for order in orders]


@app.get("/eager/lines")
def eager_lines(db: Session = Depends(get_db)):
    orders = db.query(Order).options(selectinload(Order.lines).selectinload(Line.book)).limit(50).all()
    return [[line.book.title for line in order.lines] for order in orders]


@app.get("/payers")
def payers(db: Session = Depends(get_db)):
    return [order.payer.name for order in db.scalars(select(Order).limit(50))]


# The rows are those of one object that is read once.
@app.get("/orders/{order_id}")
def get_order(order_id: int, db: Session = Depends(get_db)):
    order = db.get(Order, order_id)
    return {"customer": order.customer.name, "lines": [line.id for line in order.lines]}


# A column is no relation.
@app.get("/ids")
def ids(db: Session = Depends(get_db)):
    return [order.customer_id for order in db.scalars(select(Order).limit(50))]
