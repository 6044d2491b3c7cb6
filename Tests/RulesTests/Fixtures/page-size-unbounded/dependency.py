"""The largest page is checked in a dependency that a function of the project's own makes."""

from fastapi import Body, Depends, FastAPI, HTTPException
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

from settings import settings

SessionLocal = sessionmaker()
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Parcel(Base):
    __tablename__ = "parcels"
    id: Mapped[int] = mapped_column(primary_key=True)


def get_db():
    with SessionLocal() as db:
        yield db


def page_limit():
    def checked(limit: int = Body(None)):
        limit = limit if limit is not None else settings.page
        if limit > settings.page:
            raise HTTPException(422, "too many")
        return limit

    return Depends(checked)


@app.post("/parcels/filter")
def parcels(limit: int = page_limit(), db: Session = Depends(get_db)):
    return db.scalars(select(Parcel).limit(limit)).all()


@app.post("/parcels/all")
def every_parcel(limit: int = Body(10), db: Session = Depends(get_db)):
    return db.scalars(select(Parcel).limit(limit)).all()  # want page-size-unbounded "limit decides"
