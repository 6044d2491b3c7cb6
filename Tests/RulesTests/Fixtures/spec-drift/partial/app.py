"""Most of it is for the project's own front end; the document is for partners, and has what they may use."""

from flask import Flask

app = Flask(__name__)


@app.get("/api/v1/maps")
def maps():
    return []


@app.get("/api/v1/maps/<id>")
def one(id):
    return {"id": id}


@app.get("/api/v1/maps/<id>/tiles")
def tiles(id):
    return []


@app.post("/api/v1/maps")
def add():
    return {}


@app.get("/api/v1/maps/<id>/legend")
def legend(id):
    return {}


@app.post("/api/v1/maps/<id>/legend")
def change_legend(id):
    return {}


@app.post("/api/v1/maps/<id>/share")
def share(id):
    return {}


@app.delete("/api/v1/maps/<id>")
def remove(id):
    return {}
