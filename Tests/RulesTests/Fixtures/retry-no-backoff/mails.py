"""A mail that is tried three times, a second apart, is no storm."""

import smtplib
import time

import requests
from fastapi import FastAPI

app = FastAPI()


@app.post("/mails")
def send(text: str):
    for attempt in range(3):  # want retry-no-backoff "at a constant pace" as note
        try:
            return smtplib.SMTP("mail.example", timeout=3).sendmail("a@b.example", ["c@d.example"], text)
        except smtplib.SMTPServerDisconnected:
            time.sleep(1)


@app.get("/state")
def state():
    for attempt in range(3):  # want retry-no-backoff "at a constant pace" as warning
        try:
            return requests.get("https://node.example/state", timeout=3).json()
        except requests.RequestException:
            time.sleep(1)
