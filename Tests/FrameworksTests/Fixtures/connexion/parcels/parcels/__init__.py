import connexion
from connexion.resolver import RestyResolver


def create_app():
    app = connexion.FlaskApp(__name__, specification_dir="../api/")
    app.add_api("openapi.yaml", base_path="/v1", resolver=RestyResolver("handlers"))
    return app
