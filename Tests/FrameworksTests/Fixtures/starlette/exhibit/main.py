"""An exhibit: routes and folders in one list."""

from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles


async def pieces(request):
    return JSONResponse([])


app = Starlette(
    routes=[
        Route("/pieces", pieces),  # $ endpoint="GET /pieces" auth=none
        Mount("/images", app=StaticFiles(directory="images")),  # $ endpoint="GET /images/{path}" auth=none
    ]
)
