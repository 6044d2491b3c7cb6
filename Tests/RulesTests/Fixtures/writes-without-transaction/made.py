"""What a constructor sets belongs to the row that is being made."""

from fastapi import Depends, FastAPI
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

SessionLocal = sessionmaker()
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Seal(Base):
    __tablename__ = "seals"
    id: Mapped[int] = mapped_column(primary_key=True)
    owner: Mapped[str] = mapped_column()

    def __init__(self, owner: str):
        self.owner = owner


class Office(Base):
    __tablename__ = "offices"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column()


def get_db():
    with SessionLocal() as db:
        yield db


@app.post("/offices")
def create(name: str, db: Session = Depends(get_db)):
    db.add(Office(name=name))
    db.commit()
    Seal(owner=name)
    db.commit()
