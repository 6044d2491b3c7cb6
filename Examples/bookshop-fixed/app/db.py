from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from app.config import settings

engine = create_async_engine(
    settings.database_url,
    pool_size=settings.database_pool_size,
    max_overflow=0,
    pool_timeout=1,
    pool_recycle=1800,
    pool_pre_ping=True,
    connect_args={
        "timeout": 2,
        "command_timeout": 3,
        "server_settings": {
            "application_name": "bookshop",
            "statement_timeout": "2000",
            "lock_timeout": "1000",
            "idle_in_transaction_session_timeout": "5000",
        },
    },
)
SessionLocal = async_sessionmaker(engine, expire_on_commit=False)


async def get_db() -> AsyncIterator[AsyncSession]:
    async with SessionLocal() as session:
        yield session


# Closed when the handler returns: a slow client does not keep a pooled connection.
Db = Annotated[AsyncSession, Depends(get_db, scope="function")]
