import hashlib
import json
from collections import Counter

from fastapi import HTTPException
from sqlalchemy import Select, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from app import outbox
from app.models import Order, OrderItem, Payment
from app.schemas import OrderIn
from app.services import activity, stock


def orders_of(user_id: int) -> Select[tuple[Order]]:
    """The orders of one user, with what is needed to show them."""
    return (
        select(Order)
        .where(Order.user_id == user_id)
        .options(selectinload(Order.items).joinedload(OrderItem.book))
        .execution_options(populate_existing=True)
    )


async def own_order(db: AsyncSession, user_id: int, order_id: int, lock: bool = False) -> Order:
    query = orders_of(user_id).where(Order.id == order_id)
    order = await db.scalar(query.with_for_update(of=Order) if lock else query)
    if order is None:
        raise HTTPException(404, "no such order")
    return order


async def place_order(db: AsyncSession, user_id: int, key: str, request: OrderIn) -> Order:
    """Order, stock and messages together or not at all; the same key gets the order that it made before."""
    wanted = Counter[int]()
    for line in request.items:
        wanted[line.book_id] += line.quantity
    digest = hashlib.sha256(json.dumps(sorted(wanted.items())).encode()).hexdigest()

    async with db.begin():
        order_id = await db.scalar(
            insert(Order)
            .values(user_id=user_id, idempotency_key=key, request_digest=digest, status="new", total=0)
            .on_conflict_do_nothing(index_elements=[Order.user_id, Order.idempotency_key])
            .returning(Order.id)
        )
        if order_id is None:
            return await same_order(db, user_id, key, digest)
        books = await stock.lock_books(db, wanted)
        if len(books) < len(wanted):
            raise HTTPException(404, f"no book {min(set(wanted) - {book.id for book in books})}")
        for book in books:
            if book.stock < wanted[book.id]:
                raise HTTPException(409, f"only {book.stock} of {book.title!r} left")
        await stock.add(db, {book_id: -quantity for book_id, quantity in wanted.items()})
        db.add_all(
            OrderItem(order_id=order_id, book_id=book.id, quantity=wanted[book.id], unit_price=book.price)
            for book in books
        )
        total = sum(book.price * wanted[book.id] for book in books)
        await db.execute(update(Order).where(Order.id == order_id).values(total=total))
        activity.record(db, user_id, f"placed order {order_id}")
        outbox.enqueue_mail(db, user_id, "order_placed", order=str(order_id), total=str(total))
        outbox.enqueue(db, "invoice", user_id=user_id, order_id=order_id, total=str(total))
        return await own_order(db, user_id, order_id)


async def same_order(db: AsyncSession, user_id: int, key: str, digest: str) -> Order:
    order = await db.scalar(orders_of(user_id).where(Order.idempotency_key == key))
    if order is None or order.request_digest != digest:
        raise HTTPException(422, "this idempotency key was used for another request")
    return order


async def cancel_order(db: AsyncSession, user_id: int, order_id: int) -> Order:
    async with db.begin():
        order = await own_order(db, user_id, order_id, lock=True)
        if order.status not in ("new", "paid"):
            raise HTTPException(409, f"order is {order.status}")
        charge_ref = await db.scalar(
            select(Payment.charge_ref).where(Payment.order_id == order_id, Payment.status == "succeeded")
        )
        order.status = "cancelled"
        quantities = {item.book_id: item.quantity for item in order.items}
        await stock.lock_books(db, quantities)
        await stock.add(db, quantities)
        activity.record(db, user_id, f"cancelled order {order_id}")
        outbox.enqueue_mail(db, user_id, "order_cancelled", order=str(order_id))
        if charge_ref:
            outbox.enqueue(db, "refund", charge_ref=charge_ref)
    return order
