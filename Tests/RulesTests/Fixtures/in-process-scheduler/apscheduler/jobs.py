import requests
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import create_engine, delete, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

engine = create_engine("postgresql:///shop")
SessionLocal = sessionmaker(engine)
scheduler = BackgroundScheduler(timezone="UTC")
rates_clock = BackgroundScheduler(timezone="UTC")
locked_clock = BackgroundScheduler(timezone="UTC")
rates = {}


class Base(DeclarativeBase):
    pass


class Invoice(Base):
    __tablename__ = "invoices"
    id: Mapped[int] = mapped_column(primary_key=True)


@scheduler.scheduled_job("interval", seconds=60)  # want in-process-scheduler "cancel_unpaid and 1 more runs in every process"
def cancel_unpaid() -> None:
    with SessionLocal() as db:
        db.execute(delete(Invoice))
        db.commit()


def send_invoices() -> None:
    requests.post("https://billing.example.com/invoices", timeout=5)


scheduler.add_job(send_invoices, "cron", hour=3)


# Nothing that the job does lasts.
@rates_clock.scheduled_job("interval", seconds=60)
def refresh_rates() -> None:
    rates.update(requests.get("https://rates.example.com", timeout=5).json())


# The job takes a lock.
@locked_clock.scheduled_job("interval", seconds=60)
def expire() -> None:
    with SessionLocal() as db:
        if not db.scalar(text("SELECT pg_try_advisory_lock(7)")):
            return
        db.execute(delete(Invoice))
        db.commit()
