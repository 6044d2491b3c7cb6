internal import Findings
internal import Model
internal import Source

/// R02. A database, cache or broker that is waited for without a limit.
enum DatabaseTimeoutRule: Rule {
  static let info = RuleInfo(
    name: "db-no-timeout", alias: "R02", pillar: .reliability, level: .warning, confidence: .medium,
    summary: "a client of a database, cache or broker waits without a limit",
    why: """
      A statement behind a lock, or a server that no longer answers, does not fail: it waits. Each waiting request keeps \
      its connection; when the pool is empty, every endpoint with a query stands still, long after the cause is found.
      """,
    quietWhen: [
      "the client, its URL, the role, a migration or the server's configuration sets the limit",
      "the driver has one by itself, or its options could not be seen",
      "the database is a local file, or nothing here answers requests",
    ],
    example: "engine = create_engine(URL)",
    instead: """
      engine = create_engine(URL, pool_timeout=2, connect_args={"connect_timeout": 2, "options": "-c \
      statement_timeout=2000"})
      """,
    cwe: [1088],
    references: ["https://www.postgresql.org/docs/current/runtime-config-client.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    let backend = context.backend
    guard !backend.endpoints.isEmpty else { return [] }
    var seen: Set<String> = []
    return backend.dataStores.compactMap { store in
      guard let missing = missing(store), isServed(store, backend), isNetworked(store, backend),
        !isBoundedByVersion(store, backend)
      else { return nil }
      // The same driver made in several places is mended in the same way.
      guard seen.insert("\(store.driver) \(store.location.file)").inserted else { return nil }
      return finding(store, missing, backend)
    }
  }

  private static func isServed(_ store: DataStore, _ backend: Backend) -> Bool {
    store.function.map { backend[$0].purpose == .production } ?? true
  }

  /// What waits for ever, in words.
  private static func missing(_ store: DataStore) -> String? {
    switch (store.connectTimeout == .none, store.statementTimeout == .none) {
    case (true, true): "connecting and each \(unit(store))"
    case (false, true): "each \(unit(store))"
    case (true, false): store.kind == .cache || store.kind == .broker ? "connecting" : nil
    case (false, false): nil
    }
  }

  private static func unit(_ store: DataStore) -> String {
    switch store.kind {
    case .relational: "statement"
    case .cache: "command"
    case .broker: "answer"
    case .document, .search, .object: "operation"
    }
  }

  private static let networked: Set<String> = [
    "psycopg", "psycopg2", "psycopg2-binary", "psycopg-binary", "asyncpg", "pg8000", "pymysql", "mysqlclient",
    "aiomysql",
    "asyncmy", "mysql-connector-python", "cx-oracle", "oracledb", "pyodbc", "pymssql",
  ]

  /// Not SQLite: by its address, or by the drivers that are asked for.
  private static func isNetworked(_ store: DataStore, _ backend: Backend) -> Bool {
    guard store.kind == .relational else { return true }
    if store.engine == "sqlite" { return false }
    return !store.engine.isEmpty || backend.dependsOn(networked)
  }

  private static func isBoundedByVersion(_ store: DataStore, _ backend: Backend) -> Bool {
    guard let since = store.boundedSince else { return false }
    let majors = backend.majors(of: store.driver)
    return majors.isEmpty || majors.contains { $0 >= since }
  }

  private static func finding(_ store: DataStore, _ missing: String, _ backend: Backend) -> Finding {
    let name = store.engine.isEmpty ? "the database" : store.engine
    return Finding(
      rule: info, level: store.kind == .relational ? nil : .note,
      message: "\(missing) may wait for ever for \(name)",
      scenario: """
        While \(name) hangs or a lock is held, each request that needs it keeps its connection and its worker\
        \(pool(store)); nothing ends the wait.
        """,
      location: store.location,
      remedy: remedy(store), subject: "\(store.driver) \(store.kind.rawValue)")
  }

  private static func pool(_ store: DataStore) -> String {
    guard let pool = store.pool, pool.isDefault, let size = pool.size else { return "" }
    return ": after \(size) of them the pool is empty and every other query waits as well"
  }

  private static func remedy(_ store: DataStore) -> String {
    switch store.kind {
    case .relational: "set a connect timeout and a statement timeout, in the client's options or on the role"
    default: "set the client's connect and socket timeouts, shorter than a request may take"
    }
  }
}
