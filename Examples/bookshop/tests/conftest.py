import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))

import harness  # noqa: E402


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("bookshop")


@pytest.fixture(scope="session")
def stub_server(folder):
    with harness.stubs(folder) as running:
        yield running


@pytest.fixture
def stubs(stub_server):
    stub_server.reset()
    return stub_server


@pytest.fixture(scope="session")
def service(stub_server, folder):
    subprocess.run([sys.executable, "-m", "scripts.seed"], check=True)
    settings = stub_server.settings | {"ACTIVITY_LOG": str(folder / "activity.log")}
    with harness.service("bookshop", folder, os.environ | settings) as running:
        yield running


@pytest.fixture(scope="session")
def anyone(service):
    with service.client() as client:
        yield client


@pytest.fixture(scope="session")
def alice(service):
    with service.login("alice@example.com", "alice-password") as client:
        yield client


@pytest.fixture(scope="session")
def admin(service):
    with service.login("admin@example.com", "admin-password") as client:
        yield client


@pytest.fixture
def order(alice, stubs):
    answer = alice.post("/orders", json={"items": [{"book_id": 1, "quantity": 2}]})
    assert answer.status_code == 201
    return answer.json()
