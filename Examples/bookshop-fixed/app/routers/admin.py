from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from app import outbox
from app.config import settings
from app.db import Db
from app.deps import LARGEST_ID, Admin, After, IdempotencyKey, Limit, RowId, require_admin
from app.models import Book, Restock, User
from app.schemas import (
    ActivityPage,
    CatalogueImportIn,
    CatalogueImportOut,
    RestockIn,
    StockOut,
    UserPage,
    problems,
)
from app.services import activity

router = APIRouter(
    prefix="/admin", tags=["admin"], responses=problems(401, 403), dependencies=[Depends(require_admin)]
)


@router.get("/users", response_model=UserPage)
async def list_users(db: Db, limit: Limit = 20, after: After = 0):
    users = (await db.scalars(select(User).where(User.id > after).order_by(User.id).limit(limit))).all()
    return {"items": users, "next": users[-1].id if len(users) == limit else None}


@router.post("/books/{book_id}/restock", response_model=StockOut, responses=problems(404, 409))
async def restock(book_id: RowId, request: RestockIn, idempotency_key: IdempotencyKey, admin: Admin, db: Db):
    async with db.begin():
        book = await db.scalar(select(Book).where(Book.id == book_id).with_for_update())
        if book is None:
            raise HTTPException(404, "no such book")
        added = await db.scalar(
            insert(Restock)
            .values(book_id=book_id, quantity=request.quantity, idempotency_key=idempotency_key)
            .on_conflict_do_nothing(index_elements=[Restock.book_id, Restock.idempotency_key])
            .returning(Restock.id)
        )
        if added is None:
            return {"id": book_id, "stock": book.stock}
        stock = await db.scalar(
            update(Book)
            .where(Book.id == book_id)
            .values(stock=Book.stock + request.quantity)
            .returning(Book.stock)
        )
        activity.record(db, admin.id, f"restocked book {book_id} by {request.quantity}")
    return {"id": book_id, "stock": stock}


@router.post(
    "/catalogue/import", status_code=202, response_model=CatalogueImportOut, responses=problems(404)
)
async def import_catalogue(request: CatalogueImportIn, admin: Admin, db: Db):
    """The worker fetches the feeds, each by itself."""
    wanted = set(request.publishers)
    unknown = wanted - settings.publishers.keys()
    if unknown:
        raise HTTPException(404, f"no publisher {min(unknown)}")
    async with db.begin():
        for publisher in sorted(wanted):
            outbox.enqueue(db, "import-feed", publisher=publisher)
        activity.record(db, admin.id, f"imported the feeds of {', '.join(sorted(wanted))}"[:200])
    return {"queued": len(wanted)}


@router.get("/activity", response_model=ActivityPage)
async def search_activity(
    db: Db,
    q: Annotated[str, Query(max_length=100, pattern=r"^[^\x00-\x1f\x7f]*$")] = "",
    limit: Limit = 50,
    before: Annotated[int, Query(ge=1, le=LARGEST_ID, description="the `next` of the page before")] = LARGEST_ID,
):
    """The newest first."""
    found = await activity.search(db, q, before, limit)
    return {"items": found, "next": found[-1].id if len(found) == limit else None}
