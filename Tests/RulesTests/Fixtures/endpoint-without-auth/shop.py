from fastapi import APIRouter, Depends, FastAPI, HTTPException
from fastapi.security import HTTPBearer
from sqlalchemy import String
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

bearer = HTTPBearer()
router = APIRouter()


class Base(DeclarativeBase):
    pass


class Book(Base):
    __tablename__ = "books"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(100))


def current_user(credentials=Depends(bearer)):
    return credentials


@router.get("/books")
def list_books(db: Session):
    return db.query(Book).limit(10).all()


@router.post("/books")
def add_book(db: Session, title: str, user=Depends(current_user)):
    db.add(Book(title=title))
    db.commit()


@router.delete("/books/{book_id}")
def delete_book(db: Session, book_id: int):  # want endpoint-without-auth "DELETE /books/{book_id} asks for no credentials"
    db.delete(db.get(Book, book_id))
    db.commit()


@router.get("/admin/books")
def all_books(db: Session):  # want endpoint-without-auth "its path is one for administrators"
    return db.query(Book).limit(10).all()


@router.post("/webhooks/stock")
def stock_changed(db: Session, title: str):
    db.add(Book(title=title))
    db.commit()


@router.get("/health")
def health():
    return {"ok": True}


app = FastAPI()
app.include_router(router)
