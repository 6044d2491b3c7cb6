"""What the worker does from time to time. Any number of workers may run: each job takes a lock first or takes its rows
one by one."""

import logging
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, select, update

from app.clients import billing
from app.config import settings
from app.db import SessionLocal
from app.models import Activity, Order, OrderItem, OutboxMessage, Payment, RateLimit
from app.services import stock
from app.services.payments import end_payment

logger = logging.getLogger(__name__)

EXPIRE_LOCK, CLEAN_UP_LOCK = 7001, 7002
BATCH = 100
KEEP_ACTIVITY = timedelta(days=365)
KEEP_MESSAGES = timedelta(days=30)
PAYMENT_IN_DOUBT = timedelta(minutes=2)  # far longer than a request may take


async def expire_unpaid_orders() -> None:
    """Orders that nobody paid for give their books back."""
    oldest = datetime.now(UTC) - settings.unpaid_after
    unpaid = select(Order.id).where(Order.status == "new", Order.created_at < oldest)
    unpaid = unpaid.order_by(Order.created_at).limit(BATCH).with_for_update(skip_locked=True)
    async with SessionLocal.begin() as db:
        if not await db.scalar(select(func.pg_try_advisory_xact_lock(EXPIRE_LOCK))):
            return
        expired = (
            await db.scalars(
                update(Order)
                .where(Order.id.in_(unpaid), Order.status == "new")
                .values(status="expired")
                .returning(Order.id)
            )
        ).all()
        if not expired:
            return
        sums = select(OrderItem.book_id, func.sum(OrderItem.quantity)).where(OrderItem.order_id.in_(expired))
        rows = await db.execute(sums.group_by(OrderItem.book_id))
        quantities = {book_id: int(quantity) for book_id, quantity in rows}
        await stock.lock_books(db, quantities)
        await stock.add(db, quantities)
    logger.info("%s unpaid orders expired", len(expired))


async def settle_payment_in_doubt() -> bool:
    """Asks billing how a payment ended that a crash or an outage left pending. False when there is none."""
    oldest = datetime.now(UTC) - PAYMENT_IN_DOUBT
    pending = (
        select(Payment.id)
        .where(Payment.status == "pending", Payment.checked_at < oldest)
        .order_by(Payment.checked_at)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    async with SessionLocal.begin() as db:
        payment_id = await db.scalar(
            update(Payment).where(Payment.id == pending).values(checked_at=func.now()).returning(Payment.id)
        )
    if payment_id is None:
        return False
    charge_ref = await billing.find_charge(payment_id)
    async with SessionLocal() as db:
        await end_payment(db, payment_id, "succeeded" if charge_ref else "abandoned", charge_ref)
    logger.info("payment %s was in doubt: %s", payment_id, "succeeded" if charge_ref else "abandoned")
    return True


async def settle_payments() -> None:
    while await settle_payment_in_doubt():
        pass


async def clean_up() -> None:
    """Removes what nobody needs any more."""
    now = datetime.now(UTC)
    old_activity = select(Activity.id).where(Activity.created_at < now - KEEP_ACTIVITY).limit(10 * BATCH)
    old_messages = select(OutboxMessage.id).where(OutboxMessage.done_at < now - KEEP_MESSAGES).limit(10 * BATCH)
    async with SessionLocal.begin() as db:
        if not await db.scalar(select(func.pg_try_advisory_xact_lock(CLEAN_UP_LOCK))):
            return
        await db.execute(delete(RateLimit).where(RateLimit.window_end < now))
        await db.execute(delete(Activity).where(Activity.id.in_(old_activity)))
        await db.execute(delete(OutboxMessage).where(OutboxMessage.id.in_(old_messages)))
