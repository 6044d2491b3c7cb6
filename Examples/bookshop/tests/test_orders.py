import harness


def test_place_order(alice, stubs):
    before = alice.get("/books/3").json()["stock"]
    placed = alice.post("/orders", json={"items": [{"book_id": 3, "quantity": 2}, {"book_id": 4, "quantity": 1}]})
    assert placed.status_code == 201
    order = placed.json()
    assert order["status"] == "new"
    assert [item["title"] for item in order["items"]] == ["A Wizard of Earthsea", "Invisible Cities"]
    assert order["total"] == sum(item["quantity"] * item["unit_price"] for item in order["items"])
    assert order["invoice_ref"].startswith("in_")
    assert alice.get("/books/3").json()["stock"] == before - 2
    harness.wait_until(lambda: stubs.received("mail"), what="the confirmation mail")


def test_unknown_book(alice, stubs):
    assert alice.post("/orders", json={"items": [{"book_id": 999999, "quantity": 1}]}).status_code == 404


def test_read_orders(alice, order):
    assert alice.get("/orders").json()[0] == order
    assert alice.get(f"/orders/{order['id']}").json() == order
    assert alice.get("/orders/999999").status_code == 404


def test_pay(alice, order, stubs):
    paid = alice.post(f"/orders/{order['id']}/pay", json={"card_token": "tok_visa"})
    assert paid.status_code == 200
    assert paid.json()["status"] == "paid"
    charges = [call for call in stubs.received("billing") if call["path"] == "/billing/charges"]
    assert [charge["body"]["order"] for charge in charges] == [order["id"]]
    assert alice.post(f"/orders/{order['id']}/pay", json={"card_token": "tok_visa"}).status_code == 409


def test_cancel_paid_order(alice, order, stubs):
    stock = alice.get("/books/1").json()["stock"]
    alice.post(f"/orders/{order['id']}/pay", json={"card_token": "tok_visa"})
    assert alice.post(f"/orders/{order['id']}/cancel").json()["status"] == "cancelled"
    assert alice.get("/books/1").json()["stock"] == stock + 2
    harness.wait_until(
        lambda: [call for call in stubs.received("billing") if call["path"] == "/billing/refunds"],
        what="the refund")
    assert alice.post(f"/orders/{order['id']}/cancel").status_code == 409
