"""Flask-AppBuilder: routes below the base of their class."""

from flask_appbuilder import BaseView
from flask_appbuilder.api import BaseApi, expose
from flask_appbuilder.security.decorators import has_access, protect


class TicketApi(BaseApi):
    resource_name = "ticket"

    @expose("/<int:pk>/replies", methods=("GET",))  # $ endpoint="GET /api/v1/ticket/{pk}/replies" auth=required
    @protect()
    def replies(self, pk):
        return {}

    @expose("/", methods=["POST"])  # $ endpoint="POST /api/v1/ticket/" auth=none
    def create(self):
        return {}


class Board(BaseView):
    route_base = "/boards"

    @expose("/list/")  # $ endpoint="GET /boards/list/" auth=required
    @has_access
    def list(self):
        return ""


class Plain(BaseView):
    @expose("/about")  # $ endpoint="GET /plain/about" auth=none
    def about(self):
        return ""
