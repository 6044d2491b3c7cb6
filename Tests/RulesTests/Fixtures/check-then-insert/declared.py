"""What is unique is said in a method, or below an owner."""

from fastapi import Depends, FastAPI
from sqlalchemy import Index, UniqueConstraint, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column, sessionmaker

SessionLocal = sessionmaker()
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Run(Base):
    __tablename__ = "runs"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column()

    @declared_attr.directive
    @classmethod
    def __table_args__(cls):
        return (Index("uq_runs_key", cls.key, unique=True),)


class Queue(Base):
    __tablename__ = "queues"
    __table_args__ = (UniqueConstraint("pool_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    pool_id: Mapped[int] = mapped_column()
    name: Mapped[str] = mapped_column()


class Tag(Base):
    __tablename__ = "tags"
    __table_args__ = (UniqueConstraint("pool_id", "colour"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    pool_id: Mapped[int] = mapped_column()
    colour: Mapped[str] = mapped_column()
    name: Mapped[str] = mapped_column()


def get_db():
    with SessionLocal() as db:
        yield db


@app.post("/runs")
def create_run(key: str, db: Session = Depends(get_db)):
    if db.scalar(select(Run).where(Run.key == key).limit(1)) is None:
        db.add(Run(key=key))
        db.commit()


@app.post("/queues")
def create_queue(name: str, db: Session = Depends(get_db)):
    if db.scalar(select(Queue).where(Queue.name == name).limit(1)) is None:
        db.add(Queue(name=name, pool_id=1))
        db.commit()


@app.post("/tags")
def create_tag(name: str, db: Session = Depends(get_db)):
    if db.scalar(select(Tag).where(Tag.name == name).limit(1)) is None:  # want check-then-insert "tags is asked for name"
        db.add(Tag(name=name, pool_id=1, colour="red"))
        db.commit()


@app.post("/tags/{name}/colour")
def colour_tag(name: str, db: Session = Depends(get_db)):
    tag = db.scalar(select(Tag).where(Tag.name == name).limit(1))
    tag.colour = "blue"
    db.add(tag)
    db.commit()
