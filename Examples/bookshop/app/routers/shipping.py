from fastapi import APIRouter

from app.clients import carrier

router = APIRouter(prefix="/shipping", tags=["shipping"])


@router.get("/quote")
async def quote(country: str, weight: int = 500):
    rate = carrier.get_rate(country, weight)
    return {"country": country, "weight": weight, "price": float(rate["price"]), "days": rate["days"]}
