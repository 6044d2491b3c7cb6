import time

import requests
from flask import Flask, jsonify

app = Flask(__name__)
URL = "https://carrier.example/rates"


# Each wait is longer than the one before it.
@app.get("/rates/linear")
def linear():
    for attempt in range(5):
        try:
            return jsonify(requests.get(URL, timeout=2).json())
        except requests.RequestException:
            time.sleep(0.5 * (attempt + 1))
    return "", 503


@app.get("/rates/added")
def added():
    delay = 0.5
    for _ in range(5):
        try:
            return jsonify(requests.get(URL, timeout=2).json())
        except requests.RequestException:
            time.sleep(delay)
            delay += 0.5
    return "", 503


@app.get("/rates/scaled")
def scaled():
    for _ in range(5):  # want retry-no-backoff "at a constant pace"
        try:
            return jsonify(requests.get(URL, timeout=2).json())
        except requests.RequestException:
            time.sleep(60 * 0.01)
    return "", 503
