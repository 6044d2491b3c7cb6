import redis
from fastapi import FastAPI

app = FastAPI()
cache = redis.Redis(host="cache")
limited = redis.Redis(host="cache", socket_timeout=1)


@app.get("/orders")
def orders():
    return []
