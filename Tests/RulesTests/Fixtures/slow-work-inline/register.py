import smtplib
import threading

import requests
from celery import Celery
from fastapi import BackgroundTasks, FastAPI
from weasyprint import HTML

app = FastAPI()
celery = Celery("shop", broker="redis://localhost/0")


def send_mail(to: str, text: str) -> None:
    with smtplib.SMTP("mail", timeout=5) as server:
        server.sendmail("shop@example.com", [to], text)


def welcome(email: str) -> None:
    send_mail(email, "welcome")  # want slow-work-inline "POST /register answers only when an e-mail goes out"


@app.post("/register")
def register(email: str):
    welcome(email)
    return {"ok": True}


@app.post("/invoices")
def make_invoice(number: int):
    HTML(string=f"<h1>{number}</h1>").write_pdf(f"/invoices/{number}.pdf")  # want slow-work-inline "a PDF is made"
    return {"ok": True}


@app.post("/quotes")
def quote():
    rate = requests.get("https://rates.example.com", timeout=2).json()
    tax = requests.get("https://tax.example.com", timeout=2).json()
    carrier = requests.get("https://carrier.example.com", timeout=2).json()  # want slow-work-inline "makes 3 calls to other services"
    return [rate, tax, carrier]


# A flag decides whether a request waits for it.
class Sending(threading.Thread):
    def __init__(self, to: str) -> None:
        threading.Thread.__init__(self)
        self.to = to

    def run(self) -> None:
        send_mail(self.to, "hello")


def send(to: str, block: bool = False) -> None:
    sending = Sending(to)
    if block:
        sending.run()
    else:
        sending.start()


@app.post("/greet")
def greet(email: str):
    send(email)
    return {"ok": True}


# A job or a broker does it.
@celery.task
def welcome_later(email: str) -> None:
    send_mail(email, "welcome")


@app.post("/register-later")
def register_later(email: str):
    welcome_later.delay(email)
    return {"ok": True}


# No request waits for it.
@app.post("/remind")
def remind(email: str, background: BackgroundTasks):
    background.add_task(send_mail, email, "remember")
    return {"ok": True}
