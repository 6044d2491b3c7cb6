import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import psycopg
import pytest
from conftest import place


def together(count, action):
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(lambda _: action(), range(count)))


def stock(db, book):
    return db.execute("SELECT stock FROM books WHERE id = %s", [book]).fetchone()[0]


def orders(db):
    return db.execute("SELECT count(*) FROM orders").fetchone()[0]


def test_d01_a_refused_order_stays_and_keeps_half_of_its_books(alice, db):
    before = orders(db), stock(db, 2)
    db.execute("UPDATE books SET stock = 0 WHERE id = 3")
    refused = alice.post("/orders", json={"items": [{"book_id": 2, "quantity": 4}, {"book_id": 3, "quantity": 1}]})
    db.execute("UPDATE books SET stock = 1000 WHERE id = 3")
    assert refused.status_code == 409
    assert (orders(db), stock(db, 2)) == (before[0] + 1, before[1] - 4)


def test_d01_a_crash_leaves_an_order_without_its_stock_taken(run, service, stubs, db):
    with run() as another:
        client = another.login("alice@example.com", "alice-password")
        before = orders(db), stock(db, 4)
        stubs.behave("billing", delay=5)
        calling = threading.Thread(target=lambda: pytest.raises(httpx.TransportError, place, client, (4, 1)))
        calling.start()
        time.sleep(1)
        another.process.kill()
        calling.join()
    assert (orders(db), stock(db, 4)) == (before[0] + 1, before[1])


def test_d02_the_order_is_locked_while_billing_thinks(alice, order, stubs, db):
    stubs.behave("billing", delay=3)
    pay = {"card_token": "tok_visa"}
    paying = threading.Thread(target=lambda: alice.post(f"/orders/{order['id']}/pay", json=pay))
    paying.start()
    time.sleep(1)
    with pytest.raises(psycopg.errors.LockNotAvailable):
        db.execute("SELECT 1 FROM orders WHERE id = %s FOR UPDATE NOWAIT", [order["id"]])
    paying.join()


def test_d03_the_mail_is_out_though_the_commit_failed(alice, order, stubs, db):
    db.execute("""CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                  $$ BEGIN RAISE EXCEPTION 'no commit today'; END $$""")
    db.execute("""CREATE CONSTRAINT TRIGGER refuse AFTER UPDATE ON orders DEFERRABLE INITIALLY DEFERRED
                  FOR EACH ROW EXECUTE FUNCTION refuse()""")
    stubs.reset()
    try:
        assert alice.post(f"/orders/{order['id']}/cancel").status_code == 500
    finally:
        db.execute("DROP FUNCTION refuse CASCADE")
    status = db.execute("SELECT status FROM orders WHERE id = %s", [order["id"]]).fetchone()[0]
    assert status == "new"
    assert [mail["subject"] for mail in stubs.received("mail")] == [f"Your order {order['id']}"]


def test_d04_concurrent_restocks_get_lost(admin, db):
    before = stock(db, 5)
    answers = together(12, lambda: [
        admin.post("/admin/books/5/restock", json={"quantity": 1}).status_code for _ in range(15)])
    assert {status for statuses in answers for status in statuses} == {200}
    assert stock(db, 5) < before + 180


def test_d04_concurrent_orders_get_lost(alice, db):
    before = stock(db, 6)
    together(10, lambda: [place(alice, (6, 1)) for _ in range(6)])
    assert stock(db, 6) > before - 60


def test_d04_concurrent_cancellations_get_lost(alice, db):
    placed = [place(alice, (7, 1)) for _ in range(40)]
    before = stock(db, 7)

    def cancel(order):
        return alice.post(f"/orders/{order['id']}/cancel").status_code

    with ThreadPoolExecutor(10) as pool:
        assert set(pool.map(cancel, placed)) == {200}
    assert stock(db, 7) < before + 40


def test_d05_one_address_registers_several_times(anyone, newcomer, db):
    statuses = together(8, lambda: anyone.post("/auth/register", json=newcomer).status_code)
    users = db.execute("SELECT count(*) FROM users WHERE email = %s", [newcomer["email"]]).fetchone()[0]
    assert statuses.count(201) == users > 1


def test_d13_three_times_10_95_is_not_32_85(alice):
    assert place(alice, (1, 3))["total"] == 32.849999999999994
