import random
import time

import backoff
import requests
from fastapi import FastAPI
from tenacity import retry, stop_after_delay, wait_random_exponential

app = FastAPI()
URL = "https://billing.example/invoices/1"


def load():
    while True:  # want retry-unbounded "until it works"
        try:
            return requests.get(URL, timeout=2).json()
        except requests.RequestException:
            time.sleep(random.uniform(1, 2))


@app.get("/invoice")
def invoice():
    return load()


@retry(wait=wait_random_exponential(max=5))  # want retry-unbounded "until it works"
def stubborn():
    return requests.get(URL, timeout=2).json()


@backoff.on_exception(backoff.expo, requests.RequestException)  # want retry-unbounded "until it works"
def stubborn_too():
    return requests.get(URL, timeout=2).json()


@backoff.on_exception(backoff.expo, requests.RequestException, max_tries=3)
def patient():
    return requests.get(URL, timeout=2).json()


@retry(wait=wait_random_exponential(max=5), stop=stop_after_delay(5))
def limited():
    return requests.get(URL, timeout=2).json()


@app.get("/invoices")
def invoices():
    return [stubborn(), stubborn_too(), patient(), limited(), counted()]


def counted():
    attempt = 0
    while True:
        try:
            return requests.get(URL, timeout=2).json()
        except requests.RequestException:
            attempt += 1
            if attempt > 3:
                raise
            time.sleep(2**attempt)


def wait_for_billing():
    while True:
        try:
            return requests.get(URL, timeout=2)
        except requests.RequestException:
            time.sleep(1)


def consume(queue):
    while True:
        try:
            message = queue.get()
            requests.post("https://billing.example/invoices", json=message, timeout=2)
        except requests.RequestException:
            time.sleep(1)
