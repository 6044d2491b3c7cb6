from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from app.clients import close_clients
from app.config import settings
from app.db import engine
from app.errors import add_error_handlers
from app.observability import RequestLog, configure_logging
from app.routers import admin, auth, books, cart, documents, health, orders, shipping, users

configure_logging()


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    """uvicorn stops listening and lets the requests in flight end before the part after `yield` runs."""
    yield
    await close_clients()
    await engine.dispose()


app = FastAPI(title="Bookshop", version="2.0.0", lifespan=lifespan, max_body_size=64 * 1024)

if settings.cors_origins:
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.cors_origins,
        allow_methods=["GET", "POST", "PUT", "PATCH"],
        allow_headers=["Authorization", "Content-Type", "Idempotency-Key"],
    )
app.add_middleware(RequestLog)
add_error_handlers(app)

app.include_router(health.router)
app.include_router(auth.router)
app.include_router(users.router)
app.include_router(books.router)
app.include_router(cart.router)
app.include_router(orders.router)
app.include_router(shipping.router)
app.include_router(documents.router)
app.include_router(admin.router)
