internal import Findings
internal import Model
internal import Source

/// P17. A client, an engine or a pool that each request makes for itself.
enum ClientPerRequestRule: Rule {
  static let info = RuleInfo(
    name: "client-per-request", alias: "P17", pillar: .performance, level: .warning, confidence: .high,
    summary: "each request makes a client, a pool or an engine of its own",
    why: """
      Clients keep connections open so that the next call need not open one. One that lives for a request pays DNS, TCP \
      and TLS each time, some 50 to 200 ms to a remote host; pools that are never closed pile up on the server until it \
      refuses connections to everybody.
      """,
    quietWhen: [
      "it is made once: at start-up, in a global, an attribute or a cache",
      "it is made on first use and kept, as by GetOrAdd or a cache that is handed how to make it",
      "it is a connection of .NET to a database: the driver keeps those that are open",
      "it sends mail: a session per message is how mail works",
      "it is a connection of ADO.NET, which comes from a pool of the process",
      "it is an HTTP client for a single call, or for administrators only (a note)",
    ],
    example: "async def quote():\n    engine = create_engine(URL)",
    instead: "engine = create_engine(URL)  # once, at start-up; handlers take it from there",
    cwe: [1072],
    references: [
      "https://www.python-httpx.org/advanced/clients/", "https://docs.sqlalchemy.org/en/20/core/connections.html",
    ])

  static func check(_ context: RuleContext) -> [Finding] {
    var findings: [EffectID: Finding] = [:]
    for endpoint in context.backend.endpoints {
      for step in context.paths[endpoint.id].steps {
        let effect = context.backend[step.effect]
        guard case .connect(let connection) = effect.kind, !isKept(effect, step),
          !isRegistered(effect, step, context.backend), let what = what(connection, effect),
          !isOpening(effect, connection, context.backend)
        else { continue }
        let isRepeated = !step.isSpawned && step.loops.contains { $0.source == .rows || $0.source == .request }
        let level = level(effect, connection, isRepeated, context)
        if let known = findings[effect.id], known.level >= level { continue }
        findings[effect.id] = finding(effect, what, isRepeated, level, step, endpoint, context)
      }
    }
    return Array(findings.values)
  }

  /// An administrator's export may take its time; what costs the most is a client for each of many elements.
  private static func level(
    _ effect: Effect, _ connection: Connection, _ isRepeated: Bool, _ context: RuleContext
  ) -> Level {
    let callers = context.reach.endpoints(of: effect.function)
    if callers.allSatisfy({ context.backend[$0].isForStaff || isProbe(context.backend[$0]) }) { return .note }
    // A transport of Go keeps its connections after the request.
    // So does a handler of C#, of which each client has its own.
    return connection.kind != .http || isRepeated || effect.location.isGo || effect.location.isCSharp
      ? .warning : .note
  }

  private static let probes: Set<String> = [
    "health", "healthz", "healthcheck", "status", "ready", "readyz", "readiness", "live", "livez", "heartbeat", "ping",
  ]

  /// A probe opens a connection in order to see whether it can, and is not asked often.
  private static func isProbe(_ endpoint: Endpoint) -> Bool {
    endpoint.words.last.map { probes.contains($0) } ?? false
  }

  /// `client.connect()` after `new Client()`: one and the same, and one finding per function is enough.
  private static func isOpening(_ effect: Effect, _ connection: Connection, _ backend: Backend) -> Bool {
    backend[effect.function].effects.contains { index in
      guard backend.effects[index].id < effect.id, case .connect(let other) = backend.effects[index].kind else {
        return false
      }
      // The branches of an `if` make one client, too.
      return other.kind == connection.kind && backend.effects[index].location != effect.location
    }
  }

  /// Something on the way keeps it: it, or the object that holds it.
  private static func isKept(_ effect: Effect, _ step: RequestPath.Step) -> Bool {
    effect.context.isKept || step.isVia { $0.context.isKept } || effect.context.isInCatch
  }

  /// `CreateAndRegisterProxy` of Go puts what it makes where the next request finds it.
  private static func isRegistered(_ effect: Effect, _ step: RequestPath.Step, _ backend: Backend) -> Bool {
    effect.location.isGo
      && step.functions.dropFirst().contains { id in
        Words.of(backend[id].name).contains { ["register", "cached", "cache"].contains($0) }
      }
  }

  private static func what(_ connection: Connection, _ effect: Effect) -> (name: String, cost: String)? {
    if effect.callee.lowercased().contains("sqlite") { return nil }
    // What it keeps open ends by itself soon.
    if case .set = connection.timeout, effect.location.isGo { return nil }
    switch connection.kind {
    // The drivers of .NET keep the connections, by their connection string: the object takes one of them.
    case .database where effect.location.isCSharp: return nil
    case .database:
      return ("a database pool or connection", "opens connections of its own: TCP, TLS and a login each time")
    case .cache: return ("a cache client", "opens a connection of its own")
    case .broker: return ("a broker connection", "opens a connection of its own: seven packets and a login each time")
    case .cloud: return ("a cloud client", "reads its service description and opens connections anew")
    case .http: return ("an HTTP client", "builds a TLS context and opens a connection of its own: DNS, TCP and TLS")
    case .mail, .options: return nil
    }
  }

  private static func finding(
    _ effect: Effect, _ what: (name: String, cost: String), _ isRepeated: Bool, _ level: Level,
    _ step: RequestPath.Step,
    _ endpoint: Endpoint, _ context: RuleContext
  ) -> Finding {
    let function = context.backend[effect.function]
    return Finding(
      rule: info, level: level, confidence: level == .note ? .medium : nil,
      message: "\(effect.callee) makes \(what.name) for each \(isRepeated ? "element of each request" : "request")",
      scenario: """
        Each \(endpoint.title) \(what.cost). At 100 requests a second that is 100 new \
        connections a second, which the other side must accept, and the process keeps in TIME_WAIT.
        """,
      location: effect.location,
      related: step.via.suffix(3).map { Finding.Related($0.location, "the call that leads to it") },
      endpoints: context.endpoints(reaching: function.id),
      remedy: "make it once when the process starts, and close it when it ends",
      subject: "\(function.name) \(effect.callee)")
  }
}
