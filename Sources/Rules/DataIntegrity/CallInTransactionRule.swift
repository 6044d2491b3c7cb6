internal import Findings
internal import Model
internal import Source

/// D02. A remote call while a transaction holds its locks.
enum CallInTransactionRule: Rule {
  static let info = RuleInfo(
    name: "call-in-transaction", alias: "D02", pillar: .dataIntegrity, level: .error, confidence: .high,
    summary: "a remote call, a mail or a sleep happens while a transaction is open",
    why: """
      A transaction keeps its locks and its connection until it ends. A remote call inside makes it as long as the other \
      side wants: others wait for the rows, the pool runs empty, and when the transaction fails in the end, what was done \
      outside stays done.
      """,
    quietWhen: [
      "the call happens before the transaction begins or after it is committed",
      "the call only starts and nobody waits for it",
      "the transaction is the framework's own around each request, or has neither locked nor written a row yet",
    ],
    example: "order = db.get(Order, id, with_for_update=True)\nbilling.charge(order)\ndb.commit()",
    instead: "begin_payment(order)  # commits\nbilling.charge(order)\nend_payment(order)  # commits",
    cwe: [667], references: ["https://www.postgresql.org/docs/current/explicit-locking.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    var found: [Location: Finding] = [:]
    // Several calls of one function in one transaction leave it together.
    var told: [String: Location] = [:]
    for endpoint in context.backend.endpoints {
      var held: Effect?
      for step in context.paths[endpoint.id].steps where !step.isSpawned {
        let effect = context.backend[step.effect]
        if let what = waits(effect), found[effect.location] == nil {
          if let block = block(step, context.backend) {
            let key = "\(effect.function.index) \(block) \(what)"
            if told[key, default: effect.location] != effect.location { continue }
            told[key] = effect.location
            found[effect.location] = finding(effect, what, block, "the transaction", endpoint, step, context)
          } else if let held, step.transactions.isEmpty {
            found[effect.location] = finding(
              effect, what, held.location, "the row is locked here", endpoint, step, context)
          }
        }
        held = after(effect, step, held)
      }
    }
    return Array(found.values)
  }

  /// The innermost transaction that code opened around it.
  private static func block(_ step: RequestPath.Step, _ backend: Backend) -> Location? {
    step.transactions.map { backend.transactions[$0] }.last { $0.form != .request }?.location
  }

  /// What holds locks until the next commit of a unit of work.
  private static func after(_ effect: Effect, _ step: RequestPath.Step, _ held: Effect?) -> Effect? {
    switch effect.kind {
    case .transaction(.commit), .transaction(.rollback): return nil
    case .query(let query) where step.transactions.isEmpty && query.operation == .select && query.locksRows:
      // Without a transaction, ECMAScript's libraries give the lock up with the statement.
      return effect.location.isECMAScript ? held : effect
    default: return held
    }
  }

  /// What it waits for; `nil` when it is no slow work outside of the database.
  private static func waits(_ effect: Effect) -> String? {
    switch effect.kind {
    case .outbound: "the remote service"
    case .mail: "the mail server"
    case .sleep(let seconds): (seconds ?? 1) > 0 ? "a pause" : nil
    case .process: "another program"
    default: nil
    }
  }

  private static func finding(
    _ effect: Effect, _ what: String, _ held: Location, _ note: String, _ endpoint: Endpoint, _ step: RequestPath.Step,
    _ context: RuleContext
  ) -> Finding {
    let function = context.backend[effect.function]
    return Finding(
      rule: info, message: "\(effect.callee) runs while \(endpoint.title) holds a transaction open",
      scenario: """
        While \(what) takes its time, the rows stay locked and the connection stays taken: others wait behind it. If the \
        commit then fails, what was done outside can't be undone.
        """,
      location: effect.location,
      related: [Finding.Related(held, note)]
        + step.via.suffix(2).map { Finding.Related($0.location, "the call that leads to it") },
      endpoints: context.endpoints(reaching: function.id),
      remedy: "commit first, then call; note the intent in a table before, and the outcome after",
      subject: "\(function.name) \(effect.callee)")
  }
}
