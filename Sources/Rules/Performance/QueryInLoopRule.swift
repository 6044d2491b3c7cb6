internal import Findings
internal import Model
internal import Source

/// P01. A query for each element of a collection, in the same function or further down the call path.
enum QueryInLoopRule: Rule {
  static let info = RuleInfo(
    name: "query-in-loop", alias: "P01", pillar: .performance, level: .warning, confidence: .high,
    summary: "a query runs once for each element of a collection",
    why: """
      One query for the list and one more for each of its elements: the time grows with the data, each query pays a \
      round trip, and a page that was quick with ten rows times out with ten thousand.
      """,
    quietWhen: [
      "the loop goes over a few constants, or over chunks or pages",
      "no request and no job reaches it: migrations, seeds and scripts may take their time",
      "it leaves the loop after the first query that finds something",
      "the request does not wait for it, or it goes to the database in one batch",
      "a note only: over a handful by nature (regions, providers) or by a validator, and beside slower work per element",
    ],
    example: "for item in order.items:\n    book = session.get(Book, item.book_id)",
    instead: "books = session.scalars(select(Book).where(Book.id.in_(ids)))",
    cwe: [1073],
    references: ["https://cwe.mitre.org/data/definitions/1073.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    // One finding per loop: what runs in it is repaired together.
    var byLoop: [Location: (finding: Finding, distance: Int)] = [:]
    var seen: Set<Location> = []
    var more: [Location: [Location]] = [:]
    for endpoint in context.backend.endpoints {
      let steps = context.paths[endpoint.id].steps
      let slow = slowLoops(steps, context.backend)
      for step in steps where !step.isSpawned && !isBatch(step, context.backend) {
        let loops = step.loops.filter { isPerElement($0) && !isOverFew($0, step, context.backend) }
        guard let loop = loops.last(where: { !isFewByNature($0) }) ?? loops.last else { continue }
        let effect = context.backend[step.effect]
        guard case .query(let query) = effect.kind, effect.waitsForDatabase, seen.insert(effect.location).inserted
        else {
          continue
        }
        let isMinor = isFewByNature(loop) || isCapped(loop, endpoint) || slow.contains(loop.location)
        let own = finding(effect, query, loop, step, endpoint, isMinor, context)
        guard let known = byLoop[loop.location] else {
          byLoop[loop.location] = (own, step.via.count)
          continue
        }
        // The nearest query shows it best.
        let isNearer = (known.finding.level, known.distance) > (own.level, step.via.count)
        more[loop.location, default: []].append(isNearer ? known.finding.location : effect.location)
        if isNearer { byLoop[loop.location] = (own, step.via.count) }
      }
    }
    return byLoop.map { loop, known in
      var finding = known.finding
      let others = more[loop] ?? []
      if !others.isEmpty {
        finding.message += ", and \(others.count) more \(others.count == 1 ? "query" : "queries")"
        finding.related += others.prefix(4).map { Finding.Related($0, "this one as well") }
      }
      return finding
    }
  }

  private static func isPerElement(_ loop: Loop) -> Bool {
    switch loop.source {
    case .rows, .request, .collection: true
    case .constant(let count): (count ?? 0) > 20
    case .batches, .condition: false
    }
  }

  /// Its statements go out together.
  private static func isBatch(_ step: RequestPath.Step, _ backend: Backend) -> Bool {
    step.transactions.contains { backend.transactions[$0].form == .batch }
  }

  /// The way here hands the loop a list of a few that is written out: `remove([document])`.
  private static func isOverFew(_ loop: Loop, _ step: RequestPath.Step, _ backend: Backend) -> Bool {
    guard loop.isOverParameter else { return false }
    return zip(step.via, step.functions.dropFirst()).contains { call, callee in
      call.context.handsFew && backend[callee].location.file == loop.location.file
        && backend[callee].location <= loop.location
        && (backend[callee].effects.contains { backend.effects[$0].context.loops.contains(loop) }
          || backend[callee].calls.contains { $0.context.loops.contains(loop) })
    }
  }

  /// Loops in which something slower than a query is done for each element.
  private static func slowLoops(_ steps: [RequestPath.Step], _ backend: Backend) -> Set<Location> {
    var found: Set<Location> = []
    for step in steps where !step.loops.isEmpty && !step.isSpawned {
      switch backend[step.effect].kind {
      case .outbound, .mail, .process, .file: found.formUnion(step.loops.map(\.location))
      default: break
      }
    }
    return found
  }

  /// A validator lets no more than a few dozen through.
  private static func isCapped(_ loop: Loop, _ endpoint: Endpoint) -> Bool {
    endpoint.inputs.contains { $0.name == loop.over && ($0.maximum ?? .infinity) <= 50 }
  }

  private static let few: Set<String> = [
    "provider", "region", "locale", "language", "currency", "driver", "adapter", "strategy", "plugin", "environment",
    "platform", "weekday", "month", "quarter", "status", "type", "kind", "scope", "filter", "domain", "datasource",
  ]
  private static let endings: Set<String> = ["service", "dto", "dtos", "config", "option", "setting", "name"]

  /// What a service has a handful of, however long it runs.
  private static func isFewByNature(_ loop: Loop) -> Bool {
    var words = Words.of(loop.over).map(Growth.singular)
    if let last = words.last, endings.contains(last) { words.removeLast() }
    return words.last.map(few.contains) == true || few.contains(words.suffix(2).joined())
  }

  private static func finding(
    _ effect: Effect, _ query: Query, _ loop: Loop, _ step: RequestPath.Step, _ endpoint: Endpoint, _ isMinor: Bool,
    _ context: RuleContext
  ) -> Finding {
    let what = query.tables.first.map { "\(query.operation.rawValue) \($0)" } ?? effect.callee
    let function = context.backend[effect.function]
    let endpoints = context.endpoints(reaching: function.id)
    return Finding(
      rule: info, level: isMinor ? .note : nil, confidence: loop.source == .rows ? .high : .medium,
      message: "\(what) runs once for each element of a loop",
      scenario: """
        \(endpoint.title) runs it once for each element: a hundred elements are a hundred round trips. At 1 ms each that \
        is half of a 200 ms budget, and it grows with the data.
        """,
      location: effect.location,
      related: [Finding.Related(loop.location, "the loop")]
        + step.via.suffix(3).map { Finding.Related($0.location, "the call that leads to it") },
      endpoints: endpoints, remedy: "load what all elements need with one query before the loop",
      subject: "\(function.name) \(what)")
  }
}

extension Effect {
  /// A query that makes a round trip of its own: adding to a unit of work does not.
  var waitsForDatabase: Bool {
    guard case .query(let query) = kind else { return false }
    return !(query.isWrite && !query.autocommits && query.statement.isEmpty)
  }
}
