internal import Findings
internal import Model
internal import Source

/// R12. An error of a remote call that nobody learns of.
enum SwallowedErrorRule: Rule {
  static let info = RuleInfo(
    name: "swallowed-error", alias: "R12", pillar: .reliability, level: .warning, confidence: .high,
    summary: "an error of a query, a mail or a remote call is caught and nothing is done about it",
    why: """
      Code that catches everything and goes on turns an outage into silence: the mail is not sent, the row is not \
      written, and no log, no metric and no caller says so. What is wrong is found out weeks later, by a customer.
      """,
    quietWhen: [
      "the handler logs, raises, answers with another value, sets something or calls something",
      "a comment says why the error does not matter, or the code drops it in writing (`_ =`): then it is a note",
      "it is there for work that was cancelled (`catch when (token.IsCancellationRequested)`)",
      "only particular errors of the code's own are caught (KeyError, ObjectDoesNotExist, …)",
      "it is cleaning up: closing, rolling back, disconnecting, or a handler within a handler",
      "what fails is only read, and something else stands in for it",
      "it keeps traces that nobody needs one by one: tracking, telemetry, when somebody was last seen",
    ],
    example: "try:\n    mail.send(message)\nexcept Exception:\n    pass",
    instead:
      "try:\n    mail.send(message)\nexcept SMTPException:\n    logger.exception(\"mail %s was not sent\", message.id)",
    cwe: [390, 391],
    references: ["https://cwe.mitre.org/data/definitions/390.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    let findings = context.backend.handlers.compactMap { handler -> (FunctionID, Finding)? in
      let function = context.backend[handler.function]
      guard !handler.logs, !handler.reacts, !handler.isDocumented, !handler.isInCatch, function.purpose == .production,
        !isCleanUp(function.name),
        !isElsewhere(function.location.file)
      else { return nil }
      let kinds = kinds(handler)
      guard kinds != [] else { return nil }
      let guarded =
        handler.guarded.map { context.backend[$0] }
        + FarEffects.of(handler.guardedCalls, context.backend, depth: depth)
      let effects = guarded.filter { effect in kinds.map { $0.contains(kind(effect)) } ?? true }
      let isReached = !context.reach.endpoints(of: function.id).isEmpty
      let told = effects.filter { !(handler.drop != nil && commitsNothing($0, context.backend)) }
      guard let lost = told.first(where: \.isRemoteWrite) ?? told.first(where: { isReached && $0.isRemote }) else {
        return nil
      }
      if keepsTraces(function.name) || keepsTraces(context.backend[lost.function].name) { return nil }
      return (function.id, finding(handler, lost, function, context))
    }
    return joined(findings)
  }

  /// The commit of a transaction that only read.
  private static func commitsNothing(_ effect: Effect, _ backend: Backend) -> Bool {
    guard case .transaction = effect.kind else { return false }
    return !FarEffects.of([effect.function], backend, depth: depth).contains { effect in
      guard case .query(let query) = effect.kind else { return false }
      return query.isWrite || query.operation == .unknown && effect.callee.contains("Exec")
    }
  }

  /// One finding per function: what is said about its first handler holds for the others.
  private static func joined(_ findings: [(FunctionID, Finding)]) -> [Finding] {
    var order: [FunctionID] = []
    var byFunction: [FunctionID: Finding] = [:]
    for (function, finding) in findings {
      guard var first = byFunction[function] else {
        order.append(function)
        byFunction[function] = finding
        continue
      }
      // The worst one stands for all.
      if finding.level > first.level {
        var worse = finding
        worse.related += [Finding.Related(first.location, "here as well")] + first.related.dropFirst()
        byFunction[function] = worse
        continue
      }
      first.related.append(Finding.Related(finding.location, "here as well"))
      byFunction[function] = first
    }
    return order.compactMap { byFunction[$0] }
  }

  /// Calls followed from the guarded code: what lies deeper has handlers of its own, or is not what was meant.
  private static let depth = 3

  /// Migrations, and code that runs in browsers.
  private static func isElsewhere(_ path: String) -> Bool {
    path.hasSuffix(".tsx") || path.hasSuffix(".jsx")
      || path.hasSuffix(".go") && Words.of(path).contains { ["migration", "migrations", "migrate"].contains($0) }
      || path.lowercased().split { "/.".contains($0) }.contains {
        ["migrations", "migration", "alembic", "fixtures", "client", "frontend", "browser", "public", "webapp"]
          .contains($0)
      }
  }

