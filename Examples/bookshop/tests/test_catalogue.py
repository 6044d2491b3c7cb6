def test_list_books(alice):
    page = alice.get("/books", params={"limit": 3, "offset": 1}).json()
    assert [book["title"] for book in page] == ["The Lathe of Heaven", "A Wizard of Earthsea", "Invisible Cities"]
    assert page[0]["author"] == "Ursula K. Le Guin"


def test_search(alice):
    found = alice.get("/books/search", params={"q": "song"}).json()
    assert [book["title"] for book in found] == ["Song of Solomon"]


def test_get_book(alice):
    assert alice.get("/books/4").json()["title"] == "Invisible Cities"
    assert alice.get("/books/999999").status_code == 404


def test_cart(alice):
    alice.put("/cart/items", json={"book_id": 2, "quantity": 3})
    assert alice.get("/cart").json() == {"items": [{"book_id": 2, "quantity": 3}]}
    alice.put("/cart/items", json={"book_id": 2, "quantity": 0})
    assert alice.get("/cart").json() == {"items": []}


def test_restock(admin, alice):
    before = alice.get("/books/10").json()["stock"]
    assert admin.post("/admin/books/10/restock", json={"quantity": 5}).json()["stock"] == before + 5
    assert alice.get("/books/10").json()["stock"] == before + 5


def test_import(admin, alice, stubs):
    feeds = [f"{stubs.url}/feeds/acme", f"{stubs.url}/feeds/penguin"]
    assert admin.post("/admin/catalogue/import", json={"feeds": feeds}).json() == {"imported": 6}
    assert len(alice.get("/books/search", params={"q": "Penguin Novel"}).json()) == 3


def test_shipping_quote(alice, stubs):
    quote = alice.get("/shipping/quote", params={"country": "DE", "weight": 1000}).json()
    assert quote == {"country": "DE", "weight": 1000, "price": 4.0, "days": 4}


def test_documents(alice):
    assert alice.get("/documents/legal/terms.txt").text.startswith("Terms of sale")
    assert alice.get("/documents/legal/none.txt").status_code == 404
