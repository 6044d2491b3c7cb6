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
    let reads = backend.relationReads.filter { read in
      guard read.isEager != true, !(read.isEager == nil && eager.contains(read.relation)), !read.context.loops.isEmpty
      else { return false }
      return !context.reach.endpoints(of: read.function).isEmpty || context.reach.isReachedByJob(read.function)
    }
    // What one query would load along is one finding.
    let groups = Dictionary(grouping: reads) { Group(function: $0.function, table: $0.table, isSure: isSure($0)) }
    return groups.values.compactMap { finding($0.sorted { $0.location < $1.location }, context) }
  }

  private struct Group: Hashable {
    let function: FunctionID
    let table: String
    let isSure: Bool
  }

  /// The function that a loop stands in.
  private static func looping(_ read: RelationRead, _ loop: Loop, _ context: RuleContext) -> FunctionID {
    guard read.call != nil else { return read.function }
    let around = context.backend.functions.filter {
      $0.location.file == loop.location.file && $0.location.startLine <= loop.location.startLine
        && loop.location.startLine <= $0.location.endLine
    }
    return around.max { $0.location.startLine < $1.location.startLine }?.id ?? read.function
  }

  private static func isSure(_ read: RelationRead) -> Bool { read.isEager != nil && !read.context.isConditional }

  private static func finding(_ reads: [RelationRead], _ context: RuleContext) -> Finding? {
    guard let read = reads.first, let loop = read.context.loops.last else { return nil }
    let function = context.backend[read.function]
    let relations = reads.reduce(into: [String]()) { if !$0.contains($1.relation) { $0.append($1.relation) } }
    // Who runs the loop, not who reaches the function that one loop calls for each row.
    let looping = looping(read, loop, context)
    let endpoints = context.endpoints(reaching: looping)
    let isForStaff = context.reach.endpoints(of: looping).allSatisfy { context.backend[$0].isForStaff }
    let named = relations.prefix(4).map { "\(read.table).\($0)" }.joined(separator: ", ")
    let first = relations.count > 1 ? "\(relations[0]) and \(relations.count - 1) more" : relations[0]
    let loaders = relations.prefix(4).map { "selectinload(\(read.table).\($0))" }.joined(separator: ", ")
    return Finding(
      rule: info, level: !isSure(read) || endpoints.isEmpty || isForStaff ? .note : nil,
      confidence: isSure(read) ? nil : .low,
      message: "\(named) \(relations.count > 1 ? "are" : "is") loaded anew for each row",
      scenario: """
        \(endpoints.first ?? "The job") with 100 rows sends \(relations.count * 100) more queries, for \(first) of each: at 1 ms \
        apiece that is \(relations.count > 1 ? "all" : "half") of a budget of 200 ms, and it grows with the data.
        """,
      location: read.location,
      related: [Finding.Related(loop.location, "the loop")]
        + (read.call.map { [Finding.Related($0, "called for each row")] } ?? [])
        + reads.dropFirst().prefix(6).map { Finding.Related($0.location, "\($0.relation) as well") },
      endpoints: endpoints,
      remedy: "load along with the rows what is read from them: \(loaders), or its like in the ORM at hand",
      subject: "\(function.name) \(read.table) \(relations.joined(separator: " "))")
  }
}
