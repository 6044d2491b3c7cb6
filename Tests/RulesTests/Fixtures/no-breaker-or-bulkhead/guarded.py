import requests
from circuitbreaker import circuit
from fastapi import FastAPI

app = FastAPI()


@circuit(failure_threshold=5)
def rate(country: str) -> dict:
    return requests.get("https://carrier.example/rates", timeout=2).json()


@app.get("/quote")
def quote(country: str):
    return rate(country)


@app.post("/orders")
def order(country: str):
    return rate(country)
