import time

import harness
import httpx
from conftest import place


def test_c01_another_worker_does_not_know_the_cart(run, service):
    with run("--workers", "4") as several:
        token = several.login("bob@example.com", "bob-password").headers["Authorization"]
        headers = {"Authorization": token, "Connection": "close"}
        item = {"book_id": 1, "quantity": 2}
        httpx.put(f"{several.url}/cart/items", json=item, headers=headers).raise_for_status()
        seen = {httpx.get(f"{several.url}/cart", headers=headers).text for _ in range(60)}
    assert len(seen) == 2


def test_c04_every_worker_runs_the_job(run, service):
    with run("--workers", "3", CLEANUP_EVERY_SECONDS="4") as several:
        time.sleep(5)
        ran = several.output.read_text().count("Running job")
    assert ran >= 3


def test_c06_a_restart_loses_the_confirmation(run, service, stubs):
    stubs.behave("mail", delay=2)
    with run() as another:
        place(another.login("alice@example.com", "alice-password"))
        another.process.kill()
    with run():
        time.sleep(4)
    assert stubs.received("mail") == []


def test_c06_c07_refunds_pile_up_and_a_restart_loses_them(run, service, stubs):
    with run() as another:
        client = another.login("alice@example.com", "alice-password")
        orders = [place(client) for _ in range(6)]
        for order in orders:
            client.post(f"/orders/{order['id']}/pay", json={"card_token": "tok_visa"}).raise_for_status()
        stubs.behave("billing", delay=8)
        for order in orders:
            client.post(f"/orders/{order['id']}/cancel").raise_for_status()
        another.process.kill()
    stubs.behave("billing")
    with run():
        time.sleep(2)
    refunds = [call for call in stubs.received("billing") if call["path"] == "/billing/refunds"]
    assert len(refunds) <= 2  # two threads had begun, and six orders are cancelled


def test_c07_lines_pile_up_behind_a_writer_that_died(run, service):
    with run(ACTIVITY_LOG="/dev/full") as another:
        client = another.login("alice@example.com", "alice-password")
        place(client)
        harness.wait_until(lambda: "Exception in thread activity" in another.output.read_text())
        place(client)
        time.sleep(1)
        # Nobody is left to write the second line, or to fail to: it stays in memory.
        assert another.output.read_text().count("Exception in thread activity") == 1


def test_c08_all_feeds_at_once(admin, stubs):
    stubs.behave("feeds", delay=8)
    feeds = [f"{stubs.url}/feeds/many" for _ in range(60)]
    admin.post("/admin/catalogue/import", json={"feeds": feeds}).raise_for_status()
    times = [call["at"] for call in stubs.received("feeds")]
    assert len(times) == 60 and max(times) - min(times) < 8
