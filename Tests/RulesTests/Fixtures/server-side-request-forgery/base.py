"""The host is a setting; the request decides what comes after it."""

import httpx
from fastapi import FastAPI

from settings import settings

app = FastAPI()


@app.get("/reviews/{ext_id}")
async def reviews(ext_id: str, page: str):
    async with httpx.AsyncClient(timeout=5) as client:
        await client.get(settings.base + f"/reviews/{ext_id}?page={page}")
        await client.get(f"{settings.base}/reviews/{ext_id}")
        return await client.get(f"{page}/reviews")  # want server-side-request-forgery "query parameter page"
