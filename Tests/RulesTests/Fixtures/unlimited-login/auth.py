from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)


def rate_limit():
    pass


@app.post("/login")
def login(email: str, db: Session):  # want unlimited-login "passwords can be tried at POST /login"
    return db.scalar(select(User).where(User.email == email))


@app.post("/v2/login", dependencies=[Depends(rate_limit)])
def login_limited(email: str, db: Session):
    return db.scalar(select(User).where(User.email == email))


@app.post("/orders")
def order(email: str, db: Session):
    return db.scalar(select(User).where(User.email == email))
