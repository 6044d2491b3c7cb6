"""The background process: `python -m app.worker`. As many as one likes may run."""

import asyncio
import logging
import random
import signal
from collections.abc import Awaitable, Callable

from app.clients import close_clients
from app.db import engine
from app.jobs.messages import deliver_next
from app.jobs.periodic import clean_up, expire_unpaid_orders, settle_payments
from app.observability import configure_logging

logger = logging.getLogger("bookshop.worker")

DELIVERIES = 4  # messages at a time


async def pause(stopping: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stopping.wait(), seconds * random.uniform(0.8, 1.2))
    except TimeoutError:
        pass  # nobody asked to stop


async def deliver(stopping: asyncio.Event) -> None:
    while not stopping.is_set():
        try:
            found = await deliver_next()
        except Exception:
            logger.exception("no message could be taken")
            await pause(stopping, 5)
        else:
            if not found:
                await pause(stopping, 0.5)


async def every(seconds: float, job: Callable[[], Awaitable[None]], stopping: asyncio.Event) -> None:
    while not stopping.is_set():
        try:
            await job()
        except Exception:
            logger.exception("%s failed", job.__name__)
        await pause(stopping, seconds)


async def main() -> None:
    """Until SIGTERM or SIGINT; what has begun is brought to its end."""
    configure_logging()
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stopping.set)
    loop.add_signal_handler(signal.SIGINT, stopping.set)
    logger.info("worker started")
    async with asyncio.TaskGroup() as tasks:
        for _ in range(DELIVERIES):
            tasks.create_task(deliver(stopping))
        tasks.create_task(every(60, expire_unpaid_orders, stopping))
        tasks.create_task(every(30, settle_payments, stopping))
        tasks.create_task(every(300, clean_up, stopping))
    await close_clients()
    await engine.dispose()
    logger.info("worker stopped")


if __name__ == "__main__":
    asyncio.run(main())
