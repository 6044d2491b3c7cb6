# The scheduler is a process of its own.
from apscheduler.schedulers.blocking import BlockingScheduler

from jobs import send_invoices

clock = BlockingScheduler()
clock.add_job(send_invoices, "interval", hours=1)
clock.start()
