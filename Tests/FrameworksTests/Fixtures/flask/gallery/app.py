"""A gallery: folders of an application and of blueprints, below hooks."""

from flask import Blueprint, Flask, abort, request

tours = Blueprint(  # $ endpoint="GET /tours/maps/{path}" auth=none
    "tours", __name__, url_prefix="/tours", static_folder="files/maps"
)
# Without a folder a path serves nothing.
shop = Blueprint("shop", __name__, url_prefix="/shop", static_url_path="/cards")
archive = Blueprint("archive", __name__, static_folder="scans", static_url_path="/archive/scans")  # $ endpoint="GET /archive/scans/{path}" auth=required


@archive.before_request
def need_token():
    if "Authorization" not in request.headers:
        abort(401)


@tours.get("/")  # $ endpoint="GET /tours/" auth=none
def list_tours():
    return []


def make_app():
    app = Flask(__name__, static_url_path="/assets", static_folder="public")  # $ endpoint="GET /assets/{path}" auth=none
    app.register_blueprint(tours)
    app.register_blueprint(shop)
    app.register_blueprint(archive)
    return app
