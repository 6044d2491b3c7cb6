from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    amount: Mapped[int]
    state: Mapped[str]


def get_db():
    yield Session()


# The rows are only summed up.
@app.get("/orders/turnover")
def turnover(db: Session = Depends(get_db)):
    orders = db.scalars(select(Order).where(Order.state == "paid")).all()
    return {"total": sum(order.amount for order in orders), "count": len(orders)}


@app.get("/orders/open")
def open_orders(db: Session = Depends(get_db)):
    count = 0
    for order in db.scalars(select(Order)):
        if order.state == "open":
            count += 1
    return {"open": count}


@app.get("/orders")
def orders(db: Session = Depends(get_db)):
    found = db.scalars(select(Order)).all()  # want list-unpaginated "every Order"
    return {"orders": found, "count": len(found)}
