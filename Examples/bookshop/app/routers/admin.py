import asyncio
import subprocess

from fastapi import APIRouter, Depends
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import activity
from app.clients.feeds import fetch_feed
from app.config import settings
from app.db import get_db
from app.deps import require_admin
from app.models import User
from app.schemas import CatalogueImportIn, RestockIn, UserOut
from app.services.catalogue import find_book, upsert_book

router = APIRouter(prefix="/admin", tags=["admin"])


@router.get("/users", response_model=list[UserOut])
def list_users(db: Session = Depends(get_db)):
    return db.scalars(select(User).order_by(User.id)).all()


@router.post("/books/{book_id}/restock")
def restock(
    book_id: int, payload: RestockIn, admin: User = Depends(require_admin), db: Session = Depends(get_db)
):
    book = find_book(db, book_id)
    book.stock = book.stock + payload.quantity
    db.commit()
    activity.record(admin.id, f"restocked book {book_id} by {payload.quantity}")
    return {"id": book.id, "stock": book.stock}


@router.post("/catalogue/import")
async def import_catalogue(
    payload: CatalogueImportIn, admin: User = Depends(require_admin), db: Session = Depends(get_db)
):
    feeds = await asyncio.gather(*[fetch_feed(url) for url in payload.feeds])
    entries = [entry for feed in feeds for entry in feed]
    for entry in entries:
        upsert_book(db, entry)
    db.commit()
    activity.record(admin.id, f"imported {len(entries)} books")
    return {"imported": len(entries)}


@router.get("/activity")
def search_activity(q: str, admin: User = Depends(require_admin)):
    found = subprocess.run(
        f"tail -n 5000 {settings.activity_log} | grep -i '{q}'", shell=True, capture_output=True, text=True
    )
    return {"lines": found.stdout.splitlines()}
