"""What an error handler sends is no part of what is tried again."""

import smtplib
import time

import requests
from fastapi import FastAPI

app = FastAPI()


class Limited(Exception):
    pass


def tell_staff(error):
    smtplib.SMTP("mail.example", timeout=3).sendmail("a@b.example", ["staff@b.example"], str(error))


def read_state():
    answer = requests.get("https://node.example/state", timeout=3)
    if answer.status_code == 429:
        raise Limited
    return answer.json()


@app.get("/state")
def state():
    tries_left = 2
    while True:
        try:
            return read_state()
        except Limited as error:
            tell_staff(error)
            raise
        except requests.RequestException:
            tries_left -= 1
            if tries_left == 0:
                raise


def post_note():
    requests.post("https://node.example/notes", json={}, timeout=3)  # want retry-unsafe-write "post_twice may do"


@app.post("/notes")
def post_twice():
    for attempt in range(3):
        try:
            return post_note()
        except requests.RequestException:
            time.sleep(2**attempt)
