import uuid

import requests
from fastapi import FastAPI
from tenacity import retry, stop_after_attempt, wait_random_exponential

app = FastAPI()
BILLING = "https://billing.example"


@retry(stop=stop_after_attempt(3), wait=wait_random_exponential(max=2))
def charge(order: dict):
    return requests.post(f"{BILLING}/charges", json=order, timeout=2)  # want retry-unsafe-write "may do https://billing.example/charges more than once"


@retry(stop=stop_after_attempt(3), wait=wait_random_exponential(max=2))
def charge_once(order: dict, key: str):
    return requests.post(f"{BILLING}/charges", json=order, headers={"Idempotency-Key": key}, timeout=2)


@retry(stop=stop_after_attempt(3), wait=wait_random_exponential(max=2))
def find(order_id: int):
    return requests.get(f"{BILLING}/charges/{order_id}", timeout=2)


@retry(stop=stop_after_attempt(3), wait=wait_random_exponential(max=2))
def store(order_id: int, address: dict):
    return requests.put(f"{BILLING}/customers/{order_id}", json=address, timeout=2)


@retry(stop=stop_after_attempt(3), wait=wait_random_exponential(max=2))
def token():
    return requests.post(f"{BILLING}/oauth/token", timeout=2)


@app.post("/orders/{order_id}/pay")
def pay(order_id: int, order: dict):
    token()
    store(order_id, order)
    if find(order_id).ok:
        charge_once(order, str(uuid.uuid4()))
    return charge(order)


def send(method: str, path: str, **options):
    return requests.request(method, BILLING + path, timeout=2, **options)


@retry(stop=stop_after_attempt(3), wait=wait_random_exponential(max=2))
def charge_with_key(order: dict):
    return send("POST", "/charges", json=order, headers={"Idempotency-Key": order["key"]})


@app.post("/orders/{order_id}/charge")
def charge_later(order: dict):
    return charge_with_key(order)
