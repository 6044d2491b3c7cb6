import os

import asyncpg
import psycopg2
import redis
from fastapi import FastAPI
from sqlalchemy import create_engine

app = FastAPI()

engine = create_engine("postgresql+psycopg://shop@db/shop")  # want db-no-timeout "each statement may wait for ever for PostgreSQL"
local = create_engine("sqlite:///shop.db")
limited = create_engine(
    "postgresql+psycopg2://shop@db/shop",
    connect_args={"connect_timeout": 2, "options": "-c " + "statement_" + "timeout=2000", "read_timeout": 2},
)
by_url = create_engine("mysql+pymysql://shop@db/shop?connect_timeout=2&read_timeout=2")


@app.on_event("startup")
async def startup():
    app.state.pool = await asyncpg.create_pool("postgresql://shop@db/shop")  # want db-no-timeout "each statement may wait for ever for PostgreSQL"


async def limited_pool(**options):
    await asyncpg.create_pool("postgresql://shop@db/shop", command_timeout=2)
    await asyncpg.create_pool("postgresql://shop@db/shop", **options)


def connect():
    return psycopg2.connect("dbname=shop")  # want db-no-timeout "connecting and each statement may wait for ever for PostgreSQL"


def cache():
    return redis.Redis(host=os.environ["REDIS_HOST"], socket_timeout=1, socket_connect_timeout=1)


def by_hand():
    """Only a developer at a prompt calls it."""
    return psycopg2.connect("dbname=other")


@app.get("/orders")
def orders():
    return connect().cursor()
