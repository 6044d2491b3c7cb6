import smtplib

from fastapi import FastAPI
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column()


def send(text):
    with smtplib.SMTP("mail.example", timeout=5) as smtp:
        smtp.sendmail("a@shop.example", "b@shop.example", text)


@app.post("/orders/{order_id}/cancel")
def cancel(order_id: int, db: Session):
    order = db.get(Order, order_id)
    order.status = "cancelled"
    send("cancelled")  # want effect-before-commit "goes out before its changes are committed"
    db.commit()


@app.post("/orders/{order_id}/close")
def close(order_id: int, db: Session):
    order = db.get(Order, order_id)
    order.status = "closed"
    db.commit()
    send("closed")
