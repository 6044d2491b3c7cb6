import httpx


async def fetch_feed(url: str) -> list[dict]:
    async with httpx.AsyncClient() as client:
        response = await client.get(url, timeout=20)
        response.raise_for_status()
        return response.json()
