"""Rows that are handed in, totals that are worked out anew, places in an order."""

from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from rows import locked

app = FastAPI()


class Base(DeclarativeBase):
    pass


class Card(Base):
    __tablename__ = "cards"
    id: Mapped[int] = mapped_column(primary_key=True)
    balance: Mapped[int] = mapped_column(default=0)
    uses: Mapped[int] = mapped_column(default=0)
    place: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(default="")

    def self_or_parent(self):
        return self


def charge(card: Card, amount: int):
    card.balance -= amount  # want lost-update "balance of cards" as note


@app.post("/cards/{card_id}/charge")
def charge_card(card_id: int, amount: int, db: Session):
    charge(locked(db, card_id), amount)
    db.commit()


def spend(card: Card, amount: int):
    paying = card.self_or_parent()
    paying.balance -= amount  # want lost-update "balance of cards" as note


@app.post("/cards/{card_id}/spend")
def spend_card(card_id: int, amount: int, db: Session):
    spend(locked(db, card_id), amount)
    db.commit()


def use(card: Card):
    card.uses += 1  # want lost-update "uses of cards" as error


@app.post("/cards/{card_id}/use")
def use_card(card_id: int, db: Session):
    use(db.get(Card, card_id))
    db.commit()


@app.post("/cards/{card_id}/total")
def total(card_id: int, db: Session):
    card = db.get(Card, card_id)
    card.balance = 0
    for amount in (1, 2, 3):
        card.balance += amount
    card.note += "worked out anew"
    db.commit()


@app.delete("/cards/{card_id}")
def close_gap(card_id: int, db: Session):
    cards = db.scalars(select(Card).where(Card.id > card_id)).all()
    for card in cards:
        card.place -= 1  # want lost-update "place of cards" as note
    db.commit()
