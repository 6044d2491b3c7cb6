import time
from decimal import Decimal

import pytest
from conftest import insist, key, pay, pay_insisting, place, stock
from harness import wait_until
from together import together


def charges(stubs):
    return [call for call in stubs.received("billing") if call["path"] == "/billing/charges"]


def test_place_order(alice, db, worker, stubs):
    before = stock(db, 3)
    order = place(alice, (3, 2), (4, 1), (3, 1))
    assert order["status"] == "new"
    assert [(item["book"]["title"], item["quantity"]) for item in order["items"]] == [
        ("A Wizard of Earthsea", 3), ("Invisible Cities", 1)]
    assert Decimal(order["total"]) == sum(item["quantity"] * Decimal(item["unit_price"]) for item in order["items"])
    assert stock(db, 3) == before - 3
    wait_until(lambda: alice.get(f"/orders/{order['id']}").json()["invoice_ref"], what="the invoice")
    wait_until(lambda: stubs.received("mail"), what="the confirmation")


def test_money_is_exact(alice):
    assert place(alice, (1, 3))["total"] == "32.85"


def test_repeated_order_is_made_once(alice, db):
    before, same = stock(db, 2), key()
    answers = together(8, lambda: place(alice, (2, 1), headers=same))
    assert len({answer["id"] for answer in answers}) == 1
    assert stock(db, 2) == before - 1
    other = alice.post("/orders", json={"items": [{"book_id": 2, "quantity": 9}]}, headers=same)
    assert other.status_code == 422


def test_a_key_belongs_to_its_user(alice, bob):
    same = key()
    assert place(alice, headers=same)["id"] != place(bob, headers=same)["id"]


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "short"}, {"Idempotency-Key": "x" * 65}])
def test_an_order_needs_a_key(alice, headers):
    order = {"items": [{"book_id": 1, "quantity": 1}]}
    assert alice.post("/orders", json=order, headers=headers).status_code == 422


def test_a_refused_order_leaves_nothing(alice, db):
    def state():
        return db.execute("SELECT (SELECT count(*) FROM orders), (SELECT sum(stock) FROM books), "
                          "(SELECT count(*) FROM outbox), (SELECT count(*) FROM activity)").fetchone()

    before, same = state(), key()
    too_many = {"items": [{"book_id": 6, "quantity": 1}] + [{"book_id": 7, "quantity": 100}] * 11}
    assert alice.post("/orders", json=too_many, headers=same).status_code == 409
    unknown = {"items": [{"book_id": 6, "quantity": 1}, {"book_id": 999999, "quantity": 1}]}
    assert alice.post("/orders", json=unknown, headers=same).status_code == 404
    assert state() == before
    place(alice, (6, 1), headers=same)  # the key is free still


def test_concurrent_orders_keep_the_stock_right(alice, bob, db):
    before = {book: stock(db, book) for book in (6, 7, 8)}

    def buy(client, *books):
        return [place(client, *[(book, 1) for book in books]) for _ in range(8)]

    together(8, lambda: (buy(alice, 6, 7, 8), buy(bob, 8, 7, 6)))
    assert {book: stock(db, book) for book in before} == {book: count - 128 for book, count in before.items()}


def test_no_more_is_sold_than_there_is(alice, db):
    db.execute("UPDATE books SET stock = 5 WHERE id = 8")
    order = {"items": [{"book_id": 8, "quantity": 1}]}

    def buy():
        headers = key()
        return insist(lambda: alice.post("/orders", json=order, headers=headers)).status_code

    statuses = together(12, buy)
    db.execute("UPDATE books SET stock = stock + 1000 WHERE id = 8")
    assert sorted(statuses) == [201] * 5 + [409] * 7
    assert stock(db, 8) == 1000


def test_read_orders(alice, order):
    assert alice.get("/orders").json()["items"][0]["id"] == order["id"]
    assert alice.get(f"/orders/{order['id']}").json()["items"] == order["items"]


