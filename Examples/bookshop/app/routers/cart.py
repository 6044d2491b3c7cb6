from collections import defaultdict

from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session

from app.db import get_db
from app.deps import get_cart_owner
from app.schemas import CartItemIn
from app.services.catalogue import find_book

router = APIRouter(prefix="/cart", tags=["cart"])

carts: dict[int, dict[int, int]] = defaultdict(dict)


@router.get("")
def read_cart(user_id: int = Depends(get_cart_owner)):
    return {"items": [{"book_id": book, "quantity": quantity} for book, quantity in carts[user_id].items()]}


@router.put("/items")
def put_item(item: CartItemIn, user_id: int = Depends(get_cart_owner), db: Session = Depends(get_db)):
    book = find_book(db, item.book_id)
    if item.quantity:
        carts[user_id][book.id] = item.quantity
    else:
        carts[user_id].pop(book.id, None)
    return read_cart(user_id)
