import json
import threading
import time

import httpx
import psycopg
import pytest
from conftest import PASSWORD, key, pay, pay_insisting, place
from harness import wait_until
from together import together


def charges(stubs):
    return [call for call in stubs.received("billing") if call["path"] == "/billing/charges"]


def timed(action):
    start = time.monotonic()
    answer = action()
    return time.monotonic() - start, answer


def test_health(anyone):
    assert anyone.get("/health/live").json() == {"status": "alive"}
    assert anyone.get("/health/ready").json() == {"status": "ready"}


def test_without_its_database(run, service, alice):
    with run(DATABASE_URL="postgresql+asyncpg://bookshop@127.0.0.1:9/bookshop") as another:
        assert httpx.get(f"{another.url}/health/live").status_code == 200
        assert httpx.get(f"{another.url}/health/ready").status_code == 503
        headers = {"Authorization": alice.headers["Authorization"]}
        seconds, answer = timed(lambda: httpx.get(f"{another.url}/books/1", headers=headers))
        assert answer.status_code == 503 and "Retry-After" in answer.headers and seconds < 10
        assert another.process.poll() is None


def test_a_lock_is_not_waited_for_for_ever(alice, order):
    with psycopg.connect(user="postgres") as blocker:
        blocker.execute("SELECT 1 FROM orders WHERE id = %s FOR UPDATE", [order["id"]])
        seconds, answer = timed(lambda: alice.post(f"/orders/{order['id']}/cancel"))
    assert answer.status_code == 503 and seconds < 10
    assert alice.post(f"/orders/{order['id']}/cancel").status_code == 200


def test_slow_billing_holds_no_connection_and_nobody_else(run, service, stubs, db):
    with run() as another:
        client = another.login("alice@example.com", PASSWORD)
        orders = [place(client) for _ in range(15)]
        stubs.behave("billing", delay=1.8)
        paying = threading.Thread(target=lambda: [
            thread.join() for thread in [start(lambda order=order: pay(client, order)) for order in orders]])
        paying.start()
        time.sleep(1)
        stuck = """SELECT query FROM pg_stat_activity WHERE usename = 'bookshop' AND state = 'idle in transaction'
                   AND state_change < clock_timestamp() - interval '0.3 s'"""
        assert db.execute(stuck).fetchall() == []
        assert client.get("/books/1").status_code == 200
        assert paying.is_alive()
        paying.join()


def start(action):
    thread = threading.Thread(target=action)
    thread.start()
    return thread


def test_the_breaker_opens_and_closes(run, service, stubs):
    with run() as another:
        client = another.login("alice@example.com", PASSWORD)
        orders = [place(client) for _ in range(12)]
        stubs.behave("billing", delay=30)
        keys = [key() for _ in orders]
        answers = [timed(lambda: pay(client, order, headers=headers)) for order, headers in zip(orders, keys)]
        assert {answer.status_code for _, answer in answers} == {503}
        assert max(seconds for seconds, _ in answers) < 15
        assert max(seconds for seconds, _ in answers[5:]) < 1.5  # open: answered at once
        assert len(charges(stubs)) <= 6  # two attempts each, until it opened
        assert client.get("/books/1").status_code == 200

        stubs.reset()
        time.sleep(10)
        answers = [pay_insisting(client, order, headers=headers) for order, headers in zip(orders, keys)]
        assert [answer.json().get("status") for answer in answers] == ["paid"] * 12


def test_payment_in_doubt_is_settled(alice, db, stubs, run_job):
    """As after a crash: the payment is pending, and only billing knows."""
    charged, lost = place(alice), place(alice)
    for order in (charged, lost):
        assert pay_insisting(alice, order).status_code == 200
    db.execute("UPDATE orders SET status = 'paying' WHERE id = ANY(%s)", [[charged["id"], lost["id"]]])
    db.execute("""UPDATE payments SET status = 'pending', charge_ref = NULL, checked_at = now() - interval '1 hour'
                  WHERE order_id = %s""", [charged["id"]])
    db.execute("""DELETE FROM payments WHERE order_id = %s""", [lost["id"]])
    db.execute("""INSERT INTO payments (order_id, user_id, idempotency_key, status, amount, checked_at)
                  SELECT id, user_id, 'never-sent-' || id, 'pending', total, now() - interval '1 hour'
                  FROM orders WHERE id = %s""", [lost["id"]])
    run_job("settle_payments", processes=2)
    assert alice.get(f"/orders/{charged['id']}").json()["status"] == "paid"
    assert alice.get(f"/orders/{lost['id']}").json()["status"] == "new"


