from fastapi import APIRouter, Body, Depends
from sqlalchemy.orm import Session

from app.db import get_db
from app.deps import get_current_user
from app.models import User

router = APIRouter(prefix="/users", tags=["users"])


@router.get("/me")
def read_me(user: User = Depends(get_current_user)):
    return user


@router.patch("/me")
def update_me(changes: dict = Body(), user: User = Depends(get_current_user), db: Session = Depends(get_db)):
    for field, value in changes.items():
        setattr(user, field, value)
    db.commit()
    db.refresh(user)
    return {"id": user.id, "email": user.email, "name": user.name}
