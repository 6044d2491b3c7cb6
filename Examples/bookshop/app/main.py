import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, Depends, FastAPI
from fastapi.middleware.cors import CORSMiddleware

from app import activity, jobs
from app.deps import get_current_user
from app.routers import admin, auth, books, cart, documents, orders, shipping, users

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    activity.start()
    jobs.scheduler.start()
    yield
    jobs.scheduler.shutdown(wait=False)


app = FastAPI(title="Bookshop", version="1.6.0", lifespan=lifespan)

app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)

private = APIRouter(dependencies=[Depends(get_current_user)])
private.include_router(users.router)
private.include_router(books.router)
private.include_router(orders.router)
private.include_router(documents.router)

app.include_router(auth.router)
app.include_router(private)
app.include_router(cart.router)
app.include_router(shipping.router)
app.include_router(admin.router)
