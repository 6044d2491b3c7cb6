import os
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import harness  # noqa: E402


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("planted")


@pytest.fixture(scope="session")
def stub_server(folder):
    with harness.stubs(folder) as running:
        yield running


@pytest.fixture(autouse=True)
def stubs(stub_server):
    stub_server.reset()
    yield stub_server
    stub_server.reset()


@pytest.fixture(scope="session")
def run(stub_server, folder):
    """Starts another instance of the service on the same database."""

    def start(*arguments, **settings):
        defaults = stub_server.settings | {"ACTIVITY_LOG": str(folder / "activity.log")}
        return harness.service("bookshop", folder, defaults | settings, *arguments)

    return start


@pytest.fixture(scope="session")
def service(run):
    subprocess.run([sys.executable, "-m", "scripts.seed"], check=True, cwd=harness.EXAMPLES / "bookshop")
    with run() as running:
        yield running


@pytest.fixture(scope="session")
def anyone(service):
    return service.client()


@pytest.fixture(scope="session")
def alice(service):
    return service.login("alice@example.com", "alice-password")


@pytest.fixture(scope="session")
def bob(service):
    return service.login("bob@example.com", "bob-password")


@pytest.fixture(scope="session")
def admin(service):
    return service.login("admin@example.com", "admin-password")


@pytest.fixture(scope="session")
def db():
    """The database beside the service, as its superuser."""
    with psycopg.connect(user="postgres", autocommit=True) as connection:
        yield connection


@pytest.fixture
def order(alice):
    return place(alice)


def place(client, *lines):
    items = [{"book_id": book, "quantity": quantity} for book, quantity in lines or [(1, 1)]]
    return client.post("/orders", json={"items": items}).raise_for_status().json()


@pytest.fixture
def newcomer():
    return {"email": f"{uuid.uuid4().hex[:12]}@example.com", "name": "New", "password": "new-password"}


@pytest.fixture
def statements(db):
    """What the service asked the database while a function ran."""
    log = Path(os.environ["THROWAWAY_PGDATA"]).parent / "server.log"
    db.execute("ALTER SYSTEM SET log_statement = 'all'")
    db.execute("SELECT pg_reload_conf()")

    def during(action):
        harness.wait_until(lambda: db.execute("SHOW log_statement").fetchone()[0] == "all")
        before = log.stat().st_size
        action()
        with log.open(errors="replace") as text:
            text.seek(before)
            return text.read()

    yield during
    db.execute("ALTER SYSTEM RESET log_statement")
    db.execute("SELECT pg_reload_conf()")
