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
      for step in context.paths[endpoint.id].steps {
        guard let loop = step.loops.last(where: isPerElement) else { continue }
        let effect = context.backend[step.effect]
        guard case .query(let query) = effect.kind, effect.waitsForDatabase, seen.insert(effect.location).inserted
        else {
          continue
        }
        let own = finding(effect, query, loop, step, endpoint, context)
        guard let known = byLoop[loop.location] else {
          byLoop[loop.location] = (own, step.via.count)
          continue
        }
        // The nearest query shows it best.
        let isNearer = step.via.count < known.distance
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

  private static func finding(
    _ effect: Effect, _ query: Query, _ loop: Loop, _ step: RequestPath.Step, _ endpoint: Endpoint,
    _ context: RuleContext
  ) -> Finding {
    let what = query.tables.first.map { "\(query.operation.rawValue) \($0)" } ?? effect.callee
    let function = context.backend[effect.function]
    let endpoints = context.endpoints(reaching: function.id)
    return Finding(
      rule: info, confidence: loop.source == .rows ? .high : .medium,
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
