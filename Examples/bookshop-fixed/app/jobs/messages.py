"""What the worker does with each kind of message from the outbox. Each may come twice."""

import asyncio
import logging

from sqlalchemy import select, update

from app import outbox
from app.clients import billing, feeds, mail
from app.db import SessionLocal
from app.models import Order, OutboxMessage, User
from app.services.catalogue import store_books

logger = logging.getLogger(__name__)


async def email_of(user_id: int) -> str:
    async with SessionLocal() as db:
        return (await db.execute(select(User.email).where(User.id == user_id))).scalar_one()


async def send_mail(message_id: int, user_id: int, template: str, values: dict[str, str]) -> None:
    await asyncio.to_thread(mail.send, message_id, await email_of(user_id), template, values)


async def create_invoice(message_id: int, user_id: int, order_id: int, total: str) -> None:
    invoice_ref = await billing.create_invoice(message_id, order_id, total, await email_of(user_id))
    async with SessionLocal.begin() as db:
        await db.execute(update(Order).where(Order.id == order_id).values(invoice_ref=invoice_ref))


async def refund(message_id: int, charge_ref: str) -> None:
    await billing.refund(message_id, charge_ref)


async def import_feed(message_id: int, publisher: str) -> None:
    entries = await feeds.fetch_feed(publisher)
    async with SessionLocal() as db:
        stored = await store_books(db, entries)
    logger.info("stored %s books of %s (message %s)", stored, publisher, message_id)


HANDLERS = {"mail": send_mail, "invoice": create_invoice, "refund": refund, "import-feed": import_feed}


async def deliver_next() -> bool:
    """Delivers the message that is due longest. False when none is due."""
    message = await outbox.claim()
    if message is None:
        return False
    try:
        await handle(message)
    except Exception:
        again = await outbox.postpone(message)
        logger.log(
            logging.WARNING if again else logging.ERROR,
            "message %s (%s) failed for the %s. time%s",
            message.id,
            message.kind,
            message.attempts,
            "" if again else ", given up",
            exc_info=True,
        )
    return True


async def handle(message: OutboxMessage) -> None:
    await HANDLERS[message.kind](message.id, **message.payload)
    async with SessionLocal.begin() as db:
        await outbox.finish(db, message)
