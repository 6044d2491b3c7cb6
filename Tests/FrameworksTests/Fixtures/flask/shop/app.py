"""A shop: an application factory, nested blueprints, class views, hooks, resources."""

from flask import Blueprint, Flask, abort, g, jsonify, redirect, request, session, url_for
from flask.views import MethodView
from flask_login import login_required
from flask_restful import Api, Resource

from guards import admin_only, optional_user, signed_in, validated

orders = Blueprint("orders", __name__, url_prefix="/orders")
lines = Blueprint("lines", __name__, url_prefix="/lines")
admin = Blueprint("admin", __name__)
forgotten = Blueprint("forgotten", __name__, url_prefix="/forgotten")


@orders.route("/")  # $ endpoint="GET /shop/orders/" auth=none
def list_orders():
    return jsonify([])


@orders.route("/<int:order_id>", methods=["GET", "DELETE"])  # $ endpoint="GET /shop/orders/{order_id}" auth=required endpoint="DELETE /shop/orders/{order_id}" auth=required
@signed_in
def one_order(order_id):
    return jsonify(order_id)


@orders.post("/")  # $ endpoint="POST /shop/orders/" auth=optional
@optional_user
@validated
def create_order():
    return jsonify({}), 201


@lines.get("/<path:key>")  # $ endpoint="GET /shop/orders/lines/{key}" auth=none
def one_line(key):
    return key


# The guard stands above the route: what is registered is not guarded.
@signed_in
@orders.get("/leaky")  # $ endpoint="GET /shop/orders/leaky" auth=none
def leaky():
    return ""


@forgotten.get("/x")
def never_registered():
    return ""


@admin.before_request
def only_admins():
    if request.endpoint == "admin.sign_in":
        return None
    if not session.get("user_id"):
        return redirect(url_for("admin.sign_in"))
    return None


@admin.route("/sign-in", methods=["POST"])  # $ endpoint="POST /admin/sign-in" auth=none
def sign_in():
    if request.form["password"] != "x":
        abort(400)
    session["user_id"] = 1
    return ""


@admin.route("/users")  # $ endpoint="GET /admin/users" auth=required
def users():
    return ""


class Stock(MethodView):
    decorators = [login_required]

    def get(self, item):
        return item

    def put(self, item):
        return item


class Prices(Resource):
    method_decorators = {"post": [admin_only]}

    def get(self):
        return []

    def post(self):
        return {}


def by_hand():
    if "user" not in g:
        abort(401)
    return ""


def create_app():
    app = Flask(__name__)
    orders.register_blueprint(lines)
    app.register_blueprint(orders, url_prefix="/shop/orders")
    app.register_blueprint(admin, url_prefix="/admin")
    app.add_url_rule("/stock/<item>", view_func=Stock.as_view("stock"))  # $ endpoint="GET /stock/{item}" auth=required endpoint="PUT /stock/{item}" auth=required
    app.add_url_rule("/by-hand", view_func=by_hand)  # $ endpoint="GET /by-hand" auth=required
    api = Api(app, prefix="/api")
    api.add_resource(Prices, "/prices")  # $ endpoint="GET /api/prices" auth=none endpoint="POST /api/prices" auth=required
    return app
