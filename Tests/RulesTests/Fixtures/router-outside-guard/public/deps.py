from fastapi import Depends
from fastapi.security import HTTPBearer

bearer = HTTPBearer()


def current_user(credentials=Depends(bearer)):
    return credentials
