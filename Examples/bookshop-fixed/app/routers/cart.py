from fastapi import APIRouter, HTTPException
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.db import Db
from app.deps import After, CurrentUser, Limit
from app.models import CartItem
from app.schemas import CartItemIn, CartPage, problems

router = APIRouter(prefix="/cart", tags=["cart"], responses=problems(401))


async def cart_page(db: AsyncSession, user_id: int, limit: int, after: int) -> dict:
    page = select(CartItem).where(CartItem.user_id == user_id, CartItem.book_id > after)
    items = (await db.scalars(page.order_by(CartItem.book_id).limit(limit))).all()
    return {"items": items, "next": items[-1].book_id if len(items) == limit else None}


@router.get("", response_model=CartPage)
async def read_cart(caller: CurrentUser, db: Db, limit: Limit = 100, after: After = 0):
    return await cart_page(db, caller.id, limit, after)


@router.put("/items", response_model=CartPage, responses=problems(404))
async def put_item(item: CartItemIn, caller: CurrentUser, db: Db):
    if item.quantity:
        change = insert(CartItem).values(user_id=caller.id, book_id=item.book_id, quantity=item.quantity)
        change = change.on_conflict_do_update(
            index_elements=[CartItem.user_id, CartItem.book_id], set_={"quantity": item.quantity}
        )
    else:
        change = delete(CartItem).where(CartItem.user_id == caller.id, CartItem.book_id == item.book_id)
    try:
        async with db.begin():
            await db.execute(change)
    except IntegrityError:
        raise HTTPException(404, "no such book") from None
    return await cart_page(db, caller.id, 100, 0)
