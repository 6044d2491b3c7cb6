import asyncio
import os
from logging.config import fileConfig

from alembic import context
from sqlalchemy import Connection, pool
from sqlalchemy.ext.asyncio import create_async_engine

from app.models import Base

fileConfig(context.config.config_file_name)


def run_migrations(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=Base.metadata, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()


async def main() -> None:
    # A migration that can't have its lock at once gives up, and does not make the service queue behind it.
    engine = create_async_engine(
        os.environ["DATABASE_URL"],
        poolclass=pool.NullPool,
        connect_args={"timeout": 5, "server_settings": {"lock_timeout": "2000", "statement_timeout": "600000"}},
    )
    async with engine.connect() as connection:
        await connection.run_sync(run_migrations)
    await engine.dispose()


asyncio.run(main())
