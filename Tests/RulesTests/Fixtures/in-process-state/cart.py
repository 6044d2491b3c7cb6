from collections import defaultdict

from fastapi import FastAPI, HTTPException, WebSocket

app = FastAPI()

carts: dict[int, dict[int, int]] = defaultdict(dict)  # want in-process-state "PUT /cart/{user_id} writes it, GET /cart/{user_id} reads it"
attempts = {}  # want in-process-state "attempts lives in the memory of one process"
visits = 0  # want in-process-state "visits lives"
prices = {}
sockets = set()
tables = {}
unread = []


@app.get("/cart/{user_id}")
def read_cart(user_id: int):
    return carts[user_id]


@app.put("/cart/{user_id}")
def put_item(user_id: int, book: int, quantity: int):
    if quantity:
        carts[user_id][book] = quantity
    else:
        carts[user_id].pop(book, None)
    return {"ok": True}


@app.post("/login")
def login(name: str):
    if attempts.get(name, 0) > 5:
        raise HTTPException(429)
    attempts[name] = attempts.get(name, 0) + 1
    return {"ok": True}


@app.post("/visit")
def visit():
    global visits
    visits += 1
    return {"visits": visits}


@app.get("/visits")
def count_visits():
    return {"visits": visits}


# It is a cache: what is not there is made again.
@app.get("/prices/{book}")
def price(book: int):
    if book not in prices:
        prices[book] = book * 2
    return prices[book]


# It belongs to the process.
@app.websocket("/live")
async def live(socket: WebSocket):
    await socket.accept()
    sockets.add(socket)
    for other in sockets:
        await other.send_text("hello")


# Only start-up code writes it.
def register(name: str) -> None:
    tables[name] = name.upper()


register("books")


@app.get("/tables")
def list_tables():
    return list(tables)


# No request reads it.
@app.post("/ping")
def ping():
    unread.append("ping")
    return {"ok": True}


# Local names hide the module's.
@app.post("/local")
def local():
    tables = {}
    tables["a"] = 1
    return tables
