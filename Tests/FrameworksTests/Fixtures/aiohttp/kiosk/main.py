"""A kiosk: a route table, lists of routes, a sub-application, middleware that guards."""

from aiohttp import web

routes = web.RouteTableDef()


@routes.get("/")  # $ endpoint="GET /" auth=none
async def index(request):
    return web.Response()


@routes.view("/sales/{id}")  # $ endpoint="GET /sales/{id}" auth=none endpoint="POST /sales/{id}" auth=none
class Sale(web.View):
    async def get(self):
        return web.Response()

    async def post(self):
        return web.Response()


@web.middleware
async def need_token(request, handler):
    if "Authorization" not in request.headers:
        raise web.HTTPUnauthorized()
    return await handler(request)


async def report(request):
    return web.Response()


def make_app():
    app = web.Application()
    app.add_routes(routes)
    app.router.add_post("/reports/{name:\\w+}", report)  # $ endpoint="POST /reports/{name}" auth=none
    staff = web.Application(middlewares=[need_token])
    staff.add_routes([web.get("/reports", report)])  # $ endpoint="GET /staff/reports" auth=required
    staff.router.add_static("/manuals/", "manuals")  # $ endpoint="GET /staff/manuals/{path}" auth=required
    app.add_subapp("/staff/", staff)
    app.add_routes([web.static("/posters", path="posters")])  # $ endpoint="GET /posters/{path}" auth=none
    return app
