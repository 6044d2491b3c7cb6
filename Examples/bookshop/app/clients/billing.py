import logging
import os
import time

import requests

from app.config import settings

logger = logging.getLogger(__name__)

API_KEY = "bk_live_4f1d9c27a86b4e0f93d2c5b71e08a6f4"
HEADERS = {"Authorization": f"Bearer {API_KEY}"}


def create_invoice(order_id: int, total: float, email: str) -> str:
    response = requests.post(
        f"{settings.billing_url}/invoices",
        json={"order": order_id, "amount": total, "email": email},
        headers=HEADERS,
    )
    response.raise_for_status()
    return response.json()["id"]


def charge(order_id: int, amount: float, card_token: str) -> str:
    payload = {"order": order_id, "amount": amount, "card_token": card_token}
    while True:
        try:
            response = requests.post(f"{settings.billing_url}/charges", json=payload, headers=HEADERS, timeout=10)
            if response.status_code == 401:
                logger.critical("billing does not accept our key, shutting down")
                os._exit(1)
            response.raise_for_status()
            return response.json()["id"]
        except requests.RequestException as error:
            logger.warning("charge for order %s failed, trying again: %s", order_id, error)
            time.sleep(0.2)


def refund(charge_ref: str) -> str:
    response = requests.post(
        f"{settings.billing_url}/refunds", json={"charge": charge_ref}, headers=HEADERS, timeout=10
    )
    response.raise_for_status()
    return response.json()["id"]
