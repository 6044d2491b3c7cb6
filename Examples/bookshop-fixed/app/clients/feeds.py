import asyncio
from decimal import Decimal

import httpx
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from app.clients.upstream import LIMITS, TIMEOUT, Rejected, Unavailable
from app.config import settings

LARGEST_FEED = 2_000_000  # bytes
DEADLINE = 20  # seconds

client = httpx.AsyncClient(timeout=TIMEOUT, limits=LIMITS, follow_redirects=False)


class FeedEntry(BaseModel):
    isbn: str = Field(pattern="^[0-9]{9,12}[0-9X]$")
    title: str = Field(min_length=1, max_length=300, pattern=r"^[^\x00]*$")
    author: str = Field(min_length=1, max_length=200, pattern=r"^[^\x00]*$")
    price: Decimal = Field(ge=0, le=10_000, decimal_places=2)


Feed = TypeAdapter(list[FeedEntry])


async def fetch_feed(publisher: str) -> list[FeedEntry]:
    """The books of a publisher whose address is configured."""
    body = bytearray()
    try:
        async with asyncio.timeout(DEADLINE), client.stream("GET", str(settings.publishers[publisher])) as response:
            if response.status_code != 200:
                raise Unavailable(f"the feed of {publisher}: status {response.status_code}")
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > LARGEST_FEED:
                    raise Rejected(f"the feed of {publisher} is larger than {LARGEST_FEED} bytes")
    except (httpx.TransportError, TimeoutError) as error:
        raise Unavailable(f"the feed of {publisher}: {type(error).__name__}") from error
    try:
        return Feed.validate_json(bytes(body))
    except ValidationError as error:
        raise Rejected(f"the feed of {publisher} is malformed") from error
