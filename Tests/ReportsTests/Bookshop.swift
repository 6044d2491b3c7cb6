import Findings
import Model
import Reports
import Source

/// A hand-made review of a small shop, with one of everything that reports show.
enum Bookshop {
  static let timeout = RuleInfo(
    name: "missing-timeout", alias: "R01", pillar: .reliability, level: .error, confidence: .high,
    summary: "an outbound call has no timeout, and its library sets none",
    why: "A remote service that hangs does not answer with an error: it does not answer.",
    quietWhen: [
      "the call, its client or the library's default sets a timeout", "whether one is set could not be seen",
    ],
    example: "requests.post(BILLING_URL, json=payload)",
    instead: "requests.post(BILLING_URL, json=payload, timeout=(1, 2))", cwe: [1088],
    references: ["https://cwe.mitre.org/data/definitions/1088.html"])
  static let injection = RuleInfo(
    name: "sql-injection", alias: "S07", pillar: .security, level: .error, confidence: .high,
    summary: "text from a request becomes part of an SQL statement", why: "A caller writes the statement.",
    quietWhen: ["the value is bound as a parameter"], example: "db.execute(f\"… {q}\")",
    instead: "db.execute(\"… :q\", {\"q\": q})", cwe: [89])
  static let secret = RuleInfo(
    name: "hardcoded-secret", alias: "S17", pillar: .security, level: .error, confidence: .medium,
    summary: "a secret stands in the code", why: "Whoever reads the repository has it.",
    quietWhen: ["it is a placeholder"],
    example: "SECRET = \"…\"", instead: "SECRET = os.environ[\"SECRET\"]", cwe: [798])
  static let atomic = RuleInfo(
    name: "writes-without-transaction", alias: "D01", pillar: .dataIntegrity, level: .error, confidence: .high,
    summary: "writes that belong together are committed apart", why: "A crash between them leaves half.",
    quietWhen: ["one transaction holds them"], example: "a(); b()", instead: "with transaction(): a(); b()")
  static let state = RuleInfo(
    name: "state-in-process", alias: "C01", pillar: .scalability, level: .note, confidence: .low,
    summary: "requests share a variable of one process", why: "A second process has another.",
    quietWhen: ["it is a cache"],
    example: "CARTS[user] = cart", instead: "redis.hset(user, cart)")
  static let pages = RuleInfo(
    name: "unpaginated-list", alias: "P04", pillar: .performance, level: .warning, confidence: .high,
    summary: "a list answers every row", why: "It grows with the table.", quietWhen: ["a limit bounds it"],
    example: "return db.all()", instead: "return db.limit(100)")
  static let rules = [timeout, injection, secret, pages, atomic, state]

  static let code: [String: [Int: String]] = [
    "app/clients/billing.py": [
      29: "def charge(payload):", 30: "    # the billing team's own limit is 30 s",
      31: "    r = requests.post(BILLING_URL, json=payload)", 32: "    r.raise_for_status()", 33: "    return r.json()",
    ],
    "app/orders.py": [51: "def place(order):", 52: "\tdb.add(order)", 53: "\tdb.commit()", 54: "\ttake(order)"],
    "app/stock.py": [17: "def take(order):", 18: "    db.execute(UPDATE, order.id)"],
    "app/search.py": [
      9: "def search(q: str):", 10: "    rows = db.execute(f\"SELECT * FROM books WHERE title LIKE '%{q}%'\")",
      11: "    return rows.all()",
    ],
    "app/settings.py": [3: "DEBUG = False", 4: "SECRET_KEY = \"hunter2-is-not-a-password\"", 5: "ALGORITHM = 'HS256'"],
    "app/carts.py": [7: "CARTS = {}"],
    "app/books.py": [20: "    return db.query(Book).all()", 33: "    return db.query(Author).all()"],
  ]

  static func location(_ file: String, _ line: Int, _ from: Int = 1, _ to: Int = 1) -> Location {
    Location(file: file, startLine: line, startColumn: from, endLine: line, endColumn: to)
  }

  static let hangs = Finding(
    rule: timeout, message: "A slow billing service stops every endpoint",
    scenario: """
      requests has no default timeout. While billing hangs, each POST /orders keeps one of 40 worker threads and one \
      of 15 pooled connections (app/db.py:9): the 15th hanging call stops all 15 endpoints.
      """,
    location: location("app/clients/billing.py", 31, 9, 49),
    related: [.init(location("app/db.py", 9), "the pool holds 15 connections")],
    endpoints: ["POST /orders", "POST /orders/{id}/pay"], remedy: "pass timeout=(1, 2)", subject: "charge requests.post"
  )
  static let halves = Finding(
    rule: atomic, message: "A crash leaves an order without its stock taken",
    scenario: "The order is committed before the stock is written: a crash in between keeps the one without the other.",
    location: location("app/orders.py", 53, 2, 13), related: [.init(location("app/stock.py", 18), "the second write")],
    endpoints: ["POST /orders"], remedy: "commit once, after both writes", subject: "place orders stock")
  static let injected = Finding(
    rule: injection, message: "A caller of GET /search writes the SQL statement",
    scenario: "q = \"%' UNION SELECT email, password FROM users --\" answers every account.",
    location: location("app/search.py", 10, 12, 72),
    flow: [
      .init(location: location("app/search.py", 9, 12, 18), note: "query parameter q of GET /search"),
      .init(location: location("app/search.py", 10, 23, 71), note: "becomes part of the statement"),
    ], endpoints: ["GET /search"], remedy: "bind q as a parameter", subject: "search q")
  static let leaked = Finding(
    rule: secret, message: "SECRET_KEY holds a secret in the code",
    scenario: "Whoever reads the repository can sign tokens.",
    location: location("app/settings.py", 4, 14, 41), remedy: "read it from the environment, and change it",
    subject: "SECRET_KEY")
  static let shared = Finding(
    rule: state, message: "CARTS is shared by requests", scenario: "A second process has another CARTS.",
    location: location("app/carts.py", 7, 1, 11), endpoints: ["POST /carts", "GET /carts"],
    remedy: "keep carts in the database", subject: "CARTS")