  /// What libraries throw for all that may go wrong on the way, and whose effects that is about.
  private static let remote: [String: Set<String>] = [
    "RequestException": ["outbound"], "HTTPError": ["outbound"], "TransportError": ["outbound"],
    "BotoCoreError": ["outbound", "publish", "mail"], "SMTPException": ["mail"],
    "SQLAlchemyError": ["query", "transaction"], "RedisError": ["cache", "publish"], "PyMongoError": ["query"],
    "HttpRequestException": ["outbound"], "SmtpException": ["mail"], "DbException": ["query", "transaction"],
    "DbUpdateException": ["query", "transaction"], "SqlException": ["query", "transaction"],
    "RedisException": ["cache", "publish"],
  ]

  /// The kinds of effects whose failures it catches all of; `nil` when it catches everything.
  private static func kinds(_ handler: ErrorHandler) -> Set<String>? {
    if handler.catchesEverything { return nil }
    return handler.catches.reduce(into: []) { kinds, name in
      kinds.formUnion(remote[name.split(separator: ".").last.map(String.init) ?? name] ?? [])
    }
  }

  private static func kind(_ effect: Effect) -> String {
    switch effect.kind {
    case .outbound: "outbound"
    case .query: "query"
    case .transaction: "transaction"
    case .cache: "cache"
    case .publish: "publish"
    case .mail, .connect: "mail"
    default: ""
    }
  }

  private static let cleaning: Set<String> = [
    "close", "cleanup", "clean", "shutdown", "teardown", "dispose", "rollback", "disconnect", "del", "exit", "aexit",
    "stop", "destroy", "release", "unlock", "downgrade", "probe", "ping", "healthcheck",
  ]

  private static func isCleanUp(_ name: String) -> Bool {
    Words.of(name.split(separator: ".").last.map(String.init) ?? name).contains { cleaning.contains($0) }
  }

  private static let traces: Set<String> = [
    "track", "tracking", "telemetry", "analytics", "metrics", "heartbeat", "log", "logs",
  ]
  private static let marks: Set<String> = [
    "active", "seen", "used", "activity", "access", "accessed", "visit", "visited", "login", "contact",
  ]

  /// `trackActivity`, `touchLastSeen`, `updateLastActiveAt`.
  private static func keepsTraces(_ name: String) -> Bool {
    let words = name.split(separator: ".").last { $0 != "<lambda>" }.map { Words.of(String($0)) } ?? []
    return words.contains(where: traces.contains)
      || zip(words, words.dropFirst()).contains {
        $0 == "last" && marks.contains($1) || $0 == "used" && $1 == "timestamp"
      }
  }

  private static func finding(
    _ handler: ErrorHandler, _ lost: Effect, _ function: Function, _ context: RuleContext
  ) -> Finding {
    let endpoints = context.endpoints(reaching: function.id)
    return Finding(
      rule: info, level: lost.isRemoteWrite && handler.drop != .written ? nil : .note,
      message: message(handler, lost, function),
      scenario: scenario(lost, endpoints), location: handler.location,
      related: [Finding.Related(lost.location, "what may fail")], endpoints: endpoints,
      remedy: "log the error with what it was about, count it, or let it go up; catch only what is expected",
      subject: "\(function.name) \(lost.callee)")
  }

  private static func message(_ handler: ErrorHandler, _ lost: Effect, _ function: Function) -> String {
    if handler.drop != nil { return "\(function.name) does not look at the error of \(lost.callee)" }
    let caught = handler.catches.isEmpty ? "every error" : handler.catches.joined(separator: ", ")
    return "\(function.name) catches \(caught) of \(lost.callee) and does nothing"
  }

  private static func scenario(_ lost: Effect, _ endpoints: [String]) -> String {
    let where_ = endpoints.isEmpty ? "The caller" : Titles.of(endpoints)
    let loss: String
    switch lost.kind {
    case .mail: loss = "While the mail server refuses mails, none is sent and no log says so."
    case .query(let query) where query.isWrite:
      loss = "While the database refuses the write, the row is missing and no log says so."
    case .transaction: loss = "When the commit fails, what was written is gone and no log says so."
    case .publish, .enqueue: loss = "While the broker is away, messages are lost and no log says so."
    default: loss = "While \(lost.peer) fails, no log and no metric says so."
    }
    return "\(loss) \(where_) goes on as if all were well."
  }
}
