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


class Boards:
    """Two applications; which one is at hand decides what it is given."""

    def __init__(self):
        self.public = web.Application()
        self.hidden = web.Application()

    @property
    def all(self):
        return {"public": self.public, "hidden": self.hidden}

    def build(self):
        for name in ["public", "hidden"]:
            self.register(self.all[name])
        self.public.add_subapp("/hidden", self.hidden)

    def register(self, app):
        app.router.add_get("/board", report)  # $ endpoint="GET /board" auth=none endpoint="GET /hidden/board" auth=none
        if app is self.hidden:
            app.router.add_get("/notes", report)  # $ endpoint="GET /hidden/notes" auth=none
            app.add_routes([web.get("/drafts", report)])  # $ endpoint="GET /hidden/drafts" auth=none
        if app is self.all["public"]:
            app.add_routes([web.get("/news", report)])  # $ endpoint="GET /news" auth=none
        else:
            app.add_routes([web.get("/leaks", report)])  # $ endpoint="GET /hidden/leaks" auth=none


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
