import redis
from fastapi import FastAPI

app = FastAPI()
cache = redis.Redis(host="cache")  # want db-no-timeout "connecting and each command may wait for ever for Redis"
limited = redis.Redis(host="cache", socket_timeout=1)


@app.get("/orders")
def orders():
    return []
