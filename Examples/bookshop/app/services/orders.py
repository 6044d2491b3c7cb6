from concurrent.futures import ThreadPoolExecutor

from fastapi import HTTPException
from sqlalchemy.orm import Session

from app.clients import billing, mail
from app.models import Order, OrderItem, User
from app.schemas import OrderIn
from app.services import stock
from app.services.catalogue import find_book

refunds = ThreadPoolExecutor(max_workers=2, thread_name_prefix="refunds")


def own_order(db: Session, order_id: int, user: User) -> Order:
    order = db.get(Order, order_id, with_for_update=True)
    if order is None or order.user_id != user.id:
        raise HTTPException(404, "no such order")
    return order


def place_order(db: Session, user: User, payload: OrderIn) -> Order:
    order = Order(user_id=user.id, status="new", total=0)
    for line in payload.items:
        book = find_book(db, line.book_id)
        order.items.append(OrderItem(book_id=book.id, quantity=line.quantity, unit_price=book.price))
        order.total += book.price * line.quantity
    db.add(order)
    db.commit()

    order.invoice_ref = billing.create_invoice(order.id, order.total, user.email)
    for line in payload.items:
        stock.take(db, line.book_id, line.quantity)
    db.commit()
    return order


def pay_order(db: Session, user: User, order_id: int, card_token: str) -> Order:
    order = own_order(db, order_id, user)
    if order.status != "new":
        raise HTTPException(409, f"order is {order.status}")
    order.charge_ref = billing.charge(order.id, order.total, card_token)
    order.status = "paid"
    db.commit()
    return order


def cancel_order(db: Session, user: User, order_id: int) -> Order:
    order = own_order(db, order_id, user)
    if order.status not in ("new", "paid"):
        raise HTTPException(409, f"order is {order.status}")
    order.status = "cancelled"
    stock.give_back(order)
    mail.send(user.email, "order_cancelled", order=order.id)
    db.commit()
    if order.charge_ref:
        refunds.submit(billing.refund, order.charge_ref)
    return order


def describe(order: Order) -> dict:
    return {
        "id": order.id,
        "status": order.status,
        "total": order.total,
        "invoice_ref": order.invoice_ref,
        "created_at": order.created_at,
        "items": [
            {"title": item.book.title, "quantity": item.quantity, "unit_price": item.unit_price}
            for item in order.items
        ],
    }
