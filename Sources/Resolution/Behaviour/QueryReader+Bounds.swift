internal import Facts
internal import Model
internal import Source
internal import Syntax

/// How many rows a query can answer with.
extension QueryReader {
  func bound(_ fact: CallFact, _ links: [Link], _ query: Query, _ call: NodeRef) -> Query.Bound {
    if let named = fact.properties["bound"] {
      switch named {
      case "single": return .single
      case "aggregate": return .aggregate
      case "limited": return .limited
      case "unknown": return .unknown
      case "destination": return destinationBound(fact, links, call)
      case "filtered" where isNominal(call): return .filtered
      case "pageable": return pageableBound(call)
      default: break
      }
    }
    if let given = place("limit", fact, call) { return limit(given) }
    for link in links {
      switch link.fact.properties["chain"] {
      case "limit": return limit(link)
      case "single": return .single
      case "aggregate": return .aggregate
      default: break
      }
    }
    if query.operation != .select { return .unknown }
    if takesOne(call) { return .single }
    let isFiltered = links.contains { ["filter", "key"].contains($0.fact.properties["chain"]) }
    return isFiltered ? .filtered : isWhollySeen(call) ? .everything : .unknown
  }

  private func limit(_ link: Link) -> Query.Bound {
    guard let given = ArgumentReader(evaluator).argument(link.fact.arguments["limit"], of: link.call) else {
      return .limited
    }
    return limit(given)
  }

  func limit(_ given: NodeRef) -> Query.Bound {
    if case .number = evaluator.value(of: given) { return .limited }
    return isCapped(given) ? .limited : .requested
  }

  /// `min(limit, 100)`, `Math.min(…)`, or a name assigned from such.
  private func isCapped(_ ref: NodeRef) -> Bool {
    guard let file = evaluator.program.file(ref.file) else { return false }
    if file[ref.node].kind == .call, let callee = file.child(ref.node, .callee) {
      let name = evaluator.program.text(file[callee].name)
      return name == "min" || name == "clamp"
    }
    guard file[ref.node].kind == .name, let definition = evaluator.definition(of: ref), definition != ref,
      let other = evaluator.program.file(definition.file), other[definition.node].kind == .name
    else { return false }
    let statement = other[definition.node].parent
    guard other[statement].kind == .assignment, let value = other.child(statement, .value) else { return false }
    return isCapped(NodeRef(file: definition.file, node: value))
  }

  /// The name of the parameter that an expression is, through plain assignments.
  func inputName(_ ref: NodeRef) -> String? {
    guard let file = evaluator.program.file(ref.file) else { return nil }
    // `req.params.id`.
    let isMember = file[ref.node].kind == .member && isECMAScript(ref)
    return file[ref.node].kind == .name || isMember ? evaluator.program.text(file[ref.node].name) : nil
  }

  /// How many rows are read into what the call is given to fill: all that the chain finds into a slice, one into a struct.
  private func destinationBound(_ fact: CallFact, _ links: [Link], _ call: NodeRef) -> Query.Bound {
    guard let given = place("entity", fact, call) else { return .unknown }
    guard case .object("[]", _) = evaluator.value(of: given) else { return .unknown }
    for link in links where link.fact.properties["chain"] == "limit" { return limit(link) }
    // What was handed in, or shaped elsewhere, may have a limit.
    guard isWholeChain(call) else { return .unknown }
    let isFiltered =
      (evaluator.argumentCount(of: call) > 1) || links.contains { $0.fact.properties["chain"] == "filter" }
    return isFiltered ? .filtered : .everything
  }

  private func name(of call: NodeRef) -> String {
    guard let file = evaluator.program.file(call.file), let callee = file.child(call.node, .callee) else { return "" }
    return evaluator.value(of: NodeRef(file: call.file, node: callee)).externalName ?? ""
  }

  private static let shapers: Set<String> = [
    "Limit", "Scopes", "Offset", "FindInBatches", "Paginate", "Raw", "SQL", "In", "ID",
  ]

  /// Whether a chain begins at a connection and not at something that may be limited already, and its function shapes no
  /// query otherwise.
  private func isWholeChain(_ call: NodeRef) -> Bool {
    guard let file = evaluator.program.file(call.file), let root = root(of: call),
      let function = file.ancestor(of: call.node, where: { $0.kind == .function })
    else { return false }
    for node in function..<file[function].next where file[node].kind == .member {
      if Self.shapers.contains(evaluator.program.text(file[node].name)) { return false }
    }
    // `s.paginate(page)` may have limited it.
    var current = call
    for _ in 0..<16 {
      guard let previous = receiverCall(of: current), previous != current else { break }
      if fact(of: previous) == nil, evaluator.program.facts.returned(by: name(of: previous)) == nil,
        evaluator.argumentCount(of: previous) > 0
      {
        return false
      }
      current = previous
    }
    if file[root.node].kind == .member { return true }
    guard root.file == call.file, file[root.node].kind == .name, let definition = evaluator.definition(of: root),
      let other = evaluator.program.file(definition.file)
    else { return false }
    // A variable of the package, or a call that gives the connection.
    if other[definition.node].kind == .parameter { return other[definition.node].flags.contains(.receiver) }
    return definition.file != call.file || other.ancestor(of: definition.node) { $0.kind == .function } == nil
      || other[other[definition.node].parent].kind == .assignment
        && other.child(other[definition.node].parent, .value).map { other[$0].kind == .call } ?? false
  }
}
