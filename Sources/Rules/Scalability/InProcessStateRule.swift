internal import Findings
internal import Model
internal import Source

/// C01. What one request leaves in a variable of the process, for another request to find.
enum InProcessStateRule: Rule {
  static let info = RuleInfo(
    name: "in-process-state", alias: "C01", pillar: .scalability, level: .warning, confidence: .medium,
    summary: "requests share state through a variable of one process",
    why: """
      The next request may reach another worker, another replica, or the same one after a restart: there the variable is \
      empty. A cart is full on every fourth click, a limit counts a quarter of the calls, a deployment logs everybody out.
      """,
    quietWhen: [
      "it is a cache: what is not there is made again",
      "it holds what belongs to the process: open sockets, clients, locks, registered handlers",
      "only start-up code writes it, or no request reads it",
      "it holds what runs here and now: callbacks, futures, streams to a browser",
      "it is made with entries in it, as examples do that have no database: then it is a note",
    ],
    example: "carts = {}\n\n@app.put(\"/cart\")\ndef put(item): carts[user_id] = item",
    instead: "a table, or Redis with an expiry",
    cwe: [], references: ["https://12factor.net/processes"])

  static func check(_ context: RuleContext) -> [Finding] {
    let backend = context.backend
    return backend.sharedStates.compactMap { state in
      guard !state.isCache, !isOfTheProcess(state) else { return nil }
      let writes = state.writes.filter { !context.reach.endpoints(of: $0.function).isEmpty }
      guard !writes.isEmpty, !writes.allSatisfy(\.isMemo), let write = writes.first(where: { !$0.isMemo }) else {
        return nil
      }
      let reads = state.reads.filter { read in
        !context.reach.endpoints(of: read.function).isEmpty
          && !state.writes.contains { $0.location.covers(read.location) }
      }
      guard let read = reads.first else { return nil }
      return finding(state, write, read, writes, context)
    }
  }

  private static let own: Set<String> = [
    "cache", "caches", "cached", "memo", "memoized", "registry", "handler", "handlers", "plugin", "plugins", "lock",
    "locks", "pool", "pools", "client", "clients", "connection", "connections", "socket", "sockets", "instance",
    "instances", "subscriber", "subscribers", "listener", "listeners", "callbacks", "hooks", "routes", "config",
    "configuration", "settings", "options", "loaded", "initialized", "warned", "warnings", "metrics", "stats", "debug",
    "logger", "loggers", "engines", "engine", "modules", "models", "schemas", "adapters", "drivers", "providers",
    "templates", "translations", "threads", "tasks", "processes", "workers", "peers", "streams", "channels", "app",
    "queues", "module", "exports", "middleware", "extensions", "features", "types", "errors",
  ]
  private static let owed: Set<String> = [
    "cart", "carts", "basket", "session", "sessions", "token", "tokens", "order", "orders", "user", "users", "message",
    "messages", "job", "jobs", "upload", "uploads", "otp", "otps", "code", "codes", "attempt", "attempts", "limit",
    "limits", "room", "rooms", "game", "games", "vote", "votes", "counter", "count", "counts", "item", "items", "todo",
    "todos", "post", "posts", "comment", "comments", "product", "products", "book", "books", "pending", "state",
    "states",
    "requests", "hits", "blacklist", "blocklist", "revoked", "nonce", "nonces", "notification", "notifications",
    "payments",
    "entries", "tickets", "bookings", "chats", "quota", "data", "db", "store", "storage", "captchas", "captcha",
  ]

  private static func isOfTheProcess(_ state: SharedState) -> Bool {
    !own.isDisjoint(with: Words.of(state.name)) || state.name.hasPrefix("__") || state.name == "exports"
  }

  private static func finding(
    _ state: SharedState, _ write: SharedState.Access, _ read: SharedState.Access, _ writes: [SharedState.Access],
    _ context: RuleContext
  ) -> Finding {
    let replicas = context.backend.deployment.replicas
    let isOwed = !owed.isDisjoint(with: Words.of(state.name)) && !state.isSeeded
    let writers = writes.flatMap { context.reach.endpoints(of: $0.function) }
    let readers = context.reach.endpoints(of: read.function)
    let titles = Set(writers + readers).sorted().map { context.backend[$0].title }
    let writer = writers.first.map { context.backend[$0].title } ?? ""
    let reader = readers.first.map { context.backend[$0].title } ?? ""
    let where_ =
      replicas.map { "With \($0.count) processes, \(($0.count - 1) * 100 / $0.count) % of the requests reach one" }
      ?? "With a second worker or replica, half of the requests reach one"
    return Finding(
      rule: info, level: isOwed || replicas != nil && !state.name.isEmpty && !state.isSeeded ? .warning : .note,
      confidence: replicas != nil && isOwed ? .high : isOwed ? .medium : .low,
      message: "\(state.name) lives in the memory of one process: \(writer) writes it, \(reader) reads it",
      scenario: """
        \(where_) that does not know what \(writer) left in \(state.name). A restart empties it.
        """,
      location: state.location,
      related: [
        Finding.Related(write.location, "written by a request"), Finding.Related(read.location, "read by a request"),
      ] + (replicas.map { [Finding.Related($0.location, "\($0.count) processes")] } ?? []),
      endpoints: titles, remedy: "keep it in the database or in Redis, with an expiry",
      subject: state.name)
  }
}
