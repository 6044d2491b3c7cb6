import queue

from flask import Flask, request

app = Flask(__name__)
lines = queue.Queue()
open_lines = queue.Queue()  # want unbounded-queue-or-pool "takes whatever requests put in"


# What does not fit is refused.
@app.post("/lines")
def add():
    if lines.qsize() >= 10_000:
        return "busy", 503
    lines.put(request.get_data())
    return "", 202


@app.post("/open")
def add_open():
    open_lines.put(request.get_data())
    return "", 202
