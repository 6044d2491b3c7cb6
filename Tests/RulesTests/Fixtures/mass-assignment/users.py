from fastapi import Body, FastAPI, Request
from pydantic import BaseModel
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

app = FastAPI()


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    is_admin: Mapped[bool] = mapped_column(default=False)


class UserPatch(BaseModel):
    name: str


@app.patch("/users/{user_id}")
def update(user_id: int, db: Session, changes: dict = Body()):
    user = db.get(User, user_id)
    for field, value in changes.items():
        setattr(user, field, value)  # want mass-assignment "body parameter changes reaches setattr"
    db.commit()


@app.post("/users")
def create(db: Session, body: dict = Body()):
    db.add(User(**body))  # want mass-assignment "body parameter body reaches User"
    db.commit()


@app.patch("/typed/{user_id}")
def update_typed(user_id: int, db: Session, changes: UserPatch):
    user = db.get(User, user_id)
    for field, value in changes.model_dump(exclude_unset=True).items():
        setattr(user, field, value)
    db.commit()


@app.post("/typed")
def create_typed(db: Session, body: UserPatch):
    db.add(User(**body.model_dump()))
    db.commit()