def test_a_slow_carrier_stops_nobody_else(alice, anyone, stubs):
    stubs.behave("carrier", delay=1.5)
    quoting = [start(lambda: alice.get("/shipping/quote", params={"country": "FR"})) for _ in range(8)]
    wait_until(lambda: len(stubs.received("carrier")) == 8, what="the calls of the carrier")
    assert [anyone.get("/health/live").status_code for _ in range(5)] == [200] * 5
    assert any(thread.is_alive() for thread in quoting)
    for thread in quoting:
        thread.join()


def test_mail_is_tried_again(alice, worker, stubs):
    stubs.behave("mail", status=421, times=2)
    order = place(alice)
    sent = wait_until(lambda: stubs.received("mail"), what="the mail at the third attempt")
    assert [mail["subject"] for mail in sent] == [f"Your order {order['id']}"]


def test_sigterm_lets_requests_end(run, service, alice, stubs):
    with run() as another:
        headers = {"Authorization": alice.headers["Authorization"]}
        stubs.behave("carrier", delay=1)
        answers = []
        quoting = [start(lambda: answers.append(httpx.get(
            f"{another.url}/shipping/quote", params={"country": "DE"}, headers=headers).status_code))
            for _ in range(6)]
        wait_until(lambda: len(stubs.received("carrier")) == 6, what="the calls of the carrier")
        another.process.terminate()
        for thread in quoting:
            thread.join()
        assert answers == [200] * 6
        assert another.process.wait(15) in (0, -15)


def test_log_lines_are_json_and_carry_the_request_id(run, service):
    with run() as another:
        answer = httpx.get(f"{another.url}/health/live", headers={"X-Request-ID": "my-own-request-id"})
        assert answer.headers["X-Request-ID"] == "my-own-request-id"
        odd = httpx.get(f"{another.url}/health/live", headers={"X-Request-ID": "x y"})
        assert len(odd.headers["X-Request-ID"]) == 32
        lines = [json.loads(line) for line in another.output.read_text().splitlines()]
    mine = [line for line in lines if line.get("request_id") == "my-own-request-id"]
    assert [(line["method"], line["path"], line["status"]) for line in mine] == [("GET", "/health/live", 200)]


def test_an_unexpected_error_says_nothing(alice, db):
    db.execute("ALTER TABLE books RENAME COLUMN isbn TO gone")
    try:
        answer = alice.get("/books/1")
    finally:
        db.execute("ALTER TABLE books RENAME COLUMN gone TO isbn")
    assert (answer.status_code, answer.json()) == (500, {"detail": "internal error"})


@pytest.mark.parametrize("body, status", [
    (b"{", 422), (b'{"name": "\\ud800"}', 422), (b'{"name": "a\\u0000"}', 422), (b'{"\\ud800": 1}', 422),
    (b'{"name": "' + b"x" * 70_000 + b'"}', 413)])
def test_hostile_bodies(alice, body, status):
    answer = alice.patch("/users/me", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status


def test_settings_are_needed_at_the_start(run, service):
    with pytest.raises(AssertionError, match="jwt_secret"):
        with run(JWT_SECRET="too short"):
            pass


def test_headers(anyone):
    headers = anyone.get("/health/live").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_many_at_once(alice):
    """More callers than pooled connections: all are served, or told to come back."""
    statuses = together(60, lambda: [alice.get("/books/1").status_code for _ in range(5)])
    assert {status for row in statuses for status in row} <= {200, 503}
    assert alice.get("/books/1").status_code == 200


