internal import Facts
internal import Model
internal import Source
internal import Syntax

/// Queries as ECMAScript's libraries write them: with objects of options, and with links that come after the call.
extension QueryReader {
  func isGo(_ ref: NodeRef) -> Bool { evaluator.program.file(ref.file)?.source.language == .go }

  func isECMAScript(_ ref: NodeRef) -> Bool {
    evaluator.program.file(ref.file)?.source.language?.isECMAScript == true
  }

  /// The calls chained to a call: `User.find({}).sort("name").limit(10)`.
  func following(_ call: NodeRef) -> [Link] {
    guard let file = evaluator.program.file(call.file) else { return [] }
    var links: [Link] = []
    var node = call.node
    while links.count < 32, file[node].role == .object, file[file[node].parent].kind == .member {
      let member = file[node].parent
      let outer = file[member].parent
      guard file[member].role == .callee, file[outer].kind == .call else { break }
      let ref = NodeRef(file: call.file, node: outer)
      guard let fact = fact(of: ref) else { break }
      links.append(Link(call: ref, fact: fact))
      node = outer
    }
    return links
  }

  /// The query that made a row, behind links that only shape it.
  func query(behind site: NodeRef) -> Query? {
    var current = site
    for _ in 0..<16 {
      guard let fact = fact(of: current) else { return nil }
      if fact.effect == .query { return query(fact, at: current) }
      guard let file = evaluator.program.file(current.file), let callee = file.child(current.node, .callee),
        file[callee].kind == .member, let object = file.child(callee, .object), file[object].kind == .call
      else { return nil }
      current = NodeRef(file: current.file, node: object)
    }
    return nil
  }

  /// `{where: {…}, limit: 10, attributes: […], include: […]}` and filters given as objects.
  func applyOptions(_ fact: CallFact, _ call: NodeRef, _ links: [Link], to query: inout Query) {
    if let filter = place("filter", fact, call) { read(filter: filter, fact, into: &query) }
    for link in links where link.fact.properties["chain"] == "filter" {
      if let filter = place("filter", link.fact, link.call) { noteCaller(filter, in: &query) }
    }
    if let key = place("key", fact, call) { noteCaller(key, in: &query) }
    if let limit = place("limit", fact, call), fact.properties["bound"] == nil { query.bound = self.limit(limit) }
    if let columns = place("columns", fact, call) { query.columns += named(columns) + ["…"] }
    if links.contains(where: { $0.fact.properties["chain"] == "columns" }) { query.columns.append("…") }
    if let eager = place("eager", fact, call) { query.eagerRelations += named(eager) }
    if place("conflict", fact, call) != nil { query.handlesConflict = true }
    if let changes = place("changes", fact, call) { read(changes: changes, into: &query) }
    if fact.properties["atomic"] == "true" { query.isAtomicExpression = true }
    if fact.properties["saves"] == "true" { query.operation = saved(fact, call) }
    // A row at hand was looked up before: this is about nothing else.
    if fact.properties["key"] == "row" { query.isScopedToCaller = true }
  }

  private func read(filter: NodeRef, _ fact: CallFact, into query: inout Query) {
    let value = evaluator.value(of: filter)
    let entries = evaluator.entries(of: value)
    for entry in entries {
      if entry.key.hasPrefix("$") || ["AND", "OR", "NOT"].contains(entry.key) {
        query.filters += named(entry.value)
      } else {
        query.filters.append(entry.key)
      }
    }
    noteCaller(filter, in: &query)
    // `update(id, changes)`: what is no object is the key.
    if fact.properties["scalar"] == "key", entries.isEmpty, let name = inputName(filter),
      name.lowercased().hasSuffix("id")
    {
      query.isByKey = true
      query.inputFilter = name
    }
    if query.filters.count == 1, ["id", "_id", "pk", "uuid"].contains(query.filters[0]), let key = entries.first {
      query.isByKey = true
      query.inputFilter = inputName(key.value)
    }
    guard fact.properties["bound"] == nil, query.bound == .everything || query.bound == .unknown,
      query.operation == .select
    else { return }
    if case .literal = value {
      query.bound = entries.isEmpty ? .everything : .filtered
    } else {
      query.bound = .filtered
    }
  }

  private static let caller = [
    "user", "session", "auth", "account", "caller", "principal", "identity", "viewer", "owner",
  ]

  /// A filter that names the caller: `{id, userId: req.user.id}`, `{_id: req.user._id}`.
  private func noteCaller(_ filter: NodeRef, in query: inout Query) {
    guard let file = evaluator.program.file(filter.file) else { return }
    var node = filter.node
    while node < file[filter.node].next {
      let kind = file[node].kind
      if kind == .member || kind == .name || kind == .string {
        let text = (kind == .string ? file.stringValue(node) ?? "" : evaluator.program.text(file[node].name))
          .lowercased()
        if Self.caller.contains(where: { text.contains($0) }) { query.isScopedToCaller = true }
      }
      node += 1
    }
  }

  /// Names in a list of texts or of objects, or keys of an object.
  private func named(_ ref: NodeRef) -> [String] {
    let value = evaluator.value(of: ref)
    if let text = value.constantText { return text.split(separator: " ").map(String.init) }
    let keys = evaluator.entries(of: value).map(\.key)
    return keys.isEmpty ? evaluator.elements(of: value).compactMap(\.constantText) : keys
  }

  /// `{$inc: {stock: -1}}`, `{stock: {decrement: 1}}`, `sequelize.literal("stock - 1")`: the database computes it.
  private func read(changes: NodeRef, into query: inout Query) {
    guard let file = evaluator.program.file(changes.file) else { return }
    let entries = evaluator.entries(of: evaluator.value(of: changes))
    for entry in entries where !entry.key.hasPrefix("$") { query.columns.append(entry.key) }
    let text = file.text(changes.node).prefix(400)
    let atomic = ["$inc", "increment:", "decrement:", "literal(", "raw(", "$push", "$addToSet", "$pull"]
    if atomic.contains(where: { text.contains($0) }) { query.isAtomicExpression = true }
  }

  /// Saving a row that was made here inserts it; one that a query answered is updated.
  private func saved(_ fact: CallFact, _ call: NodeRef) -> Query.Operation {
    var row = place("instance", fact, call)
    if row == nil, let file = evaluator.program.file(call.file), let callee = file.child(call.node, .callee),
      let object = file.child(callee, .object)
    {
      row = NodeRef(file: call.file, node: object)
    }
    guard let row else { return .upsert }
    for value in evaluator.value(of: row).alternatives {
      switch value {
      case .object(_, let site?): return query(behind: site) == nil ? .insert : .update
      case .instance(_, let site): return site == nil ? .update : .insert
      case .literal: return .insert
      default: continue
      }
    }
    return .update
  }
}
