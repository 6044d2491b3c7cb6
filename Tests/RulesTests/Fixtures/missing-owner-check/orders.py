from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer
from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()
bearer = HTTPBearer()


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)


class Country(Base):
    __tablename__ = "countries"
    id: Mapped[int] = mapped_column(primary_key=True)


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


def current_user(credentials=Depends(bearer)) -> User:
    return User(id=1)


@app.get("/orders/{order_id}")
def read_order(order_id: int, db: Session, user: User = Depends(current_user)):
    order = db.get(Order, order_id)  # want missing-owner-check "never compares its user_id with the caller"
    return {"id": order.id}


@app.get("/mine/{order_id}")
def read_mine(order_id: int, db: Session, user: User = Depends(current_user)):
    order = db.scalar(select(Order).where(Order.id == order_id, Order.user_id == user.id))
    return {"id": order.id}


@app.get("/checked/{order_id}")
def read_checked(order_id: int, db: Session, user: User = Depends(current_user)):
    order = db.get(Order, order_id)
    if order.user_id != user.id:
        raise HTTPException(404)
    return {"id": order.id}


@app.get("/countries/{country_id}")
def read_country(country_id: int, db: Session, user: User = Depends(current_user)):
    return {"id": db.get(Country, country_id).id}
