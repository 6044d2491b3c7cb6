import csv
import io

from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import activity
from app.clients import mail
from app.db import get_db
from app.deps import get_current_user
from app.models import Order, User
from app.schemas import OrderIn, OrderOut, PaymentIn
from app.services import orders

router = APIRouter(prefix="/orders", tags=["orders"])


@router.post("", status_code=201, response_model=OrderOut)
def create_order(
    payload: OrderIn,
    background: BackgroundTasks,
    user: User = Depends(get_current_user),
    db: Session = Depends(get_db),
):
    order = orders.place_order(db, user, payload)
    activity.record(user.id, f"placed order {order.id}")
    background.add_task(mail.send, user.email, "order_placed", order=order.id, total=order.total)
    return orders.describe(order)


@router.get("", response_model=list[OrderOut])
def list_orders(user: User = Depends(get_current_user), db: Session = Depends(get_db)):
    mine = db.scalars(select(Order).where(Order.user_id == user.id).order_by(Order.id.desc())).all()
    return [orders.describe(order) for order in mine]


@router.get("/{order_id}", response_model=OrderOut)
def get_order(order_id: int, user: User = Depends(get_current_user), db: Session = Depends(get_db)):
    order = db.get(Order, order_id)
    if order is None:
        raise HTTPException(404, "no such order")
    return orders.describe(order)


@router.get("/export")
def export_orders(month: str, user: User = Depends(get_current_user), db: Session = Depends(get_db)):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["order", "date", "status", "total"])
    for order in db.scalars(select(Order).where(Order.user_id == user.id).order_by(Order.id)).all():
        if order.created_at.strftime("%Y-%m") == month:
            writer.writerow([order.id, order.created_at.date(), order.status, order.total])
    return Response(out.getvalue(), media_type="text/csv")


@router.post("/{order_id}/pay", response_model=OrderOut)
def pay_order(
    order_id: int,
    payment: PaymentIn,
    user: User = Depends(get_current_user),
    db: Session = Depends(get_db),
):
    order = orders.pay_order(db, user, order_id, payment.card_token)
    activity.record(user.id, f"paid order {order.id}")
    return orders.describe(order)


@router.post("/{order_id}/cancel", response_model=OrderOut)
def cancel_order(order_id: int, user: User = Depends(get_current_user), db: Session = Depends(get_db)):
    order = orders.cancel_order(db, user, order_id)
    activity.record(user.id, f"cancelled order {order.id}")
    return orders.describe(order)
