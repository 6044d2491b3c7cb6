from flask import Flask, Response
from flask_login import login_required
from flask_sock import Sock
from flask_socketio import SocketIO, emit

app = Flask(__name__)
sock = Sock(app)
socketio = SocketIO(app)


@sock.route("/echo/<name>")  # $ endpoint="GET /echo/{name}" auth=none protocol=websocket
def echo(ws, name):
    while True:
        ws.send(ws.receive())


@sock.route("/private")  # $ endpoint="GET /private" auth=required protocol=websocket
@login_required
def private(ws):
    ws.send("hello")


@socketio.on("message")  # $ endpoint="MESSAGE /socket.io#message" auth=none protocol=websocket
def on_message(data):
    emit("message", data, broadcast=True)


@socketio.on("connect", namespace="/admin")  # $ endpoint="GET /socket.io/admin" auth=unknown protocol=websocket
def on_connect():
    if not known():
        return False


@socketio.on("reload", namespace="/admin")  # $ endpoint="MESSAGE /socket.io/admin#reload" auth=unknown protocol=websocket
def on_reload(data):
    emit("reloaded")


@socketio.event  # $ endpoint="MESSAGE /socket.io#join" auth=none protocol=websocket
def join(data):
    emit("joined", data)


@app.get("/stream")  # $ endpoint="GET /stream" auth=none protocol=sse
def stream():
    return Response(lines(), mimetype="text/event-stream")
