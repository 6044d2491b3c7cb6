internal import Findings
internal import Model
internal import Source

/// D03. A mail, a message or a task that goes out before what it speaks of is committed.
enum EffectBeforeCommitRule: Rule {
  static let info = RuleInfo(
    name: "effect-before-commit", alias: "D03", pillar: .dataIntegrity, level: .error, confidence: .medium,
    summary: "a mail, message or task goes out before the transaction commits",
    why: """
      A commit can fail: a constraint, a lost connection, a restart. The mail is out by then, and speaks of something \
      that never happened. A task that starts early finds no row, or the old one.
      """,
    quietWhen: [
      "it goes out after the commit, or in a hook that runs after it",
      "it is a row of an outbox in the same transaction",
      "nothing is committed after it",
      "it tells of an error, in its handler",
    ],
    example: "order.status = \"cancelled\"\nmail.send(user)\ndb.commit()",
    instead: "order.status = \"cancelled\"\noutbox.add(db, mail)\ndb.commit()",
    cwe: [696], references: ["https://microservices.io/patterns/data/transactional-outbox.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    var found: [Location: Finding] = [:]
    for endpoint in context.backend.endpoints {
      let steps = context.paths[endpoint.id].steps
      for (position, step) in steps.enumerated() {
        let effect = context.backend[step.effect]
        guard let what = what(effect), !isAboutFailure(step, effect), !isAfterCommitHook(step, context.backend),
          found[effect.location] == nil,
          let commit = commit(after: position, steps, context.backend)
        else { continue }
        found[effect.location] = finding(effect, what, commit, endpoint, step, context)
      }
    }
    return Array(found.values)
  }

  private static func what(_ effect: Effect) -> String? {
    switch effect.kind {
    case .mail: "a mail"
    case .publish: "a message"
    case .enqueue: "a task"
    default: nil
    }
  }

  /// It says that something failed, whatever is committed.
  private static func isAboutFailure(_ step: RequestPath.Step, _ effect: Effect) -> Bool {
    effect.context.isInCatch || step.via.contains { $0.context.isInCatch }
  }

  private static func isAfterCommitHook(_ step: RequestPath.Step, _ backend: Backend) -> Bool {
    step.functions.contains {
      backend[$0].name.lowercased().contains("on_commit") || backend[$0].name.lowercased().contains("aftercommit")
    }
  }

  /// The commit that makes durable what was changed before the effect: a block around both that has written, or the next
  /// commit of the unit of work with changes pending.
  private static func commit(after position: Int, _ steps: [RequestPath.Step], _ backend: Backend) -> Location? {
    let own = steps[position].transactions.last { backend.transactions[$0].form != .request }
    if let own {
      let wrote = steps.contains { step in
        guard step.transactions.contains(own), case .query(let query) = backend[step.effect].kind else { return false }
        return query.isWrite
      }
      return wrote ? backend.transactions[own].location : nil
    }
    var writesAfter = false
    for step in steps[(position + 1)...] {
      switch backend[step.effect].kind {
      case .transaction(.commit) where !step.isSpawned:
        // Each on a condition of the same function, and nothing seen that waits: one may be the other's `else`.
        if areApart(steps[position], step, backend), !isPending(before: position, steps, backend) { return nil }
        return !writesAfter || isPending(before: position, steps, backend) ? backend[step.effect].location : nil
      case .transaction(.begin), .transaction(.rollback): return nil
      case .query(let query) where query.isWrite: writesAfter = true
      default: break
      }
    }
    return nil
  }

  /// Whether two steps part in a function where each is done on a condition.
  private static func areApart(_ first: RequestPath.Step, _ second: RequestPath.Step, _ backend: Backend) -> Bool {
    let common = zip(first.via, second.via).prefix { $0.location == $1.location }.count
    func isConditional(_ step: RequestPath.Step) -> Bool {
      (step.via.count > common ? step.via[common].context : backend[step.effect].context).isConditional
    }
    return isConditional(first) && isConditional(second)
  }

  /// Something was added to the unit of work since the last commit.
  private static func isPending(before position: Int, _ steps: [RequestPath.Step], _ backend: Backend) -> Bool {
    for step in steps[..<position].reversed() {
      switch backend[step.effect].kind {
      case .transaction(.commit), .transaction(.rollback): return false
      case .query(let query) where query.isWrite && !query.autocommits: return true
      default: break
      }
    }
    return false
  }

  private static func finding(
    _ effect: Effect, _ what: String, _ commit: Location, _ endpoint: Endpoint, _ step: RequestPath.Step,
    _ context: RuleContext
  ) -> Finding {
    let function = context.backend[effect.function]
    return Finding(
      rule: info, message: "\(what) of \(endpoint.title) goes out before its changes are committed",
      scenario: """
        The commit fails after \(what) is out: it speaks of something that never happened, the caller tries again, and it \
        goes out a second time.
        """,
      location: step.via.last.flatMap { $0.manner == .passed ? nil : $0.location } ?? effect.location,
      related: [Finding.Related(commit, "committed here"), Finding.Related(effect.location, "goes out here")],
      endpoints: context.endpoints(reaching: function.id),
      remedy: "send after the commit, or put it into an outbox table within the transaction",
      subject: "\(function.name) \(effect.callee)")
  }
}
