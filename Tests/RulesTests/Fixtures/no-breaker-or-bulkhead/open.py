import requests
from fastapi import FastAPI

app = FastAPI()


def rate(country: str) -> dict:
    return requests.get("https://carrier.example/rates", timeout=2).json()  # want no-breaker-or-bulkhead "2 endpoints wait for other services"


@app.get("/quote")
def quote(country: str):
    return rate(country)


@app.post("/orders")
def order(country: str):
    return rate(country)
