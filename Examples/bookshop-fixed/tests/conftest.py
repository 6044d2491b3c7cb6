import json
import os
import subprocess
import sys
import time
import uuid
from pathlib import Path

import psycopg
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))

import harness  # noqa: E402

PASSWORD = os.environ["SEED_PASSWORD"]


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("bookshop")


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
def settings(stub_server):
    return stub_server.settings | {
        "SMTP_STARTTLS": "false",
        "CARRIER_CA": str(stub_server.certificate),
        "PUBLISHERS": json.dumps({name: f"{stub_server.url}/feeds/{name}" for name in ("acme", "penguin")}),
        "CORS_ORIGINS": '["https://shop.example"]',
        "LOGINS_PER_MINUTE": "20",
    }


@pytest.fixture(scope="session")
def run(settings, folder):
    """Starts an instance of the service."""

    def start(*arguments, **other):
        return harness.service("bookshop-fixed", folder, settings | other, *arguments)

    return start


@pytest.fixture(scope="session")
def service(run, settings):
    """Two workers, so that what they must share shows."""
    subprocess.run([sys.executable, "-m", "scripts.seed"], check=True, env=os.environ | settings)
    with run("--workers", "2") as running:
        yield running


@pytest.fixture(scope="session")
def worker(service, settings, folder):
    output = (folder / "worker.log").open("wb")
    process = subprocess.Popen([sys.executable, "-m", "app.worker"], env=os.environ | settings, stdout=output,
                               stderr=subprocess.STDOUT, start_new_session=True)
    yield process
    assert harness.stop(process) == 0


@pytest.fixture(scope="session")
def run_job(settings):
    """Runs one of the worker's periodic jobs once, in processes of its own, all at the same time."""

    def run(job, processes=1, **other):
        code = f"import asyncio; from app.jobs import periodic; asyncio.run(periodic.{job}())"
        running = [subprocess.Popen([sys.executable, "-c", code], env=os.environ | settings | other)
                   for _ in range(processes)]
        assert [process.wait(30) for process in running] == [0] * processes

    return run


@pytest.fixture(scope="session")
def anyone(service):
    return service.client()


@pytest.fixture(scope="session")
def alice(service):
    return service.login("alice@example.com", PASSWORD)


@pytest.fixture(scope="session")
def bob(service):
    return service.login("bob@example.com", PASSWORD)


@pytest.fixture(scope="session")
def admin(service):
    return service.login("admin@example.com", PASSWORD)


@pytest.fixture(scope="session")
def db():
    """The database beside the service, as its superuser."""
    with psycopg.connect(user="postgres", autocommit=True) as connection:
        yield connection


@pytest.fixture
def order(alice):
    return place(alice)


def key():
    return {"Idempotency-Key": uuid.uuid4().hex}


def insist(action):
    """Does what a client does that is told to come back: the same again, with the same key, until it is served."""
    for _ in range(60):
        answer = action()
        if answer.status_code != 503:
            return answer
        time.sleep(0.3)
    raise TimeoutError("503 for as long as a client would try")


def place(client, *lines, headers=None):
    items = [{"book_id": book, "quantity": quantity} for book, quantity in lines or [(1, 1)]]
    headers = headers or key()
    return insist(lambda: client.post("/orders", json={"items": items}, headers=headers)).raise_for_status().json()


def pay(client, order, card="tok_visa", headers=None):
    return client.post(f"/orders/{order['id']}/pay", json={"card_token": card}, headers=headers or key())


def pay_insisting(client, order, headers=None, **how):
    headers = headers or key()
    return insist(lambda: pay(client, order, headers=headers, **how))


def stock(db, book):
    return db.execute("SELECT stock FROM books WHERE id = %s", [book]).fetchone()[0]


@pytest.fixture
def newcomer():
    return {"email": f"{uuid.uuid4().hex[:12]}@example.com", "name": "New", "password": "a long password"}


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
