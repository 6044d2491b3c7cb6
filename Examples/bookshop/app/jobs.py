import logging
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import select

from app.config import settings
from app.db import SessionLocal
from app.models import Order
from app.services.stock import give_back

logger = logging.getLogger(__name__)

scheduler = BackgroundScheduler(timezone="UTC")


@scheduler.scheduled_job("interval", seconds=settings.cleanup_every_seconds)
def cancel_unpaid_orders() -> None:
    """Orders that nobody paid for give their books back."""
    oldest = datetime.now(UTC) - timedelta(minutes=settings.unpaid_after_minutes)
    with SessionLocal() as db:
        for order in db.scalars(select(Order).where(Order.status == "new", Order.created_at < oldest)).all():
            give_back(order)
            order.status = "expired"
            logger.info("order %s expired unpaid", order.id)
        db.commit()
