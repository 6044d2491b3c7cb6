"""What the clients of other services have in common."""

import asyncio

import httpx

TIMEOUT = httpx.Timeout(connect=0.5, read=2, write=1, pool=0.5)
LIMITS = httpx.Limits(max_connections=20, max_keepalive_connections=10)
DEADLINE = 3  # seconds for a whole call, however slowly the answer trickles in


class Unavailable(Exception):
    """The service can't be reached, is too slow, or fails: later it may work."""


class Rejected(Exception):
    """The service does not accept what we sent, or answers what we do not understand: the same again won't work."""


async def call(client: httpx.AsyncClient, method: str, path: str, **arguments) -> httpx.Response:
    """One attempt, bounded in time."""
    try:
        async with asyncio.timeout(DEADLINE):
            response = await client.request(method, path, **arguments)
    except (httpx.TransportError, TimeoutError) as error:
        raise Unavailable(f"{client.base_url}: {type(error).__name__}") from error
    if response.status_code >= 500 or response.status_code == 429:
        raise Unavailable(f"{client.base_url}: status {response.status_code}")
    return response
