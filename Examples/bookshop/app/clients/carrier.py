import requests

from app.config import settings


def get_rate(country: str, weight: int) -> dict:
    response = requests.get(
        f"{settings.carrier_url}/rates",
        params={"country": country, "weight": weight},
        timeout=5,
        verify=False,
    )
    response.raise_for_status()
    return response.json()
