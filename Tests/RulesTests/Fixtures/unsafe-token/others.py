"""Nothing here checks the token: it is stored with an invitation, and compared."""

import jwt
from fastapi import FastAPI

from settings import settings

app = FastAPI()


@app.post("/invitations")
def invite(email: str):
    return jwt.encode({"email": email}, settings.key, algorithm="HS256")  # want unsafe-token "never expires" as note
