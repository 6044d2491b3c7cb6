internal import Findings
internal import Model
internal import Source

/// C08. One call for each element, all at once, however many elements there are.
enum UnboundedFanoutRule: Rule {
  static let info = RuleInfo(
    name: "unbounded-fanout", alias: "C08", pillar: .scalability, level: .warning, confidence: .high,
    summary: "as many calls start at once as a request or a table has elements",
    why: """
      Ten elements are ten calls at once, ten thousand are ten thousand: sockets, memory and the other side's patience \
      run out together. Those that fail are retried, and it gets worse.
      """,
    quietWhen: [
      "a semaphore, a limiter, chunks or a pool bounds how many run at once",
      "the elements are a few constants",
      "nothing leaves the process for them",
    ],
    example: "await asyncio.gather(*[fetch(url) for url in payload.feeds])",
    instead: "async with limit:  # asyncio.Semaphore(10), in fetch(); and a largest length for the list",
    cwe: [770], references: ["https://cwe.mitre.org/data/definitions/770.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    let backend = context.backend
    return backend.fanOuts.indices.compactMap { index in
      let fanOut = backend.fanOuts[index]
      guard !fanOut.isBounded, let elements = elements(fanOut.source) else { return nil }
      let endpoints = context.endpoints(reaching: fanOut.function)
      guard !endpoints.isEmpty || context.reach.isReachedByJob(fanOut.function),
        let effect = work(of: index, backend), let what = what(effect)
      else { return nil }
      return finding(fanOut, elements, effect, what, endpoints, context)
    }
  }

  /// What decides how many there are; `nil` for a constant.
  private static func elements(_ source: Loop.Source) -> (text: String, isOpen: Bool)? {
    switch source {
    case .request: ("what the request sends", true)
    case .rows: ("what a query finds", true)
    case .collection, .mapping: ("a collection", false)
    case .constant, .batches, .condition: nil
    }
  }

  /// The heaviest thing that it starts.
  private static func work(of index: Int, _ backend: Backend) -> Effect? {
    let fanOut = backend.fanOuts[index]
    let function = backend[fanOut.function]
    var effects = function.effects.map { backend.effects[$0] }.filter {
      $0.context.fanOut == index || fanOut.work.covers($0.location)
    }
    for call in function.calls where call.context.fanOut == index || fanOut.work.covers(call.location) {
      effects += RequestPaths.walk(from: call.callee, in: backend).steps.prefix(60)
        .filter { backend[$0.effect].context.lock == nil }.map { backend[$0.effect] }
    }
    return effects.first { if case .query = $0.kind { false } else { what($0) != nil } }
      ?? effects.first { what($0) != nil }
  }

  private static func what(_ effect: Effect) -> String? {
    switch effect.kind {
    case .outbound: "a call to another service"
    case .mail: "an e-mail"
    case .process: "a program"
    case .query: effect.waitsForDatabase ? "a query" : nil
    default: nil
    }
  }

  private static func finding(
    _ fanOut: FanOut, _ elements: (text: String, isOpen: Bool), _ effect: Effect, _ what: String,
    _ endpoints: [String], _ context: RuleContext
  ) -> Finding {
    var isQuery = false
    if case .query = effect.kind { isQuery = true }
    let function = context.backend[fanOut.function]
    let cost =
      isQuery
      ? "the pool's few connections are taken by this one call, and every other request waits behind it"
      : "5,000 sockets open at once; the process runs out of file handles, or the other side starts to refuse"
    return Finding(
      rule: info, level: elements.isOpen && !isQuery ? nil : .note,
      confidence: elements.isOpen ? nil : .low,
      message: "\(function.name) starts \(what) for each element of \(elements.text), all at once",
      scenario: "\(endpoints.first ?? "The job") with 5,000 elements: \(cost).",
      location: fanOut.location,
      related: effect.location == fanOut.location ? [] : [Finding.Related(effect.location, "what is started")],
      endpoints: endpoints,
      remedy: isQuery
        ? "read or write them with one statement, or in chunks"
        : "bound how many run at once (a semaphore, p-limit, chunks) and how many a request may ask for",
      subject: "\(function.name) \(effect.callee)")
  }
}
