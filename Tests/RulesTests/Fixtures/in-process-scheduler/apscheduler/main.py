from contextlib import asynccontextmanager

from fastapi import FastAPI

import jobs


@asynccontextmanager
async def lifespan(_: FastAPI):
    jobs.scheduler.start()
    jobs.rates_clock.start()
    jobs.locked_clock.start()
    yield
    jobs.scheduler.shutdown(wait=False)


app = FastAPI(lifespan=lifespan)


@app.get("/invoices/{invoice_id}")
def get_invoice(invoice_id: int):
    return {"id": invoice_id}
