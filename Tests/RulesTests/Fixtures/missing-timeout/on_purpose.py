"""Streams that are meant to stay open, and calls that nobody thought about."""

import httpx
import requests
from fastapi import FastAPI

app = FastAPI()
client = httpx.AsyncClient(base_url="https://node.example")


@app.post("/invoices/watch")
async def watch():
    async with client.stream("GET", "/invoices", timeout=None) as lines:  # want missing-timeout "stream" as note
        return [line async for line in lines.aiter_lines()]


@app.post("/invoices")
def pay():
    return requests.post("https://node.example/pay").json()  # want missing-timeout "requests.post" as error
