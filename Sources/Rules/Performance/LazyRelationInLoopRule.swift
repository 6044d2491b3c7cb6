internal import Findings
internal import Model
internal import Source

/// P02. A relation of each row is loaded by a query of its own.
enum LazyRelationInLoopRule: Rule {
  static let info = RuleInfo(
    name: "lazy-relation-in-loop", alias: "P02", pillar: .performance, level: .warning, confidence: .high,
    summary: "a relation is read from each row, and the query that made the rows does not load it along",
    why: """
      It looks like an attribute and is a query. A page of fifty orders reads their items with fifty more queries, and \
      their books with some hundreds: each a round trip, invisible in the code and in tests with two rows.
      """,
    quietWhen: [
      "the query loads it along (selectinload, joinedload, select_related, prefetch_related), or the mapping does",
      "the rows are those of one object that is read once",
      "the query could not be seen, and some query loads the relation along",
      "a job or an administrator has the time for it, or a flag of the function decides (a note)",
    ],
    example: "for order in db.scalars(select(Order)):\n    print(order.customer.name)",
    instead: "db.scalars(select(Order).options(selectinload(Order.customer)))",
    cwe: [1073],
    references: ["https://docs.sqlalchemy.org/en/20/orm/queryguide/relationships.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    let backend = context.backend
    let eager = Set(
      backend.effects.flatMap { effect -> [String] in
        if case .query(let query) = effect.kind { return query.eagerRelations }
        return []
      })
    var seen: Set<String> = []
    return backend.relationReads.compactMap { read in
      guard read.isEager != true, !(read.isEager == nil && eager.contains(read.relation)) else { return nil }
      guard let loop = read.context.loops.last.map({ ($0.location, nil as Call?) }) ?? loopedCall(read, backend) else {
        return nil
      }
      let endpoints = context.endpoints(reaching: read.function)
      guard !endpoints.isEmpty || context.reach.isReachedByJob(read.function),
        seen.insert("\(read.function.index) \(read.table).\(read.relation)").inserted
      else { return nil }
      return finding(read, loop.0, loop.1, endpoints, context)
    }
  }

  /// A call of the function that runs once for each element.
  private static func loopedCall(_ read: RelationRead, _ backend: Backend) -> (Location, Call?)? {
    guard read.isOfParameter else { return nil }
    for caller in backend[read.function].callers {
      for call in backend[caller].calls where call.callee == read.function {
        if let loop = call.context.loops.last(where: { isPerElement($0) }) { return (loop.location, call) }
      }
    }
    return nil
  }

  private static func isPerElement(_ loop: Loop) -> Bool {
    switch loop.source {
    case .rows, .collection, .request: true
    case .constant, .batches, .condition: false
    }
  }

  private static func finding(
    _ read: RelationRead, _ loop: Location, _ call: Call?, _ endpoints: [String], _ context: RuleContext
  ) -> Finding {
    let function = context.backend[read.function]
    let isSure = read.isEager != nil && !read.context.isConditional
    let isForStaff = context.reach.endpoints(of: read.function).allSatisfy { context.backend[$0].isForStaff }
    return Finding(
      rule: info, level: !isSure || isForStaff ? .note : nil, confidence: isSure ? nil : .low,
      message: "\(read.table).\(read.relation) is loaded anew for each row",
      scenario: """
        \(endpoints.first ?? "The job") with 100 rows sends 100 more queries, one for the \(read.relation) of each: at 1 ms \
        apiece that is half of a budget of 200 ms, and it grows with the data.
        """,
      location: read.location,
      related: [Finding.Related(loop, "the loop")]
        + (call.map { [Finding.Related($0.location, "called for each row")] } ?? []),
      endpoints: endpoints,
      remedy:
        "load it along with the rows: selectinload(\(read.table).\(read.relation)), or its like in the ORM at hand",
      subject: "\(function.name) \(read.table).\(read.relation)")
  }
}
