import requests
from fastapi import FastAPI

app = FastAPI()


@app.get("/quote")
def quote(country: str):
    return requests.get("https://carrier.example/rates", timeout=2).json()


@app.get("/orders")
def orders():
    return []
