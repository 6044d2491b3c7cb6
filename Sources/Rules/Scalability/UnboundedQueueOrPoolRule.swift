internal import Findings
internal import Model
internal import Source

/// C07. Between requests and those who do their work there is a queue without a bound.
enum UnboundedQueueOrPoolRule: Rule {
  static let info = RuleInfo(
    name: "unbounded-queue-or-pool", alias: "C07", pillar: .scalability, level: .warning, confidence: .high,
    summary: "requests put work into an in-process queue or pool that has no bound",
    why: """
      As long as the workers keep up nobody sees the queue. When they do not (a slow dependency, a dead thread, a rush) \
      it takes everything that comes until the process has no memory left; what waited in it is lost with it.
      """,
    quietWhen: [
      "the queue has a size, and what does not fit is refused or waits",
      "the request waits for what it put in: then as much waits as there are requests",
      "it lives as long as one request, or as the task that makes it",
      "only administrators put something in",
    ],
    example: "lines = queue.Queue()",
    instead: "lines = queue.Queue(maxsize=10_000)  # and an answer when it is full",
    cwe: [770], references: ["https://sre.google/sre-book/addressing-cascading-failures/"])

  static func check(_ context: RuleContext) -> [Finding] {
    let backend = context.backend
    let puts = Dictionary(grouping: backend.bufferPuts) { $0.buffer }
    return backend.effects.compactMap { effect in
      guard case .buffer(isBounded: false) = effect.kind, let puts = puts[effect.location],
        !puts.contains(where: \.isHeldBack),
        !context.reach.isAwaitedByRequest(effect.function), !backend[effect.function].isTest,
        !Words.of(effect.location.file).contains(where: { ["fake", "mock", "stub", "dummy"].contains($0) })
      else { return nil }
      // Made and filled by one call of one function, it goes with it.
      let isLocal = backend[effect.function].name != "<module>"
      let asking = puts.filter { put in
        context.reach.endpoints(of: put.function).contains { !endsProcess(backend[$0]) && !backend[$0].isForStaff }
          && !(isLocal && put.function == effect.function)
      }
      guard let put = asking.first else { return nil }
      let ids = Set(asking.flatMap { context.reach.endpoints(of: $0.function) }).sorted()
      let endpoints = ids.map { backend[$0].title }
      let isPool = effect.callee.contains("Pool")
      return Finding(
        rule: info, message: "\(effect.callee) takes whatever requests put in: it has no bound",
        scenario: """
          Each \(endpoints[0]) adds to it. When \(isPool ? "its workers are" : "whoever empties it is") slower than what \
          comes in, or \(isPool ? "hang" : "has died"), 100 requests a second leave 360,000 entries an hour in memory, \
          until the process is killed and all of them are lost.
          """,
        location: effect.location, related: [Finding.Related(put.location, "requests put work in here")],
        endpoints: endpoints,
        remedy: isPool
          ? "count what waits and refuse what is too much, or keep the work in a table or broker"
          : "give it a largest size, and refuse or drop what does not fit",
        subject: "\(backend[effect.function].name) \(effect.callee)")
    }
  }

  /// `POST /shutdown` comes once.
  private static func endsProcess(_ endpoint: Endpoint) -> Bool {
    endpoint.words.contains { ["shutdown", "stop", "restart", "quit"].contains($0) }
  }
}
