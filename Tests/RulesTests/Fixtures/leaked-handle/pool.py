from fastapi import FastAPI
from psycopg2.pool import ThreadedConnectionPool

app = FastAPI()
pool = ThreadedConnectionPool(1, 10, "dbname=shop connect_timeout=2")


@app.get("/orders")
def orders():
    connection = pool.getconn()  # MISSING: want leaked-handle "is not closed on every way out"
    cursor = connection.cursor()
    cursor.execute("SELECT id FROM orders LIMIT 50")
    rows = cursor.fetchall()
    if not rows:
        return []
    pool.putconn(connection)
    return rows


@app.get("/stock")
def stock():
    connection = pool.getconn()
    try:
        cursor = connection.cursor()
        cursor.execute("SELECT id FROM stock LIMIT 50")
        return cursor.fetchall()
    finally:
        pool.putconn(connection)
