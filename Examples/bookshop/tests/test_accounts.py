import harness

CAROL = {"email": "carol@example.com", "name": "Carol", "password": "carol-password"}


def test_register_and_login(anyone, stubs):
    created = anyone.post("/auth/register", json=CAROL)
    assert created.status_code == 201
    assert created.json()["email"] == CAROL["email"]
    assert [mail["to"] for mail in stubs.received("mail")] == [[CAROL["email"]]]

    assert anyone.post("/auth/register", json=CAROL).status_code == 409

    login = {"email": CAROL["email"], "password": CAROL["password"]}
    token = anyone.post("/auth/login", json=login).json()["access_token"]
    me = anyone.get("/users/me", headers={"Authorization": f"Bearer {token}"})
    assert me.json()["name"] == "Carol"


def test_login_with_wrong_password(anyone):
    answer = anyone.post("/auth/login", json={"email": "alice@example.com", "password": "not hers"})
    assert answer.status_code == 401


def test_no_token(anyone):
    for path in ["/users/me", "/books", "/orders", "/cart", "/admin/activity?q=x"]:
        assert anyone.get(path).status_code == 401, path


def test_change_name(alice):
    assert alice.patch("/users/me", json={"name": "Alice B."}).json()["name"] == "Alice B."
    assert alice.get("/users/me").json()["name"] == "Alice B."


def test_admin_lists_users(admin):
    emails = [user["email"] for user in admin.get("/admin/users").json()]
    assert emails[:2] == ["alice@example.com", "bob@example.com"]


def test_customers_are_no_admins(alice):
    assert alice.post("/admin/books/1/restock", json={"quantity": 1}).status_code == 403


def test_activity(admin, alice, order):
    def lines():
        return admin.get("/admin/activity", params={"q": f"placed order {order['id']}"}).json()["lines"]

    assert len(harness.wait_until(lines, what="the line in the activity log")) == 1
