"""A class around a driver: which table it is this time, only callers know."""

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.orm import Session, sessionmaker

SessionLocal = sessionmaker()
app = FastAPI()


def insertion(table: str, columns: str):
    return f"INSERT INTO {table} ({columns}) VALUES ({columns})"


class Store:
    def __init__(self, session: Session):
        self.session = session

    def insert(self, table: str, columns: str):
        self.session.execute(text(insertion(table, columns)))  # want query-in-loop "Session.execute runs once"


def store():
    with SessionLocal() as session:
        yield Store(session)


@app.post("/parcels")
def parcel(names: list[str], db: Store = Depends(store)):
    db.insert("boxes", "id")
    for name in names:
        db.insert("parcels", name)
