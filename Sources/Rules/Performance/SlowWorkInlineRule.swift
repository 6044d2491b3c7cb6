internal import Findings
internal import Model
internal import Source

/// P21. A caller waits for mail, documents, images or a chain of other services.
enum SlowWorkInlineRule: Rule {
  static let info = RuleInfo(
    name: "slow-work-inline", alias: "P21", pillar: .performance, level: .warning, confidence: .high,
    summary: "the caller waits for work that could be done later",
    why: """
      A mail server takes its second, or its thirty; a PDF its two. The caller waits for it, a worker is held for it, and \
      when the mail server is down, nobody can register.
      """,
    quietWhen: [
      "a job, a broker or an outbox does it",
      "the result is the answer: a PDF that is downloaded (a note), an image that is shown",
      "an administrator tests whether mail goes out",
      "no request waits for it, or a flag decides whether one does",
    ],
    example: "user = create_user(db, payload)\nmail.send(user.email, \"welcome\")\nreturn user",
    instead: "db.add(OutboxMessage(kind=\"welcome\", to=user.email))  # a worker sends it",
    cwe: [],
    references: ["https://learn.microsoft.com/azure/architecture/patterns/async-request-reply"])

  static func check(_ context: RuleContext) -> [Finding] {
    var findings: [Location: (finding: Finding, what: String)] = [:]
    var chains: [Location: Finding] = [:]
    for endpoint in context.backend.changingFirst where endpoint.transport == .http {
      let steps = context.paths[endpoint.id].steps.filter { !$0.isSpawned }
      for step in steps {
        guard let work = work(context.backend[step.effect], endpoint), !isEitherWay(step, context.backend) else {
          continue
        }
        let place = place(of: step, context.backend)
        guard findings[place.location] == nil else { continue }
        findings[place.location] = (finding(work, place, step, endpoint, context), work.what)
      }
      if let chain = chain(steps, endpoint, context), chains[chain.location] == nil { chains[chain.location] = chain }
    }
    return grouped(Array(findings.values)) + Array(chains.values)
  }

  /// One finding per file and kind of work: they are mended in one way.
  private static func grouped(_ findings: [(finding: Finding, what: String)]) -> [Finding] {
    let groups = Dictionary(grouping: findings) {
      "\($0.finding.location.file) \($0.finding.level.rawValue) \($0.what)"
    }
    .mapValues { $0.map(\.finding) }
    return groups.keys.sorted().compactMap { key in
      guard let group = groups[key]?.sorted(by: { $0.location < $1.location }), var first = group.first else {
        return nil
      }
      guard group.count > 1 else { return first }
      let others = group.count - 1
      first.message +=
        others == 1 ? ", and so does 1 more place of this file" : ", and so do \(others) more places of this file"
      first.related += group.dropFirst().prefix(8).map { Finding.Related($0.location, "here as well") }
      first.endpoints = Set(group.flatMap(\.endpoints)).sorted()
      return first
    }
  }

  /// `if wait: send() else: Thread(target=send).start()`: which of the two a request takes is not seen.
  private static func isEitherWay(_ step: RequestPath.Step, _ backend: Backend) -> Bool {
    let effect = backend[step.effect]
    for (call, owner) in zip(step.via, step.functions) where call.context.isConditional {
      if backend[owner].calls.contains(where: { $0.callee == call.callee && $0.manner == .spawned }) { return true }
    }
    guard effect.context.isConditional else { return false }
    return backend[effect.function].effects.contains { index in
      if case .spawn = backend.effects[index].kind { return true }
      return false
    }
  }

  private struct Work {
    let what: String
    let time: String
    let level: Level
  }

  private static let tests: Set<String> = ["test", "check", "verify", "ping", "preview", "debug"]

