from decimal import Decimal

import httpx
from circuitbreaker import CircuitBreaker
from pydantic import BaseModel, Field, ValidationError
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from app.clients.upstream import LIMITS, TIMEOUT, Rejected, Unavailable, call
from app.config import settings

client = httpx.AsyncClient(
    base_url=settings.billing_url,
    headers={"Authorization": f"Bearer {settings.billing_key.get_secret_value()}"},
    timeout=TIMEOUT,
    limits=LIMITS,
)
breaker = CircuitBreaker(failure_threshold=5, recovery_timeout=10, expected_exception=Unavailable, name="billing")


class Reference(BaseModel):
    id: str = Field(max_length=40)


class Declined(Exception):
    """The card can't be charged."""


@breaker
async def _call(method: str, path: str, key: str, **arguments) -> httpx.Response:
    return await call(client, method, path, headers={"Idempotency-Key": key}, **arguments)


def _reference(response: httpx.Response) -> str:
    if response.status_code not in (200, 201):
        raise Rejected(f"billing answered {response.status_code}")
    try:
        return Reference.model_validate_json(response.content).id
    except ValidationError as error:
        raise Rejected("billing answered without a reference") from error


@retry(
    retry=retry_if_exception_type(Unavailable),
    stop=stop_after_attempt(2),
    wait=wait_random_exponential(multiplier=0.1, max=0.5),
    reraise=True,
)
async def charge(payment_id: int, order_id: int, amount: Decimal, card_token: str) -> str:
    """Charges once per payment: billing answers a repeated key with the first charge."""
    body = {"order": order_id, "amount": str(amount), "card_token": card_token}
    response = await _call("POST", "/charges", key=f"payment-{payment_id}", json=body)
    if response.status_code == 402:
        raise Declined
    return _reference(response)


async def find_charge(payment_id: int) -> str | None:
    """The charge that was made for a payment, if there is one."""
    key = f"payment-{payment_id}"
    response = await _call("GET", f"/charges/{key}", key=key)
    return None if response.status_code == 404 else _reference(response)


async def create_invoice(message_id: int, order_id: int, total: str, email: str) -> str:
    body = {"order": order_id, "amount": total, "email": email}
    return _reference(await _call("POST", "/invoices", key=f"invoice-{message_id}", json=body))


async def refund(message_id: int, charge_ref: str) -> str:
    return _reference(await _call("POST", "/refunds", key=f"refund-{message_id}", json={"charge": charge_ref}))
