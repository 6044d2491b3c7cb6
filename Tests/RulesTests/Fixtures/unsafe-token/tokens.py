from datetime import UTC, datetime, timedelta

import jwt


def read_unchecked(token):
    return jwt.decode(token, options={"verify_signature": False})  # want unsafe-token "does not check the token's signature"


def read(token, key):
    return jwt.decode(token, key, algorithms=["HS256"])


def read_any(token, key):
    return jwt.decode(token, key, algorithms=["HS256", "none"])  # want unsafe-token "algorithm none"


def read_by_issuer(token, keys):
    issuer = jwt.decode(token, options={"verify_signature": False})["iss"]
    return jwt.decode(token, keys[issuer], algorithms=["RS256"])


def sign_for_ever(user, key):
    claims = {"sub": user.id, "iat": datetime.now(UTC)}
    return jwt.encode(claims, key, algorithm="HS256")  # want unsafe-token "never expires"


def sign(user, key):
    claims = {"sub": user.id, "exp": datetime.now(UTC) + timedelta(minutes=15)}
    return jwt.encode(claims, key, algorithm="HS256")


def sign_later(user, key):
    claims = {"sub": user.id}
    claims["exp"] = datetime.now(UTC) + timedelta(minutes=15)
    return jwt.encode(claims, key, algorithm="HS256")
