internal import Findings
internal import Model
internal import Source

/// R01. An outbound call that can wait for ever.
enum MissingTimeoutRule: Rule {
  static let info = RuleInfo(
    name: "missing-timeout", alias: "R01", pillar: .reliability, level: .error, confidence: .high,
    summary: "an outbound call has no timeout, and its library sets none",
    why: """
      A remote service that hangs does not answer with an error: it does not answer. Without a timeout the caller \
      waits as well, and keeps its thread, its connection and its memory. Requests pile up behind it until nothing \
      is left for the endpoints that need no remote service at all.
      """,
    quietWhen: [
      "the call, its client, session, adapter or the library's default sets a timeout",
      "whether one is set could not be seen",
      "the call itself says that it waits for ever (`timeout=None`), as streams do: then it is a note",
      "the call is in a test; in a script that no request and no job reaches it is a note",
    ],
    example: "requests.post(BILLING_URL, json=payload)",
    instead: "requests.post(BILLING_URL, json=payload, timeout=(1, 2))",
    cwe: [1088],
    references: [
      "https://cwe.mitre.org/data/definitions/1088.html",
      "https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/",
    ])

  static func check(_ context: RuleContext) -> [Finding] {
    var seen: Set<Location> = []
    var groups: [Location: [Waiting]] = [:]
    for effect in context.backend.effects {
      guard case .outbound(let call) = effect.kind, call.timeout == .none else { continue }
      let function = context.backend[effect.function]
      let endpoints = context.endpoints(reaching: function.id)
      // `(isSecure ? https : http).request(…)` is one call.
      guard function.purpose == .production || !endpoints.isEmpty, seen.insert(effect.location).inserted else {
        continue
      }
      let waiting = Waiting(
        effect: effect, call: call, endpoints: endpoints, level: level(call, function, endpoints, context))
      groups[call.client ?? effect.location, default: []].append(waiting)
    }
    return groups.keys.sorted().compactMap { finding(groups[$0] ?? [], context.backend) }
  }

  /// A call that waits, and who waits for it.
  private struct Waiting {
    let effect: Effect
    let call: OutboundCall
    let endpoints: [String]
    let level: Level?
  }

  /// One for all calls of a client that is made without a limit: they are mended where it is made.
  private static func finding(_ group: [Waiting], _ backend: Backend) -> Finding? {
    let ranked = group.enumerated().sorted { one, other in
      let (left, right) = (one.element.level ?? info.level, other.element.level ?? info.level)
      return left == right ? one.offset < other.offset : left > right
    }.map(\.element)
    guard let first = ranked.first else { return nil }
    var endpoints = first.endpoints
    for title in ranked.dropFirst().flatMap(\.endpoints) where endpoints.count < Reach.cap {
      if !endpoints.contains(title) { endpoints.append(title) }
    }
    let others = ranked.dropFirst()
    let more =
      others.isEmpty
      ? "" : ", and so \(others.count == 1 ? "does 1 more call" : "do \(others.count) more calls") of the same client"
    var related = others.prefix(5).map { Finding.Related($0.effect.location, "this one as well") }
    if let client = first.call.client, !others.isEmpty { related.insert(Finding.Related(client, "the client"), at: 0) }
    let subject = "\(backend[first.effect.function].name) \(first.effect.callee) \(first.call.destination)"
    return Finding(
      rule: info, level: first.level, message: message(first.effect.callee, first.call) + more,
      scenario: scenario(first.effect, endpoints), location: first.effect.location, related: related,
      endpoints: endpoints,
      remedy: others.isEmpty
        ? "pass a timeout that is shorter than the caller's own budget"
        : "make the client with a timeout that is shorter than the budget of its callers",
      subject: subject)
  }

  private static func level(
    _ call: OutboundCall, _ function: Function, _ endpoints: [String], _ context: RuleContext
  ) -> Level? {
    if call.waitsOnPurpose { return .note }
    if !endpoints.isEmpty || context.reach.isReachedByJob(function.id) { return nil }
    return isScript(function, context.backend) ? .note : .warning
  }

  private static let folders: Set<String> = [
    "script", "scripts", "contrib", "example", "examples", "bin", "hack", "cli", "commands", "cmd",
  ]
  /// Deeper down these name parts of the application.
  private static let rootFolders: Set<String> = ["tool", "tools", "extra", "extras", "docker"]
  private static let files: Set<String> = ["manage.py", "cli.py", "setup.py"]

  /// Somebody runs it by hand and watches it: it stands among the tools, or only its own file's top level calls it.
  private static func isScript(_ function: Function, _ backend: Backend) -> Bool {
    let parts = function.location.file.split(separator: "/").map(String.init)
    if parts.dropLast().contains(where: { folders.contains($0) }) || files.contains(parts.last ?? "") { return true }
    if parts.count > 1, rootFolders.contains(parts[0]) { return true }
    var seen: Set<FunctionID> = [function.id]
    var stack = [function.id]
    var isRun = false
    while let next = stack.popLast() {
      if backend[next].location.file != function.location.file { return false }
      isRun = isRun || backend[next].name == "<module>"
      stack += backend[next].callers.filter { seen.insert($0).inserted }
    }
    return isRun
  }

  private static func message(_ callee: String, _ call: OutboundCall) -> String {
    call.destination.isEmpty
      ? "\(callee) waits without a limit" : "\(callee) to \(call.destination) waits without a limit"
  }

  private static func scenario(_ effect: Effect, _ endpoints: [String]) -> String {
    guard let first = endpoints.first else {
      return "While the other side hangs, this call never returns, and what waits for it never goes on."
    }
    let rest = endpoints.count > 1 ? " and \(endpoints.count - 1) more endpoints" : ""
    // Nothing else waits there: what piles up is memory and sockets.
    if effect.location.isECMAScript || effect.location.isGo {
      return """
        While the other side hangs, \(first)\(rest) never answers: callers give up and try again, and each try leaves \
        one more socket and request in memory, until the process runs out of either.
        """
    }
    return """
      While the other side hangs, each \(first)\(rest) keeps its worker and everything it holds: as many such \
      requests as there are workers, and nothing else is answered.
      """
  }
}
