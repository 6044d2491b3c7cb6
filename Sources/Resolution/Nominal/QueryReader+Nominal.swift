internal import Facts
internal import Model
internal import Source
internal import Syntax

/// Queries as Java's and C#'s libraries write them: repositories of an entity, methods that are named after a query,
/// statements that are prepared before they run.
extension QueryReader {
  func isNominal(_ call: NodeRef) -> Bool { evaluator.program.file(call.file)?.isNominal ?? false }

  func isNominalFile(_ file: SyntaxFile) -> Bool { file.isNominal }

  /// Whether a call is made on something: `Set<User>()` inside of a context is a root by itself.
  func hasReceiver(_ call: NodeRef) -> Bool {
    guard let file = evaluator.program.file(call.file), let callee = file.child(call.node, .callee) else {
      return false
    }
    return file.child(callee, .object) != nil
  }

  /// The entity at the root of a chain: of a repository's type, or what a set of rows holds.
  func nominalTables(_ call: NodeRef) -> [String] {
    guard let root = root(of: call) else { return [] }
    let value = evaluator.value(of: root)
    var entity: NodeRef?
    switch value {
    case .instance(let type, _): entity = evaluator.nominalEntity(of: type)
    case .object, .member:
      if case .instance(let type, _)? = evaluator.nominalElement(of: value) { entity = type }
    default: break
    }
    return entity.flatMap { evaluator.program.node($0) }.map { [evaluator.program.text($0.name)] } ?? []
  }

  /// The text with which the statement that runs was prepared: `prepared: 0` of the call that made its object.
  func preparedText(_ fact: CallFact, _ call: NodeRef) -> String? {
    guard let place = fact.properties["prepared"].flatMap({ Int($0) }), let site = callee(of: call).site,
      let given = evaluator.argument(place, of: site)
    else { return nil }
    return evaluator.value(of: given).text
  }

  /// `setMaxResults(n)` in the chain of a statement, or called on its variable before.
  func nominalLimit(_ fact: CallFact, _ call: NodeRef, _ links: [Link]) -> Query.Bound? {
    guard let method = fact.properties["limitCall"].flatMap({ evaluator.program.name(of: $0) }),
      let file = evaluator.program.file(call.file), let index = evaluator.program.index(of: call.file)
    else { return nil }
    if let link = links.first(where: { $0.fact.properties["chain"] == "limit" }) {
      return evaluator.argument(0, of: link.call).map { limit($0) } ?? .limited
    }
    guard let callee = file.child(call.node, .callee), let object = file.child(callee, .object),
      file[object].kind == .name
    else { return nil }
    let function = index.function(around: call.node, in: file)
    for other in index.calls where other.name == method && other.node > function && other.node < call.node {
      guard let inner = file.child(other.node, .callee), let owner = file.child(inner, .object),
        file[owner].kind == .name, file[owner].name == file[object].name
      else { continue }
      return evaluator.argument(0, of: NodeRef(file: call.file, node: other.node)).map { limit($0) } ?? .limited
    }
    return nil
  }

  private func callee(of call: NodeRef) -> Value { evaluator.child(.callee, of: call) }

  /// Where no filter is seen: everything only if the whole chain is.
  func isWhollySeen(_ call: NodeRef) -> Bool {
    guard isNominal(call) else { return true }
    guard let root = root(of: call) else { return false }
    switch evaluator.value(of: root) {
    case .instance: return true
    case .object(_, let site?):
      // A property of rows, or `Set<User>()`.
      return evaluator.program.node(site)?.kind == .index || !hasReceiver(site)
    default: return false
    }
  }

  /// `FirstOrDefaultAsync(u => u.Id == id)`: the call's own filter.
  func applyLambda(_ fact: CallFact, _ call: NodeRef, to query: inout Query) {
    query.filters += filters(Link(call: call, fact: fact)).filter { !query.filters.contains($0) }
    if query.filters.count == 1, query.filters[0] == "Id" { query.isByKey = true }
    if query.bound == .everything, !query.filters.isEmpty { query.bound = .filtered }
  }

