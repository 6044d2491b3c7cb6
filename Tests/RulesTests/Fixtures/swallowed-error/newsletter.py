import logging
import smtplib

import requests
from fastapi import FastAPI

app = FastAPI()
logger = logging.getLogger(__name__)


def deliver(message) -> None:
    with smtplib.SMTP("mail.example", timeout=5) as smtp:
        smtp.send_message(message)


@app.post("/newsletter")
def subscribe(message: dict):
    try:
        deliver(message)
    except Exception:  # noqa: S110, want swallowed-error "catches Exception of smtplib.SMTP.send_message"
        pass
    return {"ok": True}


@app.post("/newsletter/sync")
def sync(emails: list[str]):
    for email in emails:
        try:
            requests.post("https://crm.example/contacts", json={"email": email}, timeout=2)
        except requests.RequestException:  # noqa: S110, want swallowed-error "catches requests.RequestException of requests.post"
            continue
    return {"ok": True}


@app.post("/newsletter/logged")
def logged(message: dict):
    try:
        deliver(message)
    except Exception:
        logger.exception("a mail was not sent")
    return {"ok": True}


@app.post("/newsletter/answered")
def answered(message: dict):
    try:
        deliver(message)
    except smtplib.SMTPException:
        return {"ok": False}
    return {"ok": True}


@app.post("/newsletter/raised")
def raised(message: dict):
    try:
        deliver(message)
    except Exception as error:
        raise RuntimeError("mail") from error


@app.post("/newsletter/optional")
def optional(email: str):
    try:
        requests.post("https://stats.example/events", json={"email": email}, timeout=1)
    except Exception:
        # Statistics are nice to have: a lost event costs nothing.
        pass
    return {"ok": True}


@app.get("/newsletter/page")
def page(number: str):
    result = 1
    try:
        result = int(number)
    except Exception:
        pass
    return result


@app.get("/newsletter/known")
def known(settings: dict):
    try:
        requests.post(settings["hook"], timeout=1)
    except KeyError:
        pass
    return {"ok": True}


def close(session: requests.Session) -> None:
    try:
        session.post("https://crm.example/logout", timeout=1)
    except Exception:
        pass
