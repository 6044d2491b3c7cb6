from datetime import datetime

from pydantic import BaseModel, ConfigDict, EmailStr, Field


class RegisterIn(BaseModel):
    email: EmailStr
    name: str = Field(min_length=1, max_length=120)
    password: str = Field(min_length=8, max_length=72)


class LoginIn(BaseModel):
    email: EmailStr
    password: str


class TokenOut(BaseModel):
    access_token: str
    token_type: str = "bearer"


class UserOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    email: str
    name: str
    is_admin: bool
    created_at: datetime


class BookOut(BaseModel):
    id: int
    isbn: str
    title: str
    author: str
    price: float
    stock: int
    copies_sold: int


class CartItemIn(BaseModel):
    book_id: int
    quantity: int = Field(ge=0, le=100)


class OrderLineIn(BaseModel):
    book_id: int
    quantity: int = Field(ge=1, le=100)


class OrderIn(BaseModel):
    items: list[OrderLineIn] = Field(min_length=1)


class OrderLineOut(BaseModel):
    title: str
    quantity: int
    unit_price: float


class OrderOut(BaseModel):
    id: int
    status: str
    total: float
    invoice_ref: str | None
    created_at: datetime
    items: list[OrderLineOut]


class PaymentIn(BaseModel):
    card_token: str


class RestockIn(BaseModel):
    quantity: int = Field(ge=1)


class CatalogueImportIn(BaseModel):
    feeds: list[str]
