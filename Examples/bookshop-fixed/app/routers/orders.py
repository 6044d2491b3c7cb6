import csv
import io
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from sqlalchemy import select

from app.db import Db
from app.deps import LARGEST_ID, After, CurrentUser, IdempotencyKey, Limit, RowId
from app.models import Order
from app.schemas import OrderIn, OrderOut, OrderPage, PaymentIn, problems
from app.services import orders, payments

router = APIRouter(prefix="/orders", tags=["orders"], responses=problems(401))

LARGEST_EXPORT = 1000


@router.post("", status_code=201, response_model=OrderOut, responses=problems(404, 409))
async def create_order(request: OrderIn, idempotency_key: IdempotencyKey, caller: CurrentUser, db: Db):
    return await orders.place_order(db, caller.id, idempotency_key, request)


@router.get("", response_model=OrderPage)
async def list_orders(
    caller: CurrentUser,
    db: Db,
    limit: Limit = 20,
    before: Annotated[int, Query(ge=1, le=LARGEST_ID, description="the `next` of the page before")] = LARGEST_ID,
):
    """The newest first."""
    page = orders.orders_of(caller.id).where(Order.id < before).order_by(Order.id.desc()).limit(limit)
    items = (await db.scalars(page)).all()
    return {"items": items, "next": items[-1].id if len(items) == limit else None}


@router.get("/export", response_class=Response, responses={200: {"content": {"text/csv": {}}}})
async def export_orders(
    caller: CurrentUser,
    db: Db,
    month: Annotated[str, Query(pattern="^20[0-9]{2}-(0[1-9]|1[0-2])$")],
    after: After = 0,
):
    """The orders of a month, at most a thousand at a time: go on after the last one."""
    start = datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC)
    end = start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
    rows = await db.execute(
        select(Order.id, Order.created_at, Order.status, Order.total)
        .where(Order.user_id == caller.id, Order.id > after)
        .where(Order.created_at >= start, Order.created_at < end)
        .order_by(Order.id)
        .limit(LARGEST_EXPORT)
    )
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["order", "date", "status", "total"])
    writer.writerows((row.id, row.created_at.date(), row.status, row.total) for row in rows)
    return Response(out.getvalue(), media_type="text/csv")


@router.get("/{order_id}", response_model=OrderOut, responses=problems(404))
async def get_order(order_id: RowId, caller: CurrentUser, db: Db):
    return await orders.own_order(db, caller.id, order_id)


@router.post("/{order_id}/pay", response_model=OrderOut, responses=problems(402, 404, 409, 502))
async def pay_order(
    order_id: RowId, payment: PaymentIn, idempotency_key: IdempotencyKey, caller: CurrentUser, db: Db
):
    return await payments.pay_order(db, caller.id, order_id, idempotency_key, payment.card_token)


@router.post("/{order_id}/cancel", response_model=OrderOut, responses=problems(404, 409))
async def cancel_order(order_id: RowId, caller: CurrentUser, db: Db):
    return await orders.cancel_order(db, caller.id, order_id)
