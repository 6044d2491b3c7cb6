import requests
from flask import Flask, request

app = Flask(__name__)


@app.get("/invoices")
def invoices():
    return requests.get("https://billing.example.com/v3/invoices", timeout=5).json()


@app.post("/invoices")
def add():
    return requests.post("https://billing.example.com/v3/invoices", json=request.json, timeout=5).json()


@app.get("/customers/<id>")
def customer(id):
    return {"id": id}
