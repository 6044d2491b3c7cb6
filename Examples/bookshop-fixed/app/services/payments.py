"""A payment is three steps, so that no transaction waits for billing: note that it begins, charge, note how it ended.
What a crash leaves between them, the worker brings to its end."""

from fastapi import HTTPException
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app import outbox
from app.clients import billing
from app.models import Order, Payment
from app.services import activity
from app.services.orders import own_order


async def pay_order(db: AsyncSession, user_id: int, order_id: int, key: str, card_token: str) -> Order:
    payment = await begin_payment(db, user_id, order_id, key)
    if payment.status == "pending":
        try:
            charge_ref = await billing.charge(payment.id, order_id, payment.amount, card_token)
        except billing.Declined:
            await end_payment(db, payment.id, "declined")
            raise HTTPException(402, "the card was declined") from None
        await end_payment(db, payment.id, "succeeded", charge_ref)
    elif payment.status != "succeeded":
        raise HTTPException(402, "the card was declined")
    async with db.begin():
        return await own_order(db, user_id, order_id)


async def begin_payment(db: AsyncSession, user_id: int, order_id: int, key: str) -> Payment:
    async with db.begin():
        order = await own_order(db, user_id, order_id, lock=True)
        payment = await db.scalar(select(Payment).where(Payment.user_id == user_id, Payment.idempotency_key == key))
        if payment is None:
            if order.status != "new":
                raise HTTPException(409, f"order is {order.status}")
            order.status = "paying"
            payment = Payment(
                order_id=order_id, user_id=user_id, idempotency_key=key, status="pending", amount=order.total
            )
            db.add(payment)
        elif payment.order_id != order_id:
            raise HTTPException(422, "this idempotency key was used for another order")
    return payment


async def end_payment(db: AsyncSession, payment_id: int, status: str, charge_ref: str | None = None) -> None:
    """Whoever learns first how a payment ended notes it; for the others there is nothing left to do."""
    async with db.begin():
        payment = await db.scalar(
            update(Payment)
            .where(Payment.id == payment_id, Payment.status == "pending")
            .values(status=status, charge_ref=charge_ref)
            .returning(Payment)
        )
        if payment is None:
            return
        paid = status == "succeeded"
        await db.execute(
            update(Order)
            .where(Order.id == payment.order_id, Order.status == "paying")
            .values(status="paid" if paid else "new")
        )
        if paid:
            activity.record(db, payment.user_id, f"paid order {payment.order_id}")
            outbox.enqueue_mail(db, payment.user_id, "order_paid", order=str(payment.order_id))
