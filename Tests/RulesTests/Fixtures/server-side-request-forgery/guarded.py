"""The address is checked by a function, by the client's own transport, or below an address that is set."""

import httpx
import jwt
from fastapi import FastAPI

from guards import check_callback_url, validate_public_url
from settings import settings

app = FastAPI()
users = httpx.AsyncClient(base_url="https://users.example", timeout=5)


class PublicOnly(httpx.AsyncBaseTransport):
    async def handle_async_request(self, request):
        if request.url.host not in settings.hosts:
            raise ValueError("private address")
        return await httpx.AsyncHTTPTransport().handle_async_request(request)


async def fetch(client: httpx.AsyncClient, url: str):
    return await client.get(url)


@app.post("/preview")
async def preview(url: str):
    async with httpx.AsyncClient(transport=PublicOnly(), timeout=5) as client:
        await client.head(url)
        return await fetch(client, url)


@app.post("/crawl")
async def crawl(url: str):
    address = validate_public_url(url)
    return httpx.get(str(address), timeout=5).text


@app.post("/hook")
async def hook(url: str):
    check_callback_url(url)
    return httpx.get(url, timeout=5).text


@app.post("/unchecked")
async def unchecked(url: str):
    return httpx.get(url, timeout=5).text  # want server-side-request-forgery "query parameter url"


@app.get("/users/{name}")
async def user(name: str):
    return (await users.get(f"/users/{name}")).json()


@app.get("/rate/{currency}")
async def rate(currency: str):
    return httpx.get(settings.rates_url.format(currency=currency), timeout=5).json()


@app.get("/shared")
async def shared(token: str):
    payload = jwt.decode(token, settings.key, algorithms=["HS256"])
    return httpx.get(payload["url"], timeout=5).text
