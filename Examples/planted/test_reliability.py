import re
import signal
import subprocess
import threading
import time

import harness
import httpx
import psycopg
import pytest
from conftest import place


def timed(action):
    start = time.monotonic()
    answer = action()
    return time.monotonic() - start, answer


def in_background(action):
    thread = threading.Thread(target=action, daemon=True)
    thread.start()
    return thread


def test_r01_order_waits_as_long_as_billing_hangs(alice, stubs):
    stubs.behave("billing", delay=6, times=1)
    seconds, answer = timed(lambda: place(alice))
    assert seconds > 6 and answer["status"] == "new"


def test_r02_statement_waits_as_long_as_a_lock_is_held(alice, order, db):
    with psycopg.connect(user="postgres") as blocker:
        blocker.execute("SELECT 1 FROM orders WHERE id = %s FOR UPDATE", [order["id"]])
        with pytest.raises(httpx.ReadTimeout):
            alice.post(f"/orders/{order['id']}/cancel", timeout=5)


def test_r02_hanging_calls_hold_every_pooled_connection(service, alice, stubs, db):
    stubs.behave("billing", delay=7)
    threads = [in_background(lambda: place(alice)) for _ in range(16)]
    try:
        time.sleep(2)
        idle = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'bookshop' AND state = 'idle in transaction'"
        assert db.execute(idle).fetchone()[0] == 15
        with pytest.raises(httpx.ReadTimeout):
            alice.get("/books/1", timeout=2)
    finally:
        for thread in threads:
            thread.join()


def test_r04_r05_r06_charge_is_repeated_for_ever_at_a_constant_pace_without_a_key(alice, order, stubs):
    stubs.behave("billing", status=503)
    paying = in_background(lambda: alice.post(f"/orders/{order['id']}/pay", json={"card_token": "tok_visa"}))
    time.sleep(4)
    charges = [call for call in stubs.received("billing") if call["path"] == "/billing/charges"]
    stubs.reset()
    paying.join()
    # Waits that doubled from the same 0.2 s would come to five calls in four seconds.
    assert len(charges) > 10
    assert {call["key"] for call in charges} == {None}


def test_r09_nothing_stops_the_calls_to_a_failing_billing(alice, stubs):
    stubs.behave("billing", status=500)
    order = {"items": [{"book_id": 1, "quantity": 1}]}
    close = {"Connection": "close"}
    assert {alice.post("/orders", json=order, headers=close).status_code for _ in range(30)} == {500}
    assert len(stubs.received("billing")) == 30


def test_r11_a_slow_carrier_stops_every_endpoint(alice, stubs):
    stubs.behave("carrier", delay=4, times=1)
    quoting = in_background(lambda: alice.get("/shipping/quote", params={"country": "DE"}))
    time.sleep(0.5)
    seconds, _ = timed(lambda: alice.get("/openapi.json"))
    quoting.join()
    assert seconds > 3


def test_r11_an_import_that_waits_for_the_database_stops_every_endpoint(admin, stubs):
    with psycopg.connect(user="postgres") as blocker:
        blocker.execute("LOCK TABLE authors")
        feeds = {"feeds": [f"{stubs.url}/feeds/acme"]}
        importing = in_background(lambda: admin.post("/admin/catalogue/import", json=feeds))
        harness.wait_until(lambda: stubs.received("feeds"))
        time.sleep(1)
        with pytest.raises(httpx.ReadTimeout):
            admin.get("/openapi.json", timeout=2)
    importing.join()


def test_r12_nobody_learns_that_a_mail_was_not_sent(service, anyone, newcomer, stubs):
    stubs.behave("mail", status=421)
    before = service.output.stat().st_size
    assert anyone.post("/auth/register", json=newcomer).status_code == 201
    said = service.output.read_bytes()[before:].decode()
    assert stubs.received("mail") == []
    assert not re.search(r"mail|smtp|421", said, re.IGNORECASE), said


def test_r13_nobody_learns_that_a_refund_failed(service, alice, order, stubs):
    alice.post(f"/orders/{order['id']}/pay", json={"card_token": "tok_visa"})
    stubs.behave("billing", status=500)
    before = service.output.stat().st_size
    assert alice.post(f"/orders/{order['id']}/cancel").json()["status"] == "cancelled"
    harness.wait_until(lambda: [call for call in stubs.received("billing") if call["path"] == "/billing/refunds"])
    time.sleep(0.5)
    assert "refund" not in service.output.read_bytes()[before:].decode()


def test_r15_sigterm_does_not_reach_the_service(service, stubs, folder):
    dockerfile = (harness.EXAMPLES / "bookshop/Dockerfile").read_text()
    command = re.search(r"^CMD (?!\[)(.*)$", dockerfile, re.MULTILINE).group(1)
    port = harness.free_port()
    command = command.replace("--host 0.0.0.0 --port 8000", f"--host 127.0.0.1 --port {port}")
    shell = subprocess.Popen(["/bin/sh", "-c", command], cwd=harness.EXAMPLES / "bookshop", start_new_session=True,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        harness.wait_until(lambda: harness.answers(port), seconds=40)
        shell.send_signal(signal.SIGTERM)
        time.sleep(3)
        assert harness.answers(port), "the service stopped: the signal reached it"
    finally:
        harness.stop(shell)


def test_r17_no_health_endpoint(anyone):
    paths = anyone.get("/openapi.json").json()["paths"]
    assert not [path for path in paths if re.search("health|ready|alive|/ping|status", path)]


def test_r20_a_refused_key_ends_the_process(run, service, stubs):
    with run() as another:
        client = another.login("alice@example.com", "alice-password")
        order = place(client)
        stubs.behave("billing", status=401)
        with pytest.raises(httpx.TransportError):
            client.post(f"/orders/{order['id']}/pay", json={"card_token": "tok_visa"})
        assert another.process.wait(5) == 1
