internal import Findings
internal import Model
internal import Source

/// D01. Two writes of one request that are committed apart.
enum WritesWithoutTransactionRule: Rule {
  static let info = RuleInfo(
    name: "writes-without-transaction", alias: "D01", pillar: .dataIntegrity, level: .error, confidence: .medium,
    summary: "writes that belong together are committed apart",
    why: """
      Processes are killed between any two statements: by a deployment, by memory pressure, by a lost connection. \
      What the first commit stored then stays, and what the second one would have stored is missing: an order \
      without its stock taken, money taken without an order. Nothing repairs it by itself.
      """,
    quietWhen: [
      "one transaction holds all writes: a block, a decorator, a transaction per request, one commit of a unit of work",
      "the writes are in different branches, of which only one runs",
      "only one of them matters: audit entries, counters, sessions, tokens, last-seen marks",
      "a single statement writes everything",
      "a note only: rows are deleted before what they belong to, so that a second try deletes the rest",
      "a note only: the second one cleans up what nothing belongs to any more, and does so whenever it runs",
    ],
    example: "session.add(order); session.commit()\nstock.take(session, items); session.commit()",
    instead: "with session.begin():\n    session.add(order)\n    stock.take(session, items)",
    cwe: [662],
    references: ["https://www.postgresql.org/docs/current/tutorial-transactions.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    var findings: [String: Finding] = [:]
    for endpoint in context.backend.endpoints {
      guard let (first, second) = apart(context.paths[endpoint.id], context.backend) else { continue }
      let key = "\(first.location)\(second.location)"
      if findings[key] == nil { findings[key] = finding(first, second, endpoint, context) }
    }
    return Array(findings.values)
  }

  /// The first two durable writes to different tables that no transaction holds together.
  private static func apart(_ path: RequestPath, _ backend: Backend) -> (Effect, Effect)? {
    // With a unit of work, a write is durable at the next commit; without one, at once.
    var pending: [Effect] = []
    var durable: [Effect] = []
    for step in path.steps where !step.isSpawned {
      let effect = backend[step.effect]
      switch effect.kind {
      case .query(let query)
      where query.isWrite && matters(query, backend) && step.transactions.isEmpty && !step.isConditional:
        if query.autocommits {
          if let pair = pair(durable, effect, backend) { return pair }; durable.append(effect)
        } else {
          pending.append(effect)
        }
      case .transaction(.commit) where step.transactions.isEmpty && !step.isConditional:
        for write in pending { if let pair = pair(durable, write, backend) { return pair } }
        durable += pending
        pending = []
      case .transaction(.rollback): if !step.isConditional { pending = [] }
      default: break
      }
    }
    return nil
  }

  private static func pair(_ durable: [Effect], _ next: Effect, _ backend: Backend) -> (Effect, Effect)? {
    guard let table = table(next),
      let first = durable.first(where: { self.table($0) != nil && self.table($0) != table && !isRepeatable($0) })
    else { return nil }
    return (first, next)
  }

  /// An upsert that stays alone does no harm: the next call writes the same.
  private static func isRepeatable(_ effect: Effect) -> Bool {
    if case .query(let query) = effect.kind { return query.operation == .upsert }
    return false
  }

  private static func table(_ effect: Effect) -> String? {
    guard case .query(let query) = effect.kind else { return nil }
    return query.tables.first?.lowercased()
  }

  private static let minor = [
    "audit", "log", "event", "session", "token", "history", "activity", "metric", "visit", "seen",
  ]

  /// A known table, where tables are known at all, and none of those that only keep traces.
  private static func matters(_ query: Query, _ backend: Backend) -> Bool {
    guard let table = query.tables.first?.lowercased(), backend.tables.isEmpty || backend.table(named: table) != nil
    else {
      return false
    }
    // A figure that is counted anew.
    if !query.columns.isEmpty, query.columns.allSatisfy({ Words.of($0).last == "count" }) { return false }
    return !minor.contains { table.contains($0) }
  }

  /// Both delete, the first one by something else than its own key: a second try finds the rest.
  private static func isEmptying(_ first: Effect, _ second: Effect) -> Bool {
    guard case .query(let one) = first.kind, case .query(let two) = second.kind else { return false }
    return one.operation == .delete && two.operation == .delete && !one.isByKey && !one.filters.isEmpty
      && !one.filters.contains { $0.lowercased() == "id" }
  }

  private static let cleaning: Set<String> = [
    "cleanup", "clean", "orphan", "orphans", "orphaned", "abandoned", "unused", "stale", "prune", "purge", "longer",
  ]

  /// `CleanupAbandonedChapters`, `RemoveAllPeopleNoLongerAssociated`: the next one deletes what this one leaves.
  private static func isCleanUp(_ second: Effect, _ backend: Backend) -> Bool {
    guard case .query(let query) = second.kind, query.operation == .delete else { return false }
    return Words.of(backend[second.function].name).contains { cleaning.contains($0) }
  }

  /// What a second try does.
  private static func aftermath(_ first: Effect, _ one: String, _ two: String) -> String {
    guard case .query(let query) = first.kind else { return "" }
    switch query.operation {
    case .insert, .upsert: return "The caller sees an error and tries again: then \(one) is written twice."
    case .delete: return "A second try finds nothing in \(one) any more, and may end before it gets to \(two)."
    default: return "The two contradict each other from then on, and nothing repairs it."
    }
  }

  private static func finding(
    _ first: Effect, _ second: Effect, _ endpoint: Endpoint, _ context: RuleContext
  ) -> Finding {
    let (one, two) = (table(first) ?? "", table(second) ?? "")
    return Finding(
      rule: info, level: isEmptying(first, second) || isCleanUp(second, context.backend) ? .note : nil,
      message: "\(endpoint.title) commits its writes to \(one) and \(two) apart",
      scenario: """
        If the process dies between the two commits, the write to \(one) stays and the one to \(two) is lost. \
        \(aftermath(first, one, two))
        """,
      location: second.location, related: [Finding.Related(first.location, "the first write")],
      endpoints: context.endpoints(reaching: second.function),
      remedy: "put both writes into one transaction, with one commit at its end",
      subject: "\(context.backend[second.function].name) \(one) \(two)")
  }
}