  // MARK: Methods without a body

  /// What the name, the type and the annotation of a repository's method say.
  func applyDerived(_ fact: CallFact, _ call: NodeRef, to query: inout Query) {
    guard let method = callee(of: call).site, let file = evaluator.program.file(method.file),
      file[method.node].kind == .function
    else { return }
    let name = evaluator.program.text(file[method.node].name)
    query.filters = Evaluator.derivedColumns(name)
    if query.filters == ["id"] { query.isByKey = true }
    if let text = mapperStatement(of: method)?.text ?? annotatedStatement(method, file) {
      apply(SQLText(text), text, to: &query)
      if query.filters == ["id"] { query.isByKey = true }
    }
    switch query.operation {
    case .select, .unknown:
      query.bound = derivedBound(method, file, name, query)
      if query.bound == .filtered || query.bound == .everything, isPaged(call) { query.bound = .limited }
      if query.bound == .filtered || query.bound == .everything, takesOne(call) { query.bound = .single }
    default: break
    }
    if query.tables.isEmpty { query.tables = nominalTables(call) }
  }

  private func derivedBound(_ method: NodeRef, _ file: SyntaxFile, _ name: String, _ query: Query) -> Query.Bound {
    if name.hasPrefix("count") || name.hasPrefix("exists") || query.bound == .aggregate { return .aggregate }
    let types = file.children(method.node, .parameter).compactMap { file.child($0, .type) }
      .map { evaluator.program.text(NominalBases.lastName(of: $0, file)) }
    if types.contains(where: { ["Pageable", "PageRequest", "Limit", "RowBounds", "IPage", "Page"].contains($0) }) {
      return .limited
    }
    if name.contains("First") || name.contains("Top") || query.bound == .limited { return .limited }
    let type = file.child(method.node, .type).map { evaluator.program.text(NominalBases.lastName(of: $0, file)) } ?? ""
    if !["List", "Collection", "Set", "Iterable", "Stream", "[]", "Flux", "Streamable"].contains(type) {
      return .single
    }
    if !query.statement.isEmpty { return query.bound == .everything ? .everything : .filtered }
    return query.filters.isEmpty ? .everything : .filtered
  }

  /// `@Query("…")`, `@Query(value = "…")`.
  func annotatedStatement(_ method: NodeRef, _ file: SyntaxFile) -> String? {
    for decorator in file.children(method.node, .decorator) {
      guard let value = file.child(decorator, .value), file[value].kind == .call,
        ["Query", "NativeQuery", "Select", "Insert", "Update", "Delete"].contains(
          evaluator.program.text(NominalBases.lastName(of: value, file)))
      else { continue }
      let annotation = NodeRef(file: method.file, node: value)
      guard let given = evaluator.argument(0, of: annotation) ?? evaluator.argument(named: "value", of: annotation)
      else {
        continue
      }
      let text = evaluator.value(of: given)
      if let text = text.text { return text }
      return evaluator.elements(of: text).compactMap(\.text).joined(separator: " ")
    }
    return nil
  }

  /// `findAll()`, `findAll(pageable)`, `findAll(specification)`: by what it is given.
  func pageableBound(_ call: NodeRef) -> Query.Bound {
    let count = evaluator.argumentCount(of: call)
    if count == 0 { return .everything }
    for position in 0..<count {
      guard let given = evaluator.argument(position, of: call),
        let name = evaluator.value(of: given).externalName?.split(separator: ".").last
      else { continue }
      if name.hasPrefix("Pag") { return .limited }
      if name.hasPrefix("Sort"), count == 1 { return .everything }
    }
    return .unknown
  }

  /// `save(new User(name))` adds a row, whatever it does with one that is there already.
  func isOfNewRow(_ call: NodeRef) -> Bool {
    guard let given = evaluator.argument(0, of: call), case .instance(_, let made?) = evaluator.value(of: given) else {
      return false
    }
    return evaluator.program.node(made)?.flags.contains(.isNew) ?? false
  }
}
