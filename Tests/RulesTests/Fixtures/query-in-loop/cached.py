"""A cache answers all but the first."""

from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

SessionLocal = sessionmaker()
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Rate(Base):
    __tablename__ = "rates"
    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[str] = mapped_column()


class RateCache:
    kept = {}

    @classmethod
    def get(cls, day):
        return cls.kept.get(day)


def get_db():
    with SessionLocal() as db:
        yield db


def rate(db: Session, day: str):
    cached = RateCache.get(day)
    if cached is not None:
        return cached
    return db.scalars(select(Rate).where(Rate.day == day)).first()


def plain_rate(db: Session, day: str):
    return db.scalars(select(Rate).where(Rate.day == day)).first()  # want query-in-loop "select Rate"


@app.post("/rates")
def rates(days: list[str], db: Session = Depends(get_db)):
    return [rate(db, day) for day in days]


@app.post("/rates/plain")
def plain_rates(days: list[str], db: Session = Depends(get_db)):
    return [plain_rate(db, day) for day in days]
