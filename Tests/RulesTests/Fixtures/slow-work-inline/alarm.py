"""A mail that goes out only when something else has failed."""

import smtplib

import requests
from fastapi import FastAPI

app = FastAPI()


def mail(text: str):
    smtplib.SMTP("mail.example", timeout=3).sendmail("a@b.example", ["c@d.example"], text)


@app.post("/numbers/check")
def check(number: str):
    try:
        return requests.post("https://sms.example/test", json=number, timeout=3).json()
    except requests.RequestException as error:
        mail(str(error))  # want slow-work-inline "e-mail goes out" as note


@app.post("/orders")
def order(number: str):
    mail(number)  # want slow-work-inline "e-mail goes out" as warning
