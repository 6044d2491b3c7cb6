import asyncio
import logging

from fastapi import APIRouter, HTTPException
from sqlalchemy import text

from app.db import SessionLocal
from app.schemas import Health, problems

router = APIRouter(prefix="/health", tags=["health"])
logger = logging.getLogger(__name__)


@router.get("/live", response_model=Health)
async def live():
    """The process answers. It depends on nothing else: restarting it would not mend the database."""
    return {"status": "alive"}


@router.get("/ready", response_model=Health, responses=problems())
async def ready():
    """The database answers too, so that requests may come."""
    try:
        async with asyncio.timeout(1), SessionLocal() as db:
            await db.execute(text("SELECT 1"))
    except Exception as error:
        logger.warning("not ready: %s: %s", type(error).__name__, error)
        raise HTTPException(503, "the database does not answer") from error
    return {"status": "ready"}
