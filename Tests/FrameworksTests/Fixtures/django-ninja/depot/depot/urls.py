from django.urls import path
from ninja import NinjaAPI

from stock.api import returns
from stock.auth import Token

api = NinjaAPI(auth=Token())
api.add_router("/items", "stock.api.router")
api.add_router("/returns/", returns, auth=None)


@api.get("/health", auth=None)  # $ endpoint="GET /api/health" auth=none
def health(request):
    return {}


@api.api_operation(["POST", "PATCH"], "/bulk")  # $ endpoint="POST /api/bulk" auth=required endpoint="PATCH /api/bulk" auth=required
def bulk(request):
    return {}


urlpatterns = [path("api/", api.urls)]
