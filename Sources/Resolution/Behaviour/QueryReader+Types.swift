internal import Facts
internal import Syntax
internal import Source

/// Of which of the project's classes the rows of a query are.
extension QueryReader {
  /// Relations that the chain of a query names to be loaded along; "*" when it does not say which.
  func eagerRelations(at site: NodeRef) -> [String] {
    var links = (fact(of: site).map { [Link(call: site, fact: $0)] } ?? []) + chain(from: site)
    for link in links {
      if let statement = ArgumentReader(evaluator).argument(link.fact.arguments["statement"], of: link.call) {
        links += statementChain(statement)
      }
    }
    return links.filter { $0.fact.properties["chain"] == "eager" }.flatMap { eager($0) }
  }

  /// Whether an asynchronous session or connection runs it.
  func isAsynchronous(_ site: NodeRef) -> Bool {
    let links = (fact(of: site).map { [Link(call: site, fact: $0)] } ?? []) + chain(from: site)
    return links.contains { $0.fact.name.contains(".asyncio.") }
  }

  private static let projections: Set<String> = [
    "with_entities", "with_only_columns", "values", "values_list", "count",
  ]

  /// The class of the rows that a chain of calls answers with, as far as one class is named alone.
  package func rowType(at site: NodeRef) -> NodeRef? {
    var links = (fact(of: site).map { [Link(call: site, fact: $0)] } ?? []) + chain(from: site)
    for link in links {
      if let statement = ArgumentReader(evaluator).argument(link.fact.arguments["statement"], of: link.call) {
        links += statementChain(statement)
      }
    }
    guard links.contains(where: { $0.fact.effect == .query || $0.fact.properties["chain"] != nil }) else { return nil }
    let names = links.compactMap { callName($0.call) } + [callName(site) ?? ""]
    if !names.allSatisfy({ !Self.projections.contains($0) }) { return nil }
    // `execute(select(User))` answers with tuples; `scalars` takes what is in them.
    if names.contains("execute"), !chainNames(site).contains("scalars") { return nil }
    for link in links {
      guard let given = ArgumentReader(evaluator).argument(link.fact.arguments["entity"], of: link.call) else {
        continue
      }
      guard evaluator.argumentCount(of: link.call) == 1 || link.fact.effect == .query,
        case .type(let type) = evaluator.value(of: given)
      else { return nil }
      return type
    }
    guard let root = root(of: site), case .type(let type) = modelOwner(root) else { return nil }
    return type
  }

  /// `User` of `User.query`, of `User.objects`.
  private func modelOwner(_ root: NodeRef) -> Value {
    let value = evaluator.value(of: root)
    if case .type = value { return value }
    guard let file = evaluator.program.file(root.file), file[root.node].kind == .member,
      ["query", "objects"].contains(evaluator.program.text(file[root.node].name)),
      let object = file.child(root.node, .object)
    else { return .unknown }
    return evaluator.value(of: NodeRef(file: root.file, node: object))
  }

  private func callName(_ call: NodeRef) -> String? {
    guard let file = evaluator.program.file(call.file), let callee = file.child(call.node, .callee),
      file[callee].kind == .member || file[callee].kind == .name
    else { return nil }
    return evaluator.program.text(file[callee].name)
  }

  /// The names of the methods that are called one upon the other.
  private func chainNames(_ site: NodeRef) -> [String] {
    var found: [String] = []
    var current: NodeRef? = site
    while let call = current, found.count < 16 {
      if let name = callName(call) { found.append(name) }
      let next = receiverCall(of: call)
      current = next == call ? nil : next
    }
    return found
  }
}

extension Evaluator {
  /// One of the rows that a value holds: an object of the class that the query asks for.
  func row(of value: Value) -> Value? {
    for case .object(_, let site?) in value.alternatives {
      guard rowDepth < 4 else { return nil }
      rowDepth += 1
      defer { rowDepth -= 1 }
      if let type = QueryReader(evaluator: self).rowType(at: site) { return .instance(type, site: site) }
    }
    return nil
  }
}