  static func list(_ line: Int, _ entity: String) -> Finding {
    Finding(
      rule: pages, message: "GET /\(entity)s answers every \(entity)",
      scenario: "A million rows are a million objects.",
      location: location("app/books.py", line, 12, 30), endpoints: ["GET /\(entity)s"], remedy: "page it",
      subject: entity)
  }

  static var accepted: Finding {
    var finding = list(33, "author")
    finding.suppression = "there are 200 authors at most"
    return finding
  }

  static var backend: Backend {
    var backend = Backend()
    backend.project.name = "bookshop"
    var python = LanguageUse(name: "python")
    (python.files, python.lines, python.bytes, python.filesWithSyntaxErrors) = (48, 2_310, 81_204, 1)
    backend.languages = [python]
    backend.frameworks = [FrameworkUse(name: "fastapi", location: location("app/main.py", 1))]
    backend.frameworks.append(FrameworkUse(name: "sqlalchemy", location: location("app/db.py", 1)))
    backend.dataStores = [
      DataStore(kind: .relational, engine: "postgresql", driver: "psycopg", location: location("app/db.py", 9))
    ]
    backend.secrets = [
      HardcodedSecret(location: leaked.location, kind: "password", name: "SECRET_KEY", isProviderFormat: false)
    ]
    for (index, title) in [("POST", "/orders"), ("GET", "/search"), ("GET", "/books")].enumerated() {
      backend.endpoints.append(
        Endpoint(
          id: EndpointID(index: UInt32(index)), method: title.0, path: title.1, framework: "fastapi",
          auth: Auth(index == 0 ? .required : .unknown),
          handler: Handler(name: "handler", location: location("app/main.py", 10 + index), function: nil),
          registered: location("app/main.py", 9 + index)))
    }
    return backend
  }

  static func review(_ findings: [Finding], backend: Backend = backend) -> Review {
    var result = ReviewResult()
    result.findings = findings
    Fingerprint.assign(to: &result.findings)
    result.rules = RuleCatalogue(rules).rules
    result.longestWait = LongestWait(endpoint: "POST /orders", seconds: 62)
    result.diagnostics = [
      Diagnostic(.warning, file: "app/odd.py", line: 12, "syntax error: lines 12 to 14 are left out"),
      Diagnostic(.note, "no lock file: versions are taken from requirements.txt"),
    ]
    let code = code
    var review = Review(
      backend: backend, result: result, source: SourceExcerpts { code[$0]?[$1] }, version: "0.1.0", seconds: 0.1149)
    review.failOn = .error
    return review
  }

  /// One of everything.
  static var full: Review { review([hangs, injected, leaked, list(20, "book"), accepted, halves, shared]) }

  /// A review that found nothing.
  static var silent: Review {
    var review = review([])
    review.result.diagnostics = []
    review.result.longestWait = nil
    review.backend.languages[0].filesWithSyntaxErrors = 0
    for index in review.backend.endpoints.indices { review.backend.endpoints[index].auth = Auth(.required) }
    return review
  }

  /// More findings than a short report shows.
  static var crowded: Review {
    let calls = (1...9).map { number -> Finding in
      var finding = hangs
      finding.location = location("app/clients/client\(number).py", number * 3)
      finding.message = "requests.get in client \(number) waits without a limit"
      finding.endpoints = (1...number).map { "GET /things/{id}/part\($0)" }
      return finding
    }
    let lists = (1...6).map { list($0 * 10, "thing\($0)") }
    var review = review(calls + [injected, leaked] + lists + [accepted, halves, shared])
    review.result.baselined = 3
    return review
  }

  /// A review in which everything that comes from the reviewed code is hostile.
  static func hostile(_ evil: String) -> Review {
    var finding = hangs
    let place = Location(file: "a\(evil).py", startLine: 1, startColumn: 1, endLine: 1, endColumn: 3)
    finding.location = place
    finding.message = evil
    finding.scenario = evil
    finding.remedy = evil
    finding.endpoints = ["GET /\(evil)"]
    finding.related = [.init(place, evil)]
    finding.flow = [.init(location: place, note: evil)]
    var suppressed = finding
    suppressed.suppression = evil
    var backend = backend
    backend.project.name = evil
    backend.frameworks = [FrameworkUse(name: evil, location: place)]
    var review = review([finding, suppressed], backend: backend)
    review.source = SourceExcerpts { _, _ in evil }
    review.result.diagnostics = [Diagnostic(.warning, file: evil, line: 1, evil)]
    review.result.longestWait = LongestWait(endpoint: evil, seconds: 99)
    review.since = evil
    return review
  }
}
