import asyncio
import queue
import threading
from concurrent.futures import ThreadPoolExecutor

from fastapi import FastAPI

app = FastAPI()
lines = queue.Queue()  # want unbounded-queue-or-pool "queue.Queue takes whatever requests put in"
bounded = queue.Queue(maxsize=1000)
pool = ThreadPoolExecutor(max_workers=2)  # want unbounded-queue-or-pool "ThreadPoolExecutor takes whatever"
answers = ThreadPoolExecutor(max_workers=2)
unused = queue.Queue()


def record(text: str) -> None:
    lines.put(text)


def write_lines() -> None:
    while True:
        print(lines.get())


@app.post("/orders")
def create_order():
    record("order")
    return {"ok": True}


@app.post("/orders/{order_id}/cancel")
def cancel(order_id: int):
    pool.submit(print, order_id)
    return {"ok": True}


# It has a bound.
@app.post("/bounded")
def put_bounded():
    bounded.put_nowait("order")
    return {"ok": True}


# The request waits for what it put in.
@app.post("/wait")
def wait():
    future = answers.submit(print, 1)
    return {"answer": future.result(timeout=5)}


# It lives as long as one request.
@app.get("/stream")
async def stream():
    events = asyncio.Queue()
    await events.put("hello")
    return {"first": await events.get()}


# No request puts anything in.
def housekeeping() -> None:
    unused.put("tick")


threading.Thread(target=write_lines, daemon=True).start()
