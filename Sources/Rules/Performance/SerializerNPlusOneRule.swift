internal import Findings
internal import Model
internal import Source

/// P03. A resolver or a serializer's method that asks the database for each parent.
enum SerializerNPlusOneRule: Rule {
  static let info = RuleInfo(
    name: "serializer-n-plus-one", alias: "P03", pillar: .performance, level: .warning, confidence: .medium,
    summary: "the resolver of a field, or a serializer's method, runs a query for each row",
    why: """
      No loop is to be seen: the framework calls the function once for each object that it answers with. A list of fifty \
      orders runs it fifty times, within another list fifty times fifty; callers of GraphQL decide how often.
      """,
    quietWhen: [
      "it goes through a loader that batches (DataLoader, and Prisma's findUnique, which does so by itself)",
      "a cache is asked first",
      "its type only ever comes alone, or is a result, a page or an edge",
      "nothing was seen that answers with a list of them (a note)",
      "the query runs under a condition (a note)",
    ],
    example: "User: { posts: (user, args, { db }) => db.posts.find({ userId: user.id }) }",
    instead: "User: { posts: (user, args, { loaders }) => loaders.postsByUser.load(user.id) }",
    cwe: [1073],
    references: ["https://github.com/graphql/dataloader", "https://graphql.org/learn/performance/"])

  static func check(_ context: RuleContext) -> [Finding] {
    let backend = context.backend
    var groups: [Group: [Asked]] = [:]
    for resolver in backend.fieldResolvers where mayRepeat(resolver) {
      guard let asked = asked(resolver, backend) else { continue }
      groups[Group(file: resolver.location.file, owner: resolver.owner, isSure: asked.isSure), default: []].append(
        asked)
    }
    return groups.values.map { finding($0.sorted { $0.resolver.location < $1.resolver.location }, backend) }
  }

  private struct Group: Hashable {
    let file: String
    let owner: String
    let isSure: Bool
  }

  private struct Asked {
    let resolver: FieldResolver
    let effect: Effect
    let query: Query
    let via: [Call]
    let isSure: Bool
  }

  private static let single = ["Payload", "Connection", "PageInfo", "Response", "Result", "Output", "Edge", "Viewer"]

  private static func mayRepeat(_ resolver: FieldResolver) -> Bool {
    if resolver.isListed == false { return false }
    return resolver.isListed == true || !single.contains { resolver.owner.hasSuffix($0) }
  }

  // MARK: What it asks

  private static let depth = 3
  private static let cap = 40

  /// The first query that the function waits for, itself or through what it calls.
  private static func asked(_ resolver: FieldResolver, _ backend: Backend) -> Asked? {
    var seen: Set<FunctionID> = []
    var level: [(id: FunctionID, via: [Call], isConditional: Bool)] = [(resolver.function, [], false)]
    for _ in 0..<depth {
      var next: [(id: FunctionID, via: [Call], isConditional: Bool)] = []
      for (id, via, isConditional) in level where seen.count < cap && seen.insert(id).inserted {
        let function = backend[id]
        if !via.isEmpty, batches(function.name) { continue }
        let effects = function.effects.map { backend.effects[$0] }
        if effects.contains(where: isCacheRead) { return nil }
        for effect in effects {
          guard case .query(let query) = effect.kind, reads(query, effect) else { continue }
          let isSometimes = isConditional || effect.context.isConditional
          return Asked(
            resolver: resolver, effect: effect, query: query, via: via,
            isSure: !isSometimes && resolver.isListed == true)
        }
        for call in function.calls where call.manner == .direct {
          next.append((call.callee, via + [call], isConditional || call.context.isConditional))
        }
      }
      if next.isEmpty { return nil }
      level = next
    }
    return nil
  }

  private static func reads(_ query: Query, _ effect: Effect) -> Bool {
    !query.isWrite && effect.waitsForDatabase && !effect.context.isInCatch && !effect.context.isKept
      && !effect.callee.contains("findUnique")
  }

  private static func isCacheRead(_ effect: Effect) -> Bool {
    if case .cache(let operation) = effect.kind { return operation.verb == .get }
    return false
  }

  private static let loaders: Set<String> = [
    "loader", "loaders", "dataloader", "dataloaders", "batch", "cached", "cache", "prefetch",
    "permission", "permissions",
  ]

  /// A function of a loader asks for many at once; what guards a field is no part of it.
  private static func batches(_ name: String) -> Bool { Words.of(name).contains(where: loaders.contains) }

  // MARK: Saying it

  private static func finding(_ all: [Asked], _ backend: Backend) -> Finding {
    let asked = all[0]
    let resolver = asked.resolver
    let what = asked.query.tables.first.map { "a query of \($0)" } ?? "a query"
    let others = all.count - 1
    let more = others == 0 ? "" : ", and so \(others == 1 ? "does one more field" : "do \(others) more fields") of it"
    let isGraph = resolver.kind == .graphQL
    return Finding(
      rule: info, level: asked.isSure ? nil : .note, confidence: asked.isSure ? nil : .low,
      message: "\(resolver.owner).\(resolver.field) runs \(what) for each \(isGraph ? resolver.owner : "row")\(more)",
      scenario: """
        A list of 100 \(isGraph ? resolver.owner : "rows") runs \(what) 100 times more: at 1 ms apiece half of a budget of 200 ms\
        \(isGraph ? ", and a caller who nests the list within another multiplies that" : ", and it grows with the page").
        """,
      location: asked.effect.location,
      related: [Finding.Related(resolver.location, isGraph ? "the resolver" : "the serializer's method")]
        + asked.via.suffix(3).map { Finding.Related($0.location, "the call that leads to it") }
        + all.dropFirst().prefix(6).map { Finding.Related($0.effect.location, "\($0.resolver.field) as well") },
      remedy: isGraph
        ? "load it through a loader that is made for each request and asks for all keys at once"
        : "annotate or prefetch it in the queryset of the view",
      subject: "\(resolver.owner) \(resolver.field)")
  }
}
