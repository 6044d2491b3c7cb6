import logging
from concurrent.futures import ThreadPoolExecutor

import requests
from fastapi import FastAPI

app = FastAPI()
logger = logging.getLogger(__name__)
pool = ThreadPoolExecutor(max_workers=2)


def refund(charge: str) -> None:
    requests.post("https://billing.example/refunds", json={"charge": charge}, timeout=5).raise_for_status()


def refund_or_log(charge: str) -> None:
    try:
        requests.post("https://billing.example/refunds", json={"charge": charge}, timeout=5).raise_for_status()
    except requests.RequestException:
        logger.exception("charge %s was not refunded", charge)


def note(charge: str) -> None:
    logger.info("charge %s is to be refunded", charge)


@app.post("/orders/{order_id}/cancel")
def cancel(order_id: int, charge: str):
    pool.submit(refund, charge)  # want async-handler-escapes "nobody learns when refund fails"
    pool.submit(refund_or_log, charge)
    pool.submit(note, charge)
    kept = pool.submit(refund, charge)
    kept.result(timeout=10)
    return {"id": order_id}
