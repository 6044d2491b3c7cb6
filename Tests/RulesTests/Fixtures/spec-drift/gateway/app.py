"""A gateway before it asks for the credentials that the document demands."""

from flask import Flask

app = Flask(__name__)


@app.get("/stamps")
def stamps():
    return []


@app.get("/stamps/<id>")
def stamp(id):
    return {"id": id}


@app.put("/stamps/<id>")
def change(id):
    return {"id": id}


@app.get("/albums")
def albums():
    return []
