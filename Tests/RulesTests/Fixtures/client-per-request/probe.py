"""A probe opens a connection to see whether it can."""

import redis
from fastapi import FastAPI

app = FastAPI()


@app.get("/status")
def status():
    return redis.Redis.from_url("redis://cache").ping()  # want client-per-request "cache client" as note


@app.get("/orders")
def orders():
    return redis.Redis.from_url("redis://cache").get("orders")  # want client-per-request "cache client" as warning
