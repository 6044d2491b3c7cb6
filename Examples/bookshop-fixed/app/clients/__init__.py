from app.clients import billing, carrier, feeds


async def close_clients() -> None:
    await billing.client.aclose()
    await carrier.client.aclose()
    await feeds.client.aclose()
