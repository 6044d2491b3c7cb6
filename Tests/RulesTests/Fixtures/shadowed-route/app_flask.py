from flask import Flask

app = Flask(__name__)


@app.get("/orders/<order_id>")
def read(order_id):
    return {}


@app.get("/orders/export")
def export():
    return {}
