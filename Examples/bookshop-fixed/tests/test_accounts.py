import os
import time

import harness
import jwt
import pytest
from conftest import insist
from together import together


def test_register_and_login(anyone, worker, stubs, newcomer):
    created = anyone.post("/auth/register", json=newcomer)
    assert created.status_code == 201
    assert set(created.json()) == {"id", "email", "name", "is_admin", "created_at"}

    login = {"email": newcomer["email"].upper(), "password": newcomer["password"]}
    token = anyone.post("/auth/login", json=login).json()["access_token"]
    me = anyone.get("/users/me", headers={"Authorization": f"Bearer {token}"})
    assert me.json() == created.json()

    sent = harness.wait_until(lambda: stubs.received("mail"), what="the welcome mail")
    assert [mail["to"] for mail in sent] == [[newcomer["email"]]]


def test_one_address_registers_once(anyone, db, newcomer):
    statuses = together(8, lambda: insist(lambda: anyone.post("/auth/register", json=newcomer)).status_code)
    assert sorted(statuses) == [201] + [409] * 7
    newcomer["email"] = newcomer["email"].upper()
    assert anyone.post("/auth/register", json=newcomer).status_code == 409


def test_login_is_limited(anyone, newcomer, service):
    login = {"email": newcomer["email"], "password": "guess"}
    wrong = 0
    while (answer := anyone.post("/auth/login", json=login)).status_code == 401 and wrong < 100:
        wrong += 1
    assert answer.status_code == 429
    assert 20 <= wrong <= 40  # 20 a minute, and a minute may end meanwhile
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert service.login("bob@example.com", os.environ["SEED_PASSWORD"]).get("/users/me").status_code == 200


def routes(anyone):
    for path, methods in anyone.get("/openapi.json").json()["paths"].items():
        for method in methods:
            yield method.upper(), path.replace("{name}", "legal/terms.txt").replace("{book_id}", "1").replace(
                "{order_id}", "1")


def test_every_other_route_needs_a_token(anyone):
    open_routes = {("POST", "/auth/register"), ("POST", "/auth/login"), ("GET", "/health/live"),
                   ("GET", "/health/ready")}
    guarded = [route for route in routes(anyone) if route not in open_routes]
    assert len(guarded) == 19
    for method, path in guarded:
        for headers in ({}, {"Authorization": "Bearer garbage"}, {"Authorization": "Basic YTpi"}):
            assert anyone.request(method, path, headers=headers).status_code == 401, (method, path, headers)


def test_admin_routes_need_an_admin(anyone, alice):
    admin_routes = [(method, path) for method, path in routes(anyone) if path.startswith("/admin")]
    assert len(admin_routes) == 4
    for method, path in admin_routes:
        assert alice.request(method, path).status_code == 403, (method, path)


GOOD = {"sub": "1", "iss": "bookshop", "aud": "bookshop-api", "exp": time.time() + 600}


@pytest.mark.parametrize("claims, secret, algorithm", [
    (GOOD, "some other key, as long as is needed", "HS256"),
    (GOOD, None, "none"),
    (GOOD | {"exp": time.time() - 60}, os.environ["JWT_SECRET"], "HS256"),
    (GOOD | {"aud": "another-api"}, os.environ["JWT_SECRET"], "HS256"),
    (GOOD | {"iss": "another"}, os.environ["JWT_SECRET"], "HS256"),
    ({name: value for name, value in GOOD.items() if name != "exp"}, os.environ["JWT_SECRET"], "HS256"),
    (GOOD | {"sub": "not a number"}, os.environ["JWT_SECRET"], "HS256"),
    (GOOD, os.environ["JWT_SECRET"], "HS512"),
])
def test_bad_tokens(anyone, claims, secret, algorithm):
    token = jwt.encode(claims, secret, algorithm=algorithm)
    for path in ("/users/me", "/cart"):
        assert anyone.get(path, headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_good_token(anyone):
    token = jwt.encode(GOOD, os.environ["JWT_SECRET"], algorithm="HS256")
    assert anyone.get("/users/me", headers={"Authorization": f"Bearer {token}"}).status_code == 200


def test_change_name(alice):
    assert alice.patch("/users/me", json={"name": "Alice B."}).json()["name"] == "Alice B."
    assert alice.get("/users/me").json()["name"] == "Alice B."


def test_only_the_name_can_be_changed(alice):
    assert alice.patch("/users/me", json={"name": "Alice", "is_admin": True}).status_code == 422
    assert alice.get("/users/me").json()["is_admin"] is False


def test_admin_lists_users(admin):
    page = admin.get("/admin/users", params={"limit": 2}).json()
    assert [user["email"] for user in page["items"]] == ["alice@example.com", "bob@example.com"]
    following = admin.get("/admin/users", params={"limit": 2, "after": page["next"]}).json()
    assert following["items"][0]["email"] == "admin@example.com"
    assert "password" not in str(page)


def test_origins(anyone):
    def allowed(origin):
        asked = {"Origin": origin, "Access-Control-Request-Method": "PATCH"}
        return anyone.options("/users/me", headers=asked).headers.get("access-control-allow-origin")

    assert allowed("https://shop.example") == "https://shop.example"
    assert allowed("https://evil.example") is None
