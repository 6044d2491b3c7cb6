"""A helper counts the attempts, or nobody does."""

import time

import requests
from fastapi import FastAPI

app = FastAPI()


def check(attempt, most):
    if attempt > most:
        raise RuntimeError("too many attempts")


def signed():
    attempt = 1
    while True:
        try:
            return requests.get("https://signer.example/hash", timeout=3).json()
        except requests.RequestException:
            attempt += 1
            check(attempt, 5)
            time.sleep(2**attempt)


def stubborn():
    attempt = 1
    while True:  # want retry-unbounded "until it works"
        try:
            return requests.get("https://signer.example/key", timeout=3).json()
        except requests.RequestException:
            attempt += 1
            time.sleep(2**attempt)


@app.get("/hash")
def get_hash():
    return signed()


@app.get("/key")
def get_key():
    return stubborn()