  private static func work(_ effect: Effect, _ endpoint: Endpoint) -> Work? {
    switch effect.kind {
    case .mail:
      // Whoever tests the mail settings wants to see it go out.
      let words = endpoint.words + Words.of(endpoint.handler.name)
      let isTest = endpoint.isForStaff && words.contains { tests.contains($0) || $0.hasPrefix("test") }
      return isTest ? nil : Work(what: "an e-mail goes out", time: "0.2 to 30 s", level: .warning)
    case .compute(let what):
      if ["a PDF", "a browser"].contains(what) {
        // What a GET computes is what it answers.
        return Work(
          what: what == "a browser" ? "a browser starts" : "a PDF is made", time: "0.5 to 10 s",
          level: endpoint.isMutating ? .warning : .note)
      }
      if what == "an image", endpoint.isMutating {
        return Work(what: "an image is worked on", time: "0.1 to 2 s", level: .note)
      }
      return nil
    default: return nil
    }
  }

  private static let deliverers: Set<String> = [
    "mail", "mails", "mailer", "email", "emails", "smtp", "sender", "notification", "notifications", "notifier",
    "sendmail",
  ]

  /// Where the work is asked for: the last call on the way whose function is no part of the delivery itself.
  private static func place(of step: RequestPath.Step, _ backend: Backend) -> (location: Location, function: Function) {
    for position in step.via.indices.reversed() {
      let function = backend[step.functions[position]]
      let words = Set(Words.of(function.name) + Words.of(function.location.file))
      if position == 0 || words.isDisjoint(with: deliverers) { return (step.via[position].location, function) }
    }
    let effect = backend[step.effect]
    return (effect.location, backend[effect.function])
  }

  private static func finding(
    _ work: Work, _ place: (location: Location, function: Function), _ step: RequestPath.Step, _ endpoint: Endpoint,
    _ context: RuleContext
  ) -> Finding {
    let effect = context.backend[step.effect]
    // Node waits for many at once.
    let isHeld = !effect.location.isECMAScript
    return Finding(
      rule: info, level: isRare(step, effect) ? .note : work.level, confidence: step.isConditional ? .medium : nil,
      message: "\(endpoint.title) answers only when \(work.what)",
      scenario: """
        It takes \(work.time), of a budget of 200 ms\(isHeld ? ", and holds a worker all the while" : ""). When what it \
        needs is slow or down, \(endpoint.title) is slow or down as well.
        """,
      location: place.location,
      related: place.location == effect.location ? [] : [Finding.Related(effect.location, "what takes the time")],
      endpoints: context.endpoints(reaching: place.function.id),
      remedy: "write down what is to be done (an outbox row, a broker's message), answer, and let a worker do it",
      subject: "\(place.function.name) \(effect.callee)")
  }

  /// Only when something else has failed.
  private static func isRare(_ step: RequestPath.Step, _ effect: Effect) -> Bool {
    effect.context.isInCatch || step.isVia { $0.context.isInCatch }
  }

  /// Three other services, one after the other.
  private static func chain(_ steps: [RequestPath.Step], _ endpoint: Endpoint, _ context: RuleContext) -> Finding? {
    let calls = steps.filter { step in
      guard case .outbound = context.backend[step.effect].kind else { return false }
      return !step.isConditional && step.loops.isEmpty && context.backend[step.effect].context.fanOut == nil
    }
    guard calls.count >= 3, let last = calls.last else { return nil }
    let effect = context.backend[last.effect]
    return Finding(
      rule: info, level: .note, confidence: .medium,
      message: "\(endpoint.title) makes \(calls.count) calls to other services, one after the other",
      scenario: """
        Their times add up: at 150 ms each they take \(calls.count * 150) ms. Their failures add up as well: three services \
        that are there 99.9 % of the time make an endpoint that is there 99.7 %.
        """,
      location: effect.location,
      related: calls.dropLast().suffix(4).map { Finding.Related(context.backend[$0.effect].location, "before it") },
      endpoints: [endpoint.title],
      remedy: "start those that do not need each other together, and leave to a job what the answer does not need",
      subject: "\(endpoint.handler.name) chain")
  }
}
