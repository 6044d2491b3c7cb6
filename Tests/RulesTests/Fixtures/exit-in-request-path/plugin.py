"""A plug-in, which the service calls by its name."""

import os
import signal

from fastapi import FastAPI

app = FastAPI()


class Destination:
    def upload(self, name):
        if not name.endswith(".pem"):
            os._exit(1)  # want exit-in-request-path "Destination.upload ends the process" as warning
        return name

    def on_signal(self, number, frame):
        os._exit(0)


@app.get("/")
def home():
    signal.signal(signal.SIGTERM, Destination().on_signal)
    return {}
