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
      "Spring's or Quarkus' settings name a database on localhost: another one is set where the service runs",
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
    var byDriver: [String: [DataStore]] = [:]
    for store in backend.dataStores
    where missing(store) != nil && isServed(store, context) && isNetworked(store, backend)
      && !isBoundedByVersion(store, backend) && !isOfTool(store, backend)
    {
      byDriver["\(backend.owner(of: store.location.file)) \(store.kind.rawValue) \(store.driver)", default: []].append(
        store)
    }
    // The same driver made in several places is mended in the same way.
    return byDriver.keys.sorted().compactMap { finding(byDriver[$0] ?? [], context) }
  }

  /// It is made where the service starts, or by a request or a job: not by a command, and not in code that is only kept.
  private static func isServed(_ store: DataStore, _ context: RuleContext) -> Bool {
    guard let function = store.function else { return true }
    guard context.backend[function].purpose == .production, !isElsewhere(store.location.file) else { return false }
    return !context.reach.endpoints(of: function).isEmpty || context.reach.isReachedByJob(function)
      || runsAtStart(function, context.backend) || isStart(context.backend[function].name)
  }

  /// Where NestJS's module makes the data source that serves, one written beside it is for TypeORM's command.
  private static func isOfTool(_ store: DataStore, _ backend: Backend) -> Bool {
    store.driver == "typeorm" && backend.dependsOn(["@nestjs/typeorm"])
  }

  private static let scripts: Set<String> = [
    "migrations", "migration", "alembic", "revisions", "scripts", "load", "benchmarks", "ping", "wait", "examples",
    "artifacts", "seed",
  ]

  /// Migrations, scripts and measurements.
  private static func isElsewhere(_ path: String) -> Bool {
    let words = path.lowercased().split { "/._-".contains($0) }.map(String.init)
    // `create-database.js`, `create_db.py`: run once.
    return words.contains { scripts.contains($0) }
      || words.contains { ["create", "drop", "reset"].contains($0) }
        && words.contains { $0 == "database" || $0 == "db" }
  }

  /// A hook of the framework, by its name.
  private static func isStart(_ name: String) -> Bool {
    Words.of(name).contains { ["startup", "lifespan", "init", "initialize", "setup"].contains($0) }
  }

  /// Calls followed towards the top level of a file.
  private static let depth = 6

  private static func runsAtStart(_ function: FunctionID, _ backend: Backend) -> Bool {
    var level = [function]
    var seen = Set(level)
    for _ in 0..<depth {
      if level.contains(where: { isEntry(backend[$0]) }) { return true }
      level = level.flatMap { backend[$0].callers }.filter { seen.insert($0).inserted }
      if level.isEmpty || seen.count > 200 { return false }
    }
    return false
  }

  private static func isEntry(_ function: Function) -> Bool {
    function.purpose == .production
      && (function.name == "<module>" || function.location.isGo && ["main", "init"].contains(function.name))
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
    "asyncmy", "mysql-connector-python", "cx-oracle", "oracledb", "pyodbc", "pymssql", "pg", "mysql2", "mysql",
    "mariadb", "tedious",
  ]

  /// Not SQLite: by its address, or by the drivers that are asked for.
  private static func isNetworked(_ store: DataStore, _ backend: Backend) -> Bool {
    guard store.kind == .relational else { return true }
    if store.engine == "sqlite" { return false }
    return !store.engine.isEmpty || backend.dependsOn(networked)
  }

  /// A setting chooses the database, and one that lives in the process is among those that it may choose.
  private static func mayBeEmbedded(_ store: DataStore, _ backend: Backend) -> Bool {
    store.engine.isEmpty && backend.dependsOn(["sqlite3", "better-sqlite3", "aiosqlite"])
  }

  private static func isBoundedByVersion(_ store: DataStore, _ backend: Backend) -> Bool {
    guard let since = store.boundedSince else { return false }
    let majors = backend.majors(of: store.driver)
    return majors.isEmpty || majors.contains { $0 >= since }
  }

  private static func finding(_ stores: [DataStore], _ context: RuleContext) -> Finding? {
    guard let store = stores.first, let missing = missing(store) else { return nil }
    let name = engine(store, context.backend)
    let endpoints = waiting(for: store.kind, context)
    return Finding(
      rule: info, level: store.kind == .relational && !mayBeEmbedded(store, context.backend) ? nil : .note,
      message: "\(missing) may wait for ever for \(name)",
      scenario: """
        While \(name) hangs or a lock is held, each request that needs it keeps its connection\(store.location.isECMAScript || store.location.isGo ? "" : " and its worker")\
        \(pool(store)); nothing ends the wait.
        """,
      location: store.location,
      related: stores.dropFirst().prefix(5).map { Finding.Related($0.location, "made here too") },
      endpoints: endpoints, remedy: remedy(store), subject: "\(store.driver) \(store.kind.rawValue)")
  }

  /// Endpoints named at most; the first tell enough.
  private static let cap = 50

  /// The endpoints that ask a store of this kind.
  private static func waiting(for kind: DataStore.Kind, _ context: RuleContext) -> [String] {
    let asking = context.backend.endpoints.filter { endpoint in
      context.paths[endpoint.id].steps.contains { asks(context.backend[$0.effect], kind) }
    }
    return asking.prefix(cap).map(\.title)
  }

  private static func asks(_ effect: Effect, _ kind: DataStore.Kind) -> Bool {
    switch (kind, effect.kind) {
    case (.relational, .query), (.document, .query), (.cache, .cache), (.broker, .publish), (.broker, .enqueue): true
    default: false
    }
  }

  /// The database's name: from its address, or from the drivers that are asked for.
  private static func engine(_ store: DataStore, _ backend: Backend) -> String {
    let names = [
      "postgresql": "PostgreSQL", "mysql": "MySQL", "redis": "Redis", "mongodb": "MongoDB", "rabbitmq": "RabbitMQ",
    ]
    if !store.engine.isEmpty { return names[store.engine] ?? store.engine }
    let isPostgres = backend.dependsOn([
      "psycopg", "psycopg2", "psycopg2-binary", "psycopg-binary", "asyncpg", "pg8000",
    ])
    let isMySQL = backend.dependsOn(["pymysql", "mysqlclient", "aiomysql", "asyncmy"])
    return isPostgres == isMySQL ? "the database" : isPostgres ? "PostgreSQL" : "MySQL"
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
