"""Classes list their fields, also in lists and further down; a fixed attribute is no choice of the caller's."""

from typing import Any

from fastapi import Depends, FastAPI, Request
from pydantic import BaseModel
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

SessionLocal = sessionmaker()
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Schedule(Base):
    __tablename__ = "schedules"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column()
    owner_id: Mapped[int] = mapped_column()


class ScheduleIn(BaseModel):
    name: str


def get_db():
    with SessionLocal() as db:
        yield db


@app.post("/schedules")
def create(schedules: list[ScheduleIn], db: Session = Depends(get_db)):
    rows = [schedule.model_dump() for schedule in schedules]
    db.add_all([Schedule(**row) for row in rows])
    db.commit()


@app.post("/schedules/loose")
def create_loosely(schedules: list[dict[str, Any]], db: Session = Depends(get_db)):
    db.add_all([Schedule(**row) for row in schedules])  # want mass-assignment "schedules"
    db.commit()


def store(schedule: ScheduleIn, db: Session):
    db.add(Schedule(**schedule.model_dump()))


@app.post("/schedules/one")
async def create_one(request: Request, db: Session = Depends(get_db)):
    body = await request.json()
    store(ScheduleIn(**body), db)
    db.commit()


@app.patch("/schedules/{schedule_id}")
async def change(schedule_id: int, request: Request, db: Session = Depends(get_db)):
    body = await request.json()
    for field in ["id", "owner_id"]:
        body.pop(field, None)
    schedule = db.get(Schedule, schedule_id)
    for key, value in body.items():
        setattr(schedule, key, value)
    db.commit()
