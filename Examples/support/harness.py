"""Starts the stub dependencies and an example service for a test run, on loopback, and stops them again."""

import contextlib
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx

EXAMPLES = pathlib.Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def stop(process: subprocess.Popen, seconds: float = 15) -> int:
    """SIGTERM to the process, and SIGKILL to its whole group if that is not enough. The exit status."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            pass
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    return process.wait()


class Stubs:
    """The stand-ins for billing, carrier, feeds and mail: what to set for them, how they behave, what they received."""

    def __init__(self, ports: dict[str, int], certificate: pathlib.Path):
        self.url = f"http://127.0.0.1:{ports['http']}"
        self.settings = {
            "BILLING_URL": f"{self.url}/billing",
            "CARRIER_URL": f"https://127.0.0.1:{ports['https']}/carrier",
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(ports["smtp"]),
        }
        self.certificate = certificate

    def behave(self, service: str, **how) -> None:
        httpx.put(f"{self.url}/_behaviour/{service}", json=how).raise_for_status()

    def reset(self) -> None:
        httpx.delete(f"{self.url}/_behaviour").raise_for_status()
        httpx.delete(f"{self.url}/_log").raise_for_status()

    def received(self, service: str) -> list[dict]:
        return httpx.get(f"{self.url}/_log", params={"service": service}).raise_for_status().json()


@contextlib.contextmanager
def stubs(folder: pathlib.Path) -> Iterator[Stubs]:
    certificate = folder / "stubs.pem"
    process = subprocess.Popen(
        [sys.executable, str(EXAMPLES / "stubs/server.py"), "--http-port", "0", "--tls-port", "0", "--smtp-port", "0",
         "--tls-cert", str(certificate)],
        stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        yield Stubs(json.loads(process.stdout.readline()), certificate)
    finally:
        stop(process)


class Service:
    """A running example: its process, its address, its output."""

    def __init__(self, process: subprocess.Popen, url: str, output: pathlib.Path):
        self.process, self.url, self.output = process, url, output

    def client(self, token: str | None = None, timeout: float = 30) -> httpx.Client:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        limits = httpx.Limits(max_connections=200)
        return httpx.Client(base_url=self.url, headers=headers, timeout=timeout, limits=limits)

    def login(self, email: str, password: str) -> httpx.Client:
        answer = httpx.post(f"{self.url}/auth/login", json={"email": email, "password": password}, timeout=30)
        return self.client(answer.raise_for_status().json()["access_token"])


def wait_until(check, seconds: float = 60, every: float = 0.05, what: str = "it"):
    """Calls `check` until it returns something true, and returns that."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = check()
        if value:
            return value
        time.sleep(every)
    raise TimeoutError(f"{what} did not happen within {seconds} s")


@contextlib.contextmanager
def service(example: str, folder: pathlib.Path, settings: dict[str, str], *arguments: str,
            command: list[str] | None = None) -> Iterator[Service]:
    """`uvicorn app.main:app` (or another command) in the example's folder; ready when its port answers."""
    port = free_port()
    output = folder / f"service-{port}.log"
    command = command or [sys.executable, "-m", "uvicorn", "app.main:app", *arguments]
    with output.open("wb") as log:
        process = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(port)], cwd=EXAMPLES / example,
            env={**os.environ, **settings}, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        wait_until(lambda: process.poll() is not None or answers(port), 60, what=f"the start of {example}")
        assert process.poll() is None, f"{example} did not start:\n{output.read_text()}"
        yield Service(process, f"http://127.0.0.1:{port}", output)
    finally:
        stop(process)


def answers(port: int) -> bool:
    try:
        httpx.get(f"http://127.0.0.1:{port}/openapi.json", timeout=5)
        return True
    except httpx.TransportError:
        return False
