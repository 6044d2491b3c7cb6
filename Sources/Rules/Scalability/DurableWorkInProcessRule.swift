internal import Findings
internal import Model
internal import Source

/// C06. Work that somebody is owed, kept only in the memory of the web process.
enum DurableWorkInProcessRule: Rule {
  static let info = RuleInfo(
    name: "durable-work-in-process", alias: "C06", pillar: .scalability, level: .warning, confidence: .high,
    summary: "an e-mail, a payment or a webhook is left to a task in the web process",
    why: """
      The answer has gone out, the work has not been done: it waits in the memory of one process. A deployment, a crash \
      or a scale-down in these seconds loses it, and nothing knows that it was owed. Every deployment does this to \
      somebody.
      """,
    quietWhen: [
      "a broker or an outbox table keeps it (Celery, BullMQ, a row that a worker takes)",
      "it may get lost: telemetry, cache warming, messages to open sockets",
      "the request waits for it",
    ],
    example: "background.add_task(mail.send, user.email, \"order_placed\")",
    instead: "db.add(OutboxMessage(kind=\"order_placed\", to=user.email))  # in the order's own transaction",
    cwe: [],
    references: [
      "https://fastapi.tiangolo.com/tutorial/background-tasks/#caveat", "https://12factor.net/disposability",
    ])

  static func check(_ context: RuleContext) -> [Finding] {
    let backend = context.backend
    var findings: [Location: Finding] = [:]
    for endpoint in backend.changingFirst {
      for step in context.paths[endpoint.id].steps {
        // Nothing else is owed to anybody.
        switch backend.effects[Int(step.effect.index)].kind {
        case .mail, .outbound: break
        default: continue
        }
        let effect = backend[step.effect]
        if effect.context.isFloating, findings[effect.location] == nil,
          let kind = Durable.kind(of: effect, on: step.functions.dropFirst().map { backend[$0] })
        {
          findings[effect.location] = finding(
            at: effect.location, effect.callee, kind, backend[effect.function], step, endpoint, context)
        }
        guard step.isSpawned else { continue }
        let via = step.via
        guard let position = via.firstIndex(where: { $0.manner == .spawned }) else { continue }
        let call = via[position]
        let lost = context.backend[step.effect].location
        if let known = findings[lost] {
          if known.location != call.location, !known.related.contains(where: { $0.location == call.location }) {
            findings[lost]?.related.append(Finding.Related(call.location, "started here as well"))
          }
          continue
        }
        let functions = step.functions
        let way = functions.dropFirst(position + 1).map { backend[$0] }
        let owner = backend[functions[position]]
        guard let kind = Durable.kind(of: backend[step.effect], on: Array(way)), !isQueued(call, owner, backend) else {
          continue
        }
        let work = backend[call.callee].name
        findings[lost] = finding(at: call.location, work, kind, owner, step, endpoint, context)
      }
    }
    return Array(findings.values)
  }

  /// The call hands the work to a broker.
  private static func isQueued(_ call: Call, _ owner: Function, _ backend: Backend) -> Bool {
    owner.effects.contains { index in
      switch backend.effects[index].kind {
      case .enqueue, .publish: backend.effects[index].location.covers(call.location)
      default: false
      }
    }
  }

  private static func finding(
    at place: Location, _ work: String, _ kind: (what: String, isSure: Bool), _ owner: Function,
    _ step: RequestPath.Step, _ endpoint: Endpoint, _ context: RuleContext
  ) -> Finding {
    let effect = context.backend[step.effect]
    return Finding(
      rule: info, level: kind.isSure ? nil : .note, confidence: kind.isSure ? nil : .low,
      message:
        "\(work == "<lambda>" ? "a task" : work) of \(endpoint.title) lives in the memory of the process only: \(kind.what)",
      scenario: """
        \(endpoint.title) has answered; \(kind.what) is still to be sent. The process is replaced by a deployment or dies: \
        the work is gone, no retry and no record of it remain.
        """,
      location: place, related: effect.location == place ? [] : [Finding.Related(effect.location, "what gets lost")],
      endpoints: context.endpoints(reaching: owner.id),
      remedy: "write it to an outbox table in the request's transaction, or give it to a broker; let a worker do it",
      subject: "\(owner.name) \(work)")
  }
}
