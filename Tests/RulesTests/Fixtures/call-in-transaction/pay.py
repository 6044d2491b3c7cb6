import requests
from fastapi import FastAPI
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column()


@app.post("/orders/{order_id}/pay")
def pay(order_id: int, db: Session):
    order = db.get(Order, order_id, with_for_update=True)
    requests.post("https://billing.example/charges", timeout=5)  # want call-in-transaction "holds a transaction open"
    order.status = "paid"
    db.commit()


@app.post("/orders/{order_id}/refund")
def refund(order_id: int, db: Session):
    with db.begin():
        db.delete(db.get(Order, order_id))
        requests.post("https://billing.example/refunds", timeout=5)  # want call-in-transaction "holds a transaction open"


@app.post("/orders/{order_id}/ship")
def ship(order_id: int, db: Session):
    order = db.get(Order, order_id, with_for_update=True)
    order.status = "shipping"
    db.commit()
    requests.post("https://carrier.example/parcels", timeout=5)
