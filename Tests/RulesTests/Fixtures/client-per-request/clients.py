from functools import lru_cache

import boto3
import httpx
from fastapi import FastAPI
from sqlalchemy import create_engine, text

app = FastAPI()
shared = httpx.Client(timeout=5)
_engine = None


@app.get("/report")
def report():
    engine = create_engine("postgresql:///shop")  # want client-per-request "a database pool or connection for each request"
    with engine.connect() as connection:
        return connection.execute(text("SELECT count(*) FROM orders")).scalar()


@app.post("/files/{name}")
def upload(name: str):
    s3 = boto3.client("s3")  # want client-per-request "a cloud client for each request"
    s3.upload_file(name, "bucket", name)


class Store:
    def __init__(self):
        self.engine = create_engine("postgresql:///shop")  # want client-per-request "create_engine makes"


@app.get("/stock")
def stock():
    return Store().engine.connect().execute(text("SELECT 1")).scalar()


@app.post("/fetch")
def fetch_all(urls: list[str]):
    return [fetch(url) for url in urls]


def fetch(url: str):
    with httpx.Client(timeout=5) as client:  # want client-per-request "an HTTP client for each element of each request"
        return client.get(url).text


# It is made once.
@app.get("/shared")
def get_shared():
    return shared.get("https://rates.example.com").json()


@lru_cache
def remembered():
    return create_engine("postgresql:///shop")


@app.get("/remembered")
def use_remembered():
    return remembered().connect().execute(text("SELECT 1")).scalar()


# It is made on first use and kept.
def lazy():
    global _engine
    if _engine is None:
        _engine = create_engine("postgresql:///shop")
    return _engine


@app.get("/lazy")
def use_lazy():
    return lazy().connect().execute(text("SELECT 1")).scalar()


def lazy_with_pool():
    global _engine
    if _engine is None:
        _engine = Wrapper(create_engine("postgresql:///shop"))
    return _engine


@app.get("/wrapped")
def use_wrapped():
    return lazy_with_pool().engine


class Wrapper:
    def __init__(self, engine):
        self.engine = engine


class Lazy:
    engine = None

    def connect(self):
        if self.engine is None:
            self.engine = create_engine("postgresql:///shop")
        return self.engine.connect()


kept = Lazy()


@app.get("/kept")
def use_kept():
    return kept.connect().execute(text("SELECT 1")).scalar()
