import re

import harness
import jwt
import pytest


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def test_s01_anyone_lists_the_users(anyone):
    assert len(anyone.get("/admin/users").json()) >= 3
    assert anyone.get("/admin/activity", params={"q": "x"}).status_code == 401


def test_s02_bob_reads_an_order_of_alice(bob, order):
    assert bob.get(f"/orders/{order['id']}").json()["id"] == order["id"]
    assert bob.post(f"/orders/{order['id']}/cancel").status_code == 404


def test_s04_the_quote_is_outside_of_the_guarded_group(anyone):
    assert anyone.get("/shipping/quote", params={"country": "DE"}).status_code == 200
    assert anyone.get("/documents/legal/terms.txt").status_code == 401


def test_s06_the_export_is_never_reached(alice):
    answer = alice.get("/orders/export", params={"month": "2025-05"})
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["path", "order_id"]


def test_s07_search_gives_away_the_password_hashes(alice):
    found = alice.get("/books/search", params={"q": "' UNION SELECT id, email, password_hash, 0 FROM users --"})
    assert "$2b$" in found.text


def test_s09_the_activity_search_runs_commands(admin):
    assert "uid=" in admin.get("/admin/activity", params={"q": "'; id; echo '"}).text


def test_s10_the_import_calls_any_address(admin, stubs):
    admin.post("/admin/catalogue/import", json={"feeds": [f"{stubs.url}/feeds/internal"]})
    assert [call["path"] for call in stubs.received("feeds")] == ["/feeds/internal"]


def test_s11_documents_gives_away_any_file(alice):
    assert "jwt_secret" in alice.get("/documents/..%2Fconfig.py").text


def test_s15_a_customer_becomes_an_admin(service, anyone, newcomer):
    anyone.post("/auth/register", json=newcomer)
    with service.login(newcomer["email"], newcomer["password"]) as client:
        assert client.post("/admin/books/1/restock", json={"quantity": 1}).status_code == 403
        client.patch("/users/me", json={"is_admin": True})
        assert client.post("/admin/books/1/restock", json={"quantity": 1}).status_code == 200


def test_s16_the_profile_holds_the_password_hash(alice):
    assert alice.get("/users/me").json()["password_hash"].startswith("$2b$")


def test_s17_whoever_has_the_code_can_sign_tokens(anyone):
    config = (harness.EXAMPLES / "bookshop/app/config.py").read_text()
    secret = re.search(r'jwt_secret: str = "(.*)"', config).group(1)
    token = jwt.encode({"sub": "3"}, secret, algorithm="HS256")
    assert anyone.get("/users/me", headers=bearer(token)).json()["email"] == "admin@example.com"


def test_s18_tokens_never_expire(anyone):
    login = {"email": "alice@example.com", "password": "alice-password"}
    token = anyone.post("/auth/login", json=login).json()["access_token"]
    assert "exp" not in jwt.decode(token, options={"verify_signature": False})


@pytest.mark.parametrize("algorithm, key", [("HS256", "some other key, as long as needed"), ("none", None)])
def test_s18_the_cart_takes_any_signature(anyone, algorithm, key):
    forged = jwt.encode({"sub": "1"}, key, algorithm=algorithm)
    assert anyone.get("/cart", headers=bearer(forged)).status_code == 200
    assert anyone.get("/users/me", headers=bearer(forged)).status_code == 401


def test_s19_any_origin_may_send_credentials(anyone):
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "PATCH"}
    headers = anyone.options("/users/me", headers=asked).headers
    assert headers["access-control-allow-origin"] == "https://evil.example"
    assert headers["access-control-allow-credentials"] == "true"


def test_s22_passwords_can_be_tried_for_ever(anyone):
    login = {"email": "alice@example.com", "password": "guess"}
    assert {anyone.post("/auth/login", json=login).status_code for _ in range(12)} == {401}


def test_s26_the_carrier_needs_no_trusted_certificate(anyone, stubs):
    assert anyone.get("/shipping/quote", params={"country": "FR"}).status_code == 200
    assert stubs.received("carrier")
