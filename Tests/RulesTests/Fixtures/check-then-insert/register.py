from fastapi import FastAPI, HTTPException
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(index=True)


class Author(Base):
    __tablename__ = "authors"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


@app.post("/users")
def register(email: str, db: Session):
    if db.scalar(select(User).where(User.email == email)):  # want check-then-insert "nothing makes email unique"
        raise HTTPException(409)
    db.add(User(email=email))
    db.commit()


@app.post("/authors")
def add_author(name: str, db: Session):
    if db.scalar(select(Author).where(Author.name == name)):
        raise HTTPException(409)
    db.add(Author(name=name))
    db.commit()


@app.get("/users")
def find(email: str, db: Session):
    return {"found": db.scalar(select(User).where(User.email == email)) is not None}
