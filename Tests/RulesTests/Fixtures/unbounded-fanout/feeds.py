import asyncio

import httpx
from fastapi import Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

SessionLocal = async_sessionmaker()
app = FastAPI()
client = httpx.AsyncClient(timeout=5)
gate = asyncio.Semaphore(10)


class Base(DeclarativeBase):
    pass


class Feed(Base):
    __tablename__ = "feeds"
    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str]


class Import(BaseModel):
    feeds: list[str]


async def get_db():
    async with SessionLocal() as db:
        yield db


async def fetch(url: str):
    return (await client.get(url)).json()


async def fetch_politely(url: str):
    semaphore = gate
    async with semaphore:
        return (await client.get(url)).json()


@app.post("/import")
async def import_feeds(payload: Import):
    return await asyncio.gather(*[fetch(url) for url in payload.feeds])  # want unbounded-fanout "a call to another service for each element of what the request sends"


@app.post("/refresh")
async def refresh(db: AsyncSession = Depends(get_db)):
    feeds = (await db.scalars(select(Feed))).all()
    tasks = []
    for feed in feeds:
        tasks.append(fetch(feed.url))
    return await asyncio.gather(*tasks)  # want unbounded-fanout "for each element of what a query finds"


# A semaphore or chunks bound how many run at once.
@app.post("/import-politely")
async def import_politely(payload: Import):
    return await asyncio.gather(*[fetch_politely(url) for url in payload.feeds])


@app.post("/import-in-chunks")
async def import_in_chunks(payload: Import):
    for start in range(0, len(payload.feeds), 10):
        chunk = payload.feeds[start : start + 10]
        await asyncio.gather(*[fetch(url) for url in chunk])


# The elements are a few constants.
@app.get("/status")
async def status():
    return await asyncio.gather(*[fetch(url) for url in ("https://a.example.com", "https://b.example.com")])


# Nothing leaves the process for them.
@app.post("/lengths")
async def lengths(payload: Import):
    return await asyncio.gather(*[length(url) for url in payload.feeds])


async def length(url: str):
    return len(url)
