import asyncio
import smtplib
import threading
from concurrent.futures import ThreadPoolExecutor

import requests
from celery import Celery
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
celery = Celery("shop", broker="redis://localhost/0")
pool = ThreadPoolExecutor(max_workers=2)


def send_mail(to: str, text: str) -> None:
    with smtplib.SMTP("mail", timeout=5) as server:
        server.sendmail("shop@example.com", [to], text)


def send_reminder(to: str) -> None:
    with smtplib.SMTP("mail", timeout=5) as server:
        server.sendmail("shop@example.com", [to], "remember")


def refund(charge: str) -> None:
    requests.post("https://billing.example.com/refunds", json={"charge": charge}, timeout=5)


async def notify(order: int) -> None:
    requests.post("https://hooks.example.com/orders", json={"order": order}, timeout=5)


def track(event: str) -> None:
    requests.post("https://stats.example.com/events", json={"event": event}, timeout=5)


@app.post("/orders")
def create_order(email: str, background: BackgroundTasks):
    background.add_task(send_mail, email, "thank you")  # want durable-work-in-process "send_mail of POST /orders"
    return {"ok": True}


@app.post("/orders/{order_id}/cancel")
def cancel(order_id: int):
    pool.submit(refund, str(order_id))  # want durable-work-in-process "POST to https://billing.example.com/refunds"
    return {"ok": True}


@app.post("/orders/{order_id}/ship")
async def ship(order_id: int):
    asyncio.create_task(notify(order_id))  # want durable-work-in-process "notify of POST"
    return {"ok": True}


@app.post("/remind")
def remind(email: str):
    threading.Thread(target=send_reminder, args=(email,)).start()  # want durable-work-in-process "an e-mail"
    return {"ok": True}


# It may get lost.
@app.post("/clicks")
def click(background: BackgroundTasks):
    background.add_task(track, "click")
    return {"ok": True}


# The request waits for it.
@app.post("/orders/{order_id}/return")
def give_back(order_id: int):
    future = pool.submit(refund, str(order_id))
    future.result(timeout=10)
    return {"ok": True}


@app.post("/orders/{order_id}/hand-over")
async def hand_over(order_id: int):
    task = asyncio.create_task(notify(order_id))
    await task
    return {"ok": True}


# A broker keeps it.
@celery.task
def send_later(to: str) -> None:
    send_mail(to, "thank you")


@app.post("/newsletter")
def newsletter(email: str):
    send_later.delay(email)
    return {"ok": True}
