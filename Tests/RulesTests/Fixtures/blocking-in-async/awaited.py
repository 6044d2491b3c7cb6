"""An awaited call gives the loop back, whatever class its session was written down as."""

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.orm import Session, sessionmaker

SessionLocal = sessionmaker()
app = FastAPI()


def session_of():
    with SessionLocal() as session:
        yield session


async def history(session: Session):
    return await session.execute(text("select 1"))


@app.get("/history")
async def read_history(session=Depends(session_of)):
    return await history(session)


@app.get("/orders")
async def orders(session: Session = Depends(session_of)):
    return session.execute(text("select 1")).all()  # want blocking-in-async "blocks the event loop of orders"
