from typing import Annotated

from fastapi import APIRouter, Depends, Query

from app.clients import carrier
from app.deps import get_current_user
from app.schemas import QuoteOut, problems

router = APIRouter(
    prefix="/shipping", tags=["shipping"], responses=problems(401, 502), dependencies=[Depends(get_current_user)]
)


@router.get("/quote", response_model=QuoteOut)
async def quote(
    country: Annotated[str, Query(pattern="^[A-Z]{2}$")], weight: Annotated[int, Query(ge=1, le=30_000)] = 500
):
    rate = await carrier.get_rate(country, weight)
    return {"country": country, "weight": weight, "price": rate.price, "days": rate.days}
