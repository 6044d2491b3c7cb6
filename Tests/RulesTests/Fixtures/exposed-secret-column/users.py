from fastapi import Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    password_hash: Mapped[str] = mapped_column()


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)


class UserOut(BaseModel):
    id: int


def current_user(db: Session) -> User:
    return db.get(User, 1)


@app.get("/me")
def read_me(user: User = Depends(current_user)):
    return user  # want exposed-secret-column "password_hash among them"


@app.get("/profile", response_model=UserOut)
def read_profile(user: User = Depends(current_user)):
    return user


@app.get("/short")
def read_short(user: User = Depends(current_user)) -> UserOut:
    return user


@app.get("/books/{book_id}")
def read_book(book_id: int, db: Session):
    return db.get(Book, book_id)