def test_orders_in_pages(bob, statements):
    placed = [place(bob, (1, 1))["id"] for _ in range(5)]
    page = bob.get("/orders", params={"limit": 2}).json()
    following = bob.get("/orders", params={"limit": 2, "before": page["next"]}).json()
    assert [order["id"] for order in page["items"] + following["items"]] == placed[:0:-1]
    log = statements(lambda: bob.get("/orders", params={"limit": 5}))
    assert log.count("FROM order_items") == 1


def test_nobody_elses_order(bob, order, db):
    path = f"/orders/{order['id']}"
    assert bob.get(path).status_code == 404
    assert bob.post(f"{path}/cancel").status_code == 404
    assert pay(bob, order).status_code == 404
    assert db.execute("SELECT status FROM orders WHERE id = %s", [order["id"]]).fetchone()[0] == "new"


def test_export(alice, bob, order):
    month = time.strftime("%Y-%m", time.gmtime())
    lines = alice.get("/orders/export", params={"month": month}).text.splitlines()
    assert lines[0] == "order,date,status,total"
    assert any(line.startswith(f"{order['id']},{month}-") and line.endswith(f",new,{order['total']}") for line in lines)
    theirs = bob.get("/orders/export", params={"month": month}).text.splitlines()
    assert not any(line.startswith(f"{order['id']},") for line in theirs)
    assert alice.get("/orders/export", params={"month": "2024-12"}).text.splitlines() == lines[:1]
    assert alice.get("/orders/export", params={"month": "2025-13"}).status_code == 422


def test_pay(alice, order, stubs):
    same = key()
    answers = together(5, lambda: pay_insisting(alice, order, headers=same))
    assert [(answer.status_code, answer.json()["status"]) for answer in answers] == [(200, "paid")] * 5
    calls = charges(stubs)
    assert len({call["key"] for call in calls}) == 1
    assert calls[0]["body"]["amount"] == order["total"]
    assert pay(alice, order).status_code == 409


def test_two_payments_of_one_order(alice, order, stubs):
    statuses = together(6, lambda: pay_insisting(alice, order).status_code)
    assert sorted(statuses) == [200] + [409] * 5
    assert len(charges(stubs)) == 1


def test_declined(alice, order, stubs):
    same = key()
    assert pay_insisting(alice, order, card="tok_declined", headers=same).status_code == 402
    assert pay_insisting(alice, order, card="tok_declined", headers=same).status_code == 402
    assert len(charges(stubs)) == 1
    assert alice.get(f"/orders/{order['id']}").json()["status"] == "new"
    assert pay_insisting(alice, order).json()["status"] == "paid"


def test_cancel(alice, order, db, worker, stubs):
    before = stock(db, 1)
    pay_insisting(alice, order)
    statuses = together(5, lambda: insist(lambda: alice.post(f"/orders/{order['id']}/cancel")).status_code)
    assert sorted(statuses) == [200] + [409] * 4
    assert stock(db, 1) == before + 1
    wait_until(lambda: [call for call in stubs.received("billing") if call["path"] == "/billing/refunds"],
               what="the refund")


def test_activity(admin, alice, order):
    found = admin.get("/admin/activity", params={"q": f"placed order {order['id']}"}).json()["items"]
    assert [entry["action"] for entry in found] == [f"placed order {order['id']}"]
    assert admin.get("/admin/activity", params={"q": "'; id; echo '"}).json()["items"] == []
    assert admin.get("/admin/activity", params={"q": "%"}).json()["items"] == []


def test_unpaid_orders_expire_once(alice, db, run_job):
    orders = [place(alice, (4, 2)) for _ in range(3)]
    paid = place(alice, (4, 5))
    pay_insisting(alice, paid)
    before = stock(db, 4)
    db.execute("UPDATE orders SET created_at = now() - interval '2 hours' WHERE id = ANY(%s)",
               [[order["id"] for order in [*orders, paid]]])
    run_job("expire_unpaid_orders", processes=3)
    run_job("expire_unpaid_orders")
    assert stock(db, 4) == before + 6
    statuses = [alice.get(f"/orders/{order['id']}").json()["status"] for order in [*orders, paid]]
    assert statuses == ["expired"] * 3 + ["paid"]
