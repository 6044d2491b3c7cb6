from datetime import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, EmailStr, Field, StringConstraints

from app.deps import LARGEST_ID

PRINTABLE = r"^[^\x00-\x1f\x7f]+$"
Name = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=PRINTABLE)]
Password = Annotated[str, StringConstraints(min_length=12, max_length=200)]
BookId = Annotated[int, Field(ge=1, le=LARGEST_ID)]


class Body(BaseModel):
    """What clients send: a field that is not declared is refused."""

    model_config = ConfigDict(extra="forbid")


class FromRow(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class RegisterIn(Body):
    email: EmailStr = Field(max_length=254)
    name: Name
    password: Password


class LoginIn(Body):
    email: EmailStr = Field(max_length=254)
    password: str = Field(max_length=200)


class TokenOut(BaseModel):
    access_token: str
    token_type: str = "bearer"
    expires_in: int


class UserOut(FromRow):
    id: int
    email: str
    name: str
    is_admin: bool
    created_at: datetime


class UserPatch(Body):
    name: Name


class UserPage(BaseModel):
    items: list[UserOut]
    next: int | None


class BookOut(FromRow):
    id: int
    isbn: str
    title: str
    author: str
    price: Decimal
    stock: int
    copies_sold: int


class BookPage(BaseModel):
    items: list[BookOut]
    next: int | None


class BookFound(FromRow):
    id: int
    isbn: str
    title: str
    price: Decimal


class CartItemIn(Body):
    book_id: BookId
    quantity: int = Field(ge=0, le=100)


class CartItemOut(FromRow):
    book_id: int
    quantity: int


class CartPage(BaseModel):
    items: list[CartItemOut]
    next: int | None


class OrderLineIn(Body):
    book_id: BookId
    quantity: int = Field(ge=1, le=100)


class OrderIn(Body):
    items: list[OrderLineIn] = Field(min_length=1, max_length=50)


class OrderedBook(FromRow):
    id: int
    title: str


class OrderLineOut(FromRow):
    book: OrderedBook
    quantity: int
    unit_price: Decimal


class OrderOut(FromRow):
    id: int
    status: str
    total: Decimal
    invoice_ref: str | None
    created_at: datetime
    items: list[OrderLineOut]


class OrderPage(BaseModel):
    items: list[OrderOut]
    next: int | None


class PaymentIn(Body):
    card_token: str = Field(pattern="^[A-Za-z0-9_-]{4,100}$")


class QuoteOut(BaseModel):
    country: str
    weight: int
    price: Decimal
    days: int


class RestockIn(Body):
    quantity: int = Field(ge=1, le=1_000_000)


class StockOut(BaseModel):
    id: int
    stock: int


class CatalogueImportIn(Body):
    publishers: list[Annotated[str, StringConstraints(pattern="^[a-z0-9-]{1,40}$")]] = Field(
        min_length=1, max_length=10
    )


class CatalogueImportOut(BaseModel):
    queued: int


class ActivityOut(FromRow):
    id: int
    user_id: int
    action: str
    created_at: datetime


class ActivityPage(BaseModel):
    items: list[ActivityOut]
    next: int | None


class Health(BaseModel):
    status: str


class Problem(BaseModel):
    detail: str


class FieldProblem(BaseModel):
    loc: list[str]
    msg: str
    type: str


class InvalidRequest(BaseModel):
    detail: str | list[FieldProblem]


def problems(*statuses: int) -> dict[int | str, dict]:
    """The documented errors of a router: those of every route, and these."""
    always = {status: {"model": Problem} for status in (400, 413, 500, 503, *statuses)}
    return {**always, 422: {"model": InvalidRequest}}
