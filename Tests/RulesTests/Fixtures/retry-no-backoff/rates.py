import random
import time

import requests
from fastapi import FastAPI
from tenacity import retry, stop_after_attempt, wait_fixed, wait_random_exponential

app = FastAPI()
URL = "https://carrier.example/rates"


@app.get("/rates/loop")
def loop():
    for _ in range(5):  # want retry-no-backoff "at a constant pace"
        try:
            return requests.get(URL, timeout=2).json()
        except requests.RequestException:
            time.sleep(1)


@app.get("/rates/at-once")
def at_once():
    for _ in range(5):  # want retry-no-backoff "at once"
        try:
            return requests.get(URL, timeout=2).json()
        except requests.RequestException:
            continue


@retry(stop=stop_after_attempt(4), wait=wait_fixed(1))  # want retry-no-backoff "at a constant pace"
def fetch():
    return requests.get(URL, timeout=2).json()


@app.get("/rates/decorated")
def decorated():
    return fetch()


@retry(stop=stop_after_attempt(4), wait=wait_random_exponential(max=2))
def fetch_kindly():
    return requests.get(URL, timeout=2).json()


@app.get("/rates/kind")
def kind():
    return fetch_kindly()


@app.get("/rates/growing")
def growing():
    for attempt in range(4):
        try:
            return requests.get(URL, timeout=2).json()
        except requests.RequestException:
            time.sleep(2**attempt * random.uniform(0.5, 1))


@app.get("/rates/twice")
def twice():
    for _ in range(2):
        try:
            return requests.get(URL, timeout=2).json()
        except requests.RequestException:
            time.sleep(0.2)


@app.get("/rates/mirrors")
def mirrors():
    for mirror in ["https://a.example", "https://b.example", "https://c.example"]:
        try:
            return requests.get(mirror, timeout=2).json()
        except requests.RequestException:
            continue


def wait_for_carrier():
    while True:
        try:
            return requests.get(URL, timeout=2)
        except requests.RequestException:
            time.sleep(1)
