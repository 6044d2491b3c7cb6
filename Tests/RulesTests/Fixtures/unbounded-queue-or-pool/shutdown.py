"""A request that ends the process comes once; orders come for ever."""

import queue

from fastapi import FastAPI

app = FastAPI()
stops = queue.Queue()
orders = queue.Queue()  # want unbounded-queue-or-pool "queue.Queue takes whatever"


@app.post("/shutdown")
def shutdown():
    stops.put("now")


@app.post("/orders")
def order(number: int):
    orders.put(number)
