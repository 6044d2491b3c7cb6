import time

from conftest import place


def test_p01_one_query_per_book_of_the_list(alice, statements):
    log = statements(lambda: alice.get("/books", params={"limit": 10}))
    assert log.count("FROM order_items") == 10


def test_p01_one_query_per_line_of_an_order(alice, statements):
    log = statements(lambda: place(alice, *[(book, 1) for book in range(1, 7)]))
    assert log.count("UPDATE books SET stock") == 6
    assert log.count("FROM books") >= 12  # once to find it, once to take it from stock


def test_p01_two_queries_per_entry_of_a_feed(admin, stubs, statements):
    feeds = {"feeds": [f"{stubs.url}/feeds/{name}" for name in ("one", "two", "three")]}
    admin.post("/admin/catalogue/import", json=feeds)
    log = statements(lambda: admin.post("/admin/catalogue/import", json=feeds))
    assert log.count("WHERE authors.name =") == log.count("WHERE books.isbn =") == 9


def test_p02_authors_are_loaded_one_by_one(alice, statements):
    log = statements(lambda: alice.get("/books", params={"limit": 10}))
    assert log.count("WHERE authors.id =") == 4  # as many as there are authors


def test_p02_relations_are_loaded_one_by_one(bob, statements):
    for book in (1, 2, 3):
        place(bob, (book, 1))
    log = statements(lambda: bob.get("/orders"))
    assert log.count("FROM order_items") == 3
    assert log.count("FROM books") == 3


def test_p04_all_orders_at_once(bob, db):
    db.execute("INSERT INTO orders (user_id, status, total) SELECT 2, 'paid', 1 FROM generate_series(1, 500)")
    assert len(bob.get("/orders").json()) >= 500
    db.execute("DELETE FROM orders WHERE user_id = 2 AND total = 1")


def test_p04_all_users_at_once(anyone, db):
    db.execute("""INSERT INTO users (email, name, password_hash)
                  SELECT 'p04-' || n || '@example.com', 'Filler', '' FROM generate_series(1, 500) n""")
    assert len(anyone.get("/admin/users").json()) >= 500
    db.execute("DELETE FROM users WHERE email LIKE 'p04-%'")


def test_p05_the_caller_decides_how_many_books(alice, db):
    db.execute("""INSERT INTO books (isbn, title, author_id, price, stock)
                  SELECT 'p05' || n, 'Filler ' || n, 1, 1, 1 FROM generate_series(1, 400) n""")
    assert len(alice.get("/books", params={"limit": 1_000_000}).json()) >= 400
    db.execute("DELETE FROM books WHERE isbn LIKE 'p05%'")


def test_p17_every_fetch_opens_its_own_connection(admin, stubs):
    feeds = [f"{stubs.url}/feeds/again"] * 3
    admin.post("/admin/catalogue/import", json={"feeds": feeds})
    assert len({call["peer"] for call in stubs.received("feeds")}) == 3


def test_p21_registration_waits_for_the_mail_server(anyone, newcomer, stubs):
    stubs.behave("mail", delay=3)
    start = time.monotonic()
    assert anyone.post("/auth/register", json=newcomer).status_code == 201
    assert time.monotonic() - start > 3
