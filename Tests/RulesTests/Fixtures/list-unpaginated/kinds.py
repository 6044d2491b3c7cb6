"""The values that a column has are few, the rows are not."""

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

SessionLocal = sessionmaker()
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Message(Base):
    __tablename__ = "messages"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column()


def get_db():
    with SessionLocal() as db:
        yield db


@app.post("/messages")
def send(kind: str, db: Session = Depends(get_db)):
    db.add(Message(kind=kind))
    db.commit()


@app.get("/kinds/messages")
def kinds(db: Session = Depends(get_db)):
    return db.scalars(select(Message.kind).where(Message.kind != "").distinct()).all()


@app.get("/messages")
def messages(db: Session = Depends(get_db)):
    return db.scalars(select(Message)).all()  # want list-unpaginated "every Message"
