"""A look at whose token it is, before somebody checks it; and one that is believed."""

import jwt
from fastapi import FastAPI, Header

app = FastAPI()


def is_own_token(token: str) -> bool:
    payload = jwt.decode(token, options={"verify_signature": False})  # want unsafe-token "signature" as note
    return payload.get("owner") == "shop"


@app.get("/own")
def own(token: str = Header()):
    return is_own_token(token)


@app.get("/me")
def me(token: str = Header()):
    return jwt.decode(token, options={"verify_signature": False})["sub"]  # want unsafe-token "signature" as error
