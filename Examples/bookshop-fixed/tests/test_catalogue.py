import httpx
import pytest
from conftest import insist, key, stock
from harness import wait_until
from together import together


def test_list_books(alice):
    first = alice.get("/books", params={"limit": 3}).json()
    second = alice.get("/books", params={"limit": 3, "after": first["next"]}).json()
    titles = [book["title"] for book in first["items"] + second["items"]]
    assert titles == ["The Dispossessed", "The Lathe of Heaven", "A Wizard of Earthsea", "Invisible Cities",
                      "If on a Winter's Night a Traveller", "Beloved"]
    assert first["items"][0]["author"] == "Ursula K. Le Guin"
    assert first["items"][0]["price"] == "10.95"


@pytest.mark.parametrize("path", ["/books", "/orders", "/cart", "/admin/users", "/admin/activity"])
def test_pages_have_a_largest_size(admin, path):
    assert admin.get(path, params={"limit": 100}).status_code == 200
    for limit in (101, 1_000_000, 0, -1, "many"):
        assert admin.get(path, params={"limit": limit}).status_code == 422


def test_a_list_takes_as_many_statements_however_long_it_is(alice, statements):
    def selects(limit):
        return statements(lambda: alice.get("/books", params={"limit": limit})).count("SELECT books.id")

    assert selects(2) == selects(10) == 1


def test_search(alice):
    assert [book["title"] for book in alice.get("/books/search", params={"q": "song"}).json()] == ["Song of Solomon"]
    assert alice.get("/books/search", params={"q": "Winter's"}).json()[0]["id"] == 5


@pytest.mark.parametrize("q", [
    "' UNION SELECT id, email, password_hash, 0 FROM users --", "%%", "__", "'; SELECT 1 --"])
def test_search_takes_everything_literally(alice, q):
    answer = alice.get("/books/search", params={"q": q})
    assert (answer.status_code, answer.json()) == (200, [])


@pytest.mark.parametrize("q", ["a\x00b", "x", "x" * 101])
def test_search_refuses(alice, q):
    assert alice.get("/books/search", params={"q": q}).status_code == 422


def test_get_book(alice):
    assert alice.get("/books/4").json()["title"] == "Invisible Cities"
    assert alice.get("/books/999999").status_code == 404
    for wrong in ("0", "-1", "x", str(2**63)):
        assert alice.get(f"/books/{wrong}").status_code == 422


def test_cart_is_the_same_for_every_worker(alice, bob):
    alice.put("/cart/items", json={"book_id": 2, "quantity": 3}).raise_for_status()
    close = {"Connection": "close"}
    carts = [alice.get("/cart", headers=close).json()["items"] for _ in range(20)]
    assert carts == [[{"book_id": 2, "quantity": 3}]] * 20
    assert bob.get("/cart").json()["items"] == []
    assert alice.put("/cart/items", json={"book_id": 2, "quantity": 0}).json()["items"] == []
    assert alice.put("/cart/items", json={"book_id": 999999, "quantity": 1}).status_code == 404


def test_concurrent_restocks_add_up(admin, db):
    before = stock(db, 9)

    def restock():
        keys = [key() for _ in range(10)]
        return [insist(lambda: admin.post("/admin/books/9/restock", json={"quantity": 1}, headers=one)).status_code
                for one in keys]

    assert {status for statuses in together(10, restock) for status in statuses} == {200}
    assert stock(db, 9) == before + 100


def test_a_repeated_restock_counts_once(admin, db):
    before, same = stock(db, 10), key()
    request = {"json": {"quantity": 7}, "headers": same}
    answers = together(5, lambda: insist(lambda: admin.post("/admin/books/10/restock", **request)))
    assert {answer.status_code for answer in answers} == {200}
    assert stock(db, 10) == before + 7


def test_import(admin, alice, worker, stubs):
    answer = admin.post("/admin/catalogue/import", json={"publishers": ["acme", "penguin", "acme"]})
    assert (answer.status_code, answer.json()) == (202, {"queued": 2})

    def imported():
        return len(alice.get("/books/search", params={"q": "Novel"}).json()) == 6

    wait_until(imported, what="the import")
    assert len(stubs.received("feeds")) == 2
    admin.post("/admin/catalogue/import", json={"publishers": ["acme"]})
    wait_until(lambda: len(stubs.received("feeds")) == 3, what="the second import")
    assert imported()


@pytest.mark.parametrize("publishers, status", [
    (["unknown"], 404), (["http://127.0.0.1/"], 422), ([], 422), (["acme"] * 11, 422)])
def test_import_refuses(admin, stubs, publishers, status):
    assert admin.post("/admin/catalogue/import", json={"publishers": publishers}).status_code == status
    assert stubs.received("feeds") == []


def test_shipping_quote(alice, stubs):
    quote = alice.get("/shipping/quote", params={"country": "DE", "weight": 1000}).json()
    assert quote == {"country": "DE", "weight": 1000, "price": "4.00", "days": 4}
    assert alice.get("/shipping/quote", params={"country": "Germany"}).status_code == 422


def test_the_carrier_must_be_trusted(run, service, alice, stubs, tmp_path):
    with run(CARRIER_CA="/etc/ssl/certs/ca-certificates.crt") as another:
        answer = httpx.get(f"{another.url}/shipping/quote", params={"country": "DE"},
                           headers={"Authorization": alice.headers["Authorization"]})
    assert answer.status_code == 503
    assert stubs.received("carrier") == []


def test_documents(alice):
    assert alice.get("/documents/legal/terms.txt").text.startswith("Terms of sale")
    for name in ("legal/none.txt", "..%2Fconfig.py", "..%2F..%2F..%2Fetc%2Fpasswd", "%2Fetc%2Fpasswd"):
        assert alice.get(f"/documents/{name}").status_code == 404
