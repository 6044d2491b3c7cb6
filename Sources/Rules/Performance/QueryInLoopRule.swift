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
      "a cache is asked before the database",
      "the request does not wait for it, or it goes to the database in one batch",
      "the loop goes over the entries of a mapping, or its queries are only handed over: then it is a note",
      "only administrators reach it, or it imports, seeds, backs up or restores: then it is a note",
      "it goes over a handful by nature (regions, providers) or by a validator, or beside slower work: then it is a note",
      "in Java it stores each element of what a request brought, other than rows that were read: then it is a note",
      "it deletes what a caller picked one by one (`DELETE /users` with a list of ids): then it is a note",
      "it is three calls away from the loop, and conditional there: then it is a note",
    ],
    example: "for item in order.items:\n    book = session.get(Book, item.book_id)",
    instead: "books = session.scalars(select(Book).where(Book.id.in_(ids)))",
    cwe: [1073],
    references: ["https://cwe.mitre.org/data/definitions/1073.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    // One finding per loop: what runs in it is repaired together.
    var byLoop: [Location: Asked] = [:]
    // Many endpoints may reach one query: whether a cache is asked before it.
    var known: [EffectID: Bool] = [:]
    for endpoint in context.backend.endpoints {
      let steps = context.paths[endpoint.id].steps
      let slow = slowLoops(steps, context.backend)
      let storing = storingLoops(steps, endpoint, context.backend)
      for position in steps.indices where steps[position].loops.contains(where: isPerElement) {
        guard case .query(let query) = context.backend.effects[Int(steps[position].effect.index)].kind else { continue }
        let step = steps[position]
        let effect = context.backend[step.effect]
        guard effect.waitsForDatabase, !isBatch(step, context.backend) else { continue }
        let loops = step.loops.filter { isPerElement($0) && !isOverFew($0, step, context.backend) }
        guard let loop = loops.last(where: { !isFewByNature($0) }) ?? loops.last else { continue }
        let isCached = known[step.effect] ?? isCached(effect, context.backend)
        known[step.effect] = isCached
        if isCached { continue }
        let isMinor =
          isFewByNature(loop) || isCapped(loop, endpoint) || slow.contains(loop.location)
          || storesEach(effect, step, loop)
          || arePicked(loop, query, endpoint) || storing.contains(loop.location)
        let own = Asked(effect, query, loop, step, endpoint, isMinor: isMinor)
        // The whole loop goes on by itself.
        if step.isSpawned, !own.isHandedOver { continue }
        byLoop[loop.location, default: own].add(own)
      }
    }
    // One per query as well: where several loops lead to it, the surest of them shows it.
    var byQuery: [Location: Asked] = [:]
    for asked in byLoop.values.sorted(by: { $0.loop.location < $1.loop.location }) {
      guard let known = byQuery[asked.effect.location] else {
        byQuery[asked.effect.location] = asked
        continue
      }
      if asked.rank(context) < known.rank(context) { byQuery[asked.effect.location] = asked }
    }
    return byQuery.values.map { finding($0, context) }
  }

  /// What a loop asks, seen from the endpoints that lead to it.
  private struct Asked {
    var effect: Effect
    var query: Query
    var loop: Loop
    var step: RequestPath.Step
    /// The one that the finding is about.
    var endpoint: Endpoint
    /// The elements are a handful, or wait for something slower anyway.
    var isMinor: Bool
    var endpoints: [Endpoint] = []
    /// Other queries of the loop.
    var others: [Location] = []

    /// The calls between the loop and the query, the one in the loop first.
    var inside: [Call]

    init(_ effect: Effect, _ query: Query, _ loop: Loop, _ step: RequestPath.Step, _ endpoint: Endpoint, isMinor: Bool)
    {
      (self.effect, self.query, self.loop, self.step) = (effect, query, loop, step)
      (self.endpoint, self.isMinor) = (endpoint, isMinor)
      inside = effect.context.loops.contains(loop) ? [] : step.via(since: { $0.context.loops.contains(loop) })
    }

    mutating func add(_ other: Asked) {
      if endpoints.last?.id != other.endpoint.id, endpoints.count < Reach.cap { endpoints.append(other.endpoint) }
      isMinor = isMinor && other.isMinor
      if other.effect.location == effect.location {
        // Callers rather than staff, as the example.
        if endpoint.isForStaff, !other.endpoint.isForStaff {
          (endpoint, step, inside) = (other.endpoint, other.step, other.inside)
        }
        return
      }
      // The nearest query shows it best.
      let isNearer = other.inside.count < inside.count
      let further = isNearer ? effect.location : other.effect.location
      if !others.contains(further) { others.append(further) }
      if isNearer {
        (effect, query, loop, step, inside) = (other.effect, other.query, other.loop, other.step, other.inside)
      }
    }

    private static let bulk: Set<String> = [
      "import", "imports", "importer", "importers", "imported", "seed", "seeds", "seeder", "seeders", "backup",
      "backups", "restore", "dump", "migrate", "migration", "migrations", "fixture", "fixtures", "install", "bootstrap",
      "generator", "scaffold", "sync", "synchronize",
    ]

    /// Somebody fills the database or keeps it: it takes its time, and nobody asks for that in a hurry.
    func isBulk(_ backend: Backend) -> Bool {
      let names = step.functions.map { backend[$0].name } + [endpoint.handler.name]
      return (endpoint.words + names.flatMap { Words.of($0) }).contains { Self.bulk.contains($0) }
    }

    /// Something on the way from the loop to the query is only handed over: it may run later, or not at all.
    var isHandedOver: Bool {
      inside.contains { $0.manner == .spawned || $0.manner == .passed && !$0.location.isECMAScript }
    }

    /// Several calls away from the loop, and only under a condition there, which may hold for none of the elements.
    var isFarAndRare: Bool {
      inside.count >= 3 && (effect.context.isConditional || inside.dropFirst().contains { $0.context.isConditional })
    }

    /// Why there may be few elements, or nobody who waits for them.
    func isDoubtful(_ backend: Backend) -> Bool {
      if loop.source == .mapping || isHandedOver || isFarAndRare || isMinor { return true }
      // The loop stands in the handler: a request waits for it, whatever it is good for.
      if inside.count == step.via.count, inside.count < 2 { return false }
      return endpoints.allSatisfy(\.isForStaff) || isBulk(backend)
    }

    func rank(_ context: RuleContext) -> Int {
      (isDoubtful(context.backend) ? 100 : 0) + (loop.source == .rows ? 0 : 10) + min(9, inside.count)
    }
  }

  /// A cache is asked first: the database answers the first element only.
  private static func isCached(_ effect: Effect, _ backend: Backend) -> Bool {
    let function = backend[effect.function]
    if Words.of(function.name).contains(where: { ["cached", "memoized"].contains($0) }) { return true }
    let isAsked = function.effects.contains { index in
      guard case .cache(let operation) = backend.effects[index].kind else { return false }
      return operation.verb == .get && backend.effects[index].location < effect.location
    }
    if isAsked { return true }
    return function.calls.contains { call in
      guard call.location < effect.location else { return false }
      let words = Set(Words.of(backend[call.callee].name))
      if !words.isDisjoint(with: caches) && words.isDisjoint(with: changes) { return true }
      // `redisUtils.get(key)` of the project's own.
      return words.contains("get") && !words.isDisjoint(with: stores)
    }
  }

  private static let stores: Set<String> = ["redis", "memcached", "memcache", "caffeine", "ehcache"]
  private static let caches: Set<String> = ["cache", "cached", "memo", "memoized"]
  private static let changes: Set<String> = [
    "invalidate", "clear", "delete", "set", "reset", "purge", "evict", "update", "warm", "remove", "key",
  ]

  private static func isPerElement(_ loop: Loop) -> Bool {
    switch loop.source {
    case .rows, .request, .collection, .mapping: true
    case .constant(let count): (count ?? 0) > 20
    case .batches, .condition: false
    }
  }

  /// An ORM of Go stores each row by itself, or a transaction takes a few new ones: there is no one statement instead.
  /// So does one of Java with what a form brought, and whether it sends them together is a setting.
  private static func storesEach(_ effect: Effect, _ step: RequestPath.Step, _ loop: Loop) -> Bool {
    guard case .query(let query) = effect.kind else { return false }
    if effect.location.file.hasSuffix(".java") {
      return query.isWrite && (loop.source != .rows || query.operation == .insert)
    }
    guard effect.location.isGo, [.insert, .update, .upsert].contains(query.operation) else { return false }
    return query.statement.isEmpty || !step.transactions.isEmpty
  }

  /// Loops of Java in which a request that changes something stores each element: what is asked before is about it.
  private static func storingLoops(
    _ steps: [RequestPath.Step], _ endpoint: Endpoint, _ backend: Backend
  ) -> Set<Location> {
    guard endpoint.isMutating else { return [] }
    var found: Set<Location> = []
    for step in steps where !step.loops.isEmpty {
      for loop in step.loops where loop.location.file.hasSuffix(".java") && storesEach(backend[step.effect], step, loop)
      {
        found.insert(loop.location)
      }
    }
    return found
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

  /// `DELETE /users` with the ids that somebody ticked in a table.
  private static func arePicked(_ loop: Loop, _ query: Query, _ endpoint: Endpoint) -> Bool {
    endpoint.method == "DELETE" && (Words.of(loop.over).last == "ids" || query.operation == .delete)
      && (loop.source == .request || loop.source == .collection)
  }

  private static let few: Set<String> = [
    "provider", "region", "env", "locale", "language", "currency", "driver", "adapter", "strategy", "plugin",
    "environment",
    "platform", "config", "conf", "configuration", "weekday", "month", "quarter", "status", "type", "kind", "scope",
    "filter",
    "domain", "datasource", "preference",
  ]
  private static let endings: Set<String> = [
    "service", "dto", "dtos", "config", "option", "setting", "name", "id", "list",
  ]

  /// What a service has a handful of, however long it runs.
  private static func isFewByNature(_ loop: Loop) -> Bool {
    // Of the request itself.
    if ["Query", "Headers", "Cookies", "RouteValues"].contains(loop.over) { return true }
    var words = Words.of(loop.over).map(Growth.singular)
    if let last = words.last, few.contains(last) { return true }
    if let last = words.last, endings.contains(last) { words.removeLast() }
    return words.last.map(few.contains) == true || few.contains(words.suffix(2).joined())
  }

  private static func finding(_ asked: Asked, _ context: RuleContext) -> Finding {
    let what = asked.query.tables.first.map { "\(asked.query.operation.rawValue) \($0)" } ?? asked.effect.callee
    let isDoubtful = asked.isDoubtful(context.backend)
    let others = asked.others.count
    let more = others == 0 ? "" : ", and \(others) more \(others == 1 ? "query" : "queries")"
    return Finding(
      rule: info, level: isDoubtful ? .note : nil,
      confidence: isDoubtful ? .low : asked.loop.source == .rows ? .high : .medium,
      message: "\(what) runs once for each element of a loop\(more)",
      scenario: """
        \(asked.endpoint.title) runs it once for each element: a hundred elements are a hundred round trips. At 1 ms \
        each that is half of a 200 ms budget, and it grows with the data.
        """,
      location: asked.effect.location,
      related: [Finding.Related(asked.loop.location, "the loop")]
        + asked.step.via.suffix(3).map { Finding.Related($0.location, "the call that leads to it") }
        + asked.others.prefix(4).map { Finding.Related($0, "this one as well") },
      endpoints: asked.endpoints.map(\.title), remedy: "load what all elements need with one query before the loop",
      subject: "\(context.backend[asked.effect.function].name) \(what)")
  }
}

extension Effect {
  /// A query that makes a round trip of its own: adding to a unit of work does not.
  var waitsForDatabase: Bool {
    guard case .query(let query) = kind else { return false }
    // A package around a database that lives in the process.
    if location.isGo,
      location.file.lowercased().split(separator: "/").dropLast().contains(where: { $0.hasPrefix("sqlite") })
    {
      return false
    }
    return !(query.isWrite && !query.autocommits && query.statement.isEmpty)
  }
}
