from fastapi import FastAPI
from sqlalchemy import create_engine, text

app = FastAPI()
engine = create_engine("postgresql://db/shop?connect_timeout=2")


@app.post("/moves")
def move():
    connection = engine.connect()
    transaction = connection.begin()  # MISSING: want tx-not-closed "leaves its transaction open on some way out"
    connection.execute(text("UPDATE stock SET amount = amount - 1"))
    transaction.commit()


@app.post("/returns")
def give_back():
    with engine.begin() as connection:
        connection.execute(text("UPDATE stock SET amount = amount + 1"))
