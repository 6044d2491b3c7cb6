import ssl
from decimal import Decimal

import httpx
from circuitbreaker import CircuitBreaker
from pydantic import BaseModel, ValidationError

from app.clients.upstream import LIMITS, TIMEOUT, Rejected, Unavailable, call
from app.config import settings

client = httpx.AsyncClient(
    base_url=settings.carrier_url,
    timeout=TIMEOUT,
    limits=LIMITS,
    verify=ssl.create_default_context(cafile=settings.carrier_ca),
)
breaker = CircuitBreaker(failure_threshold=5, recovery_timeout=10, expected_exception=Unavailable, name="carrier")


class Rate(BaseModel):
    price: Decimal
    days: int


@breaker
async def get_rate(country: str, weight: int) -> Rate:
    response = await call(client, "GET", "/rates", params={"country": country, "weight": weight})
    if response.status_code != 200:
        raise Rejected(f"the carrier answered {response.status_code}")
    try:
        return Rate.model_validate_json(response.content)
    except ValidationError as error:
        raise Rejected("the carrier answered without a rate") from error
