internal import Facts
internal import Model
internal import Source
internal import Syntax

/// Rows of Go: variables that a query is given to fill, and a later one to store.
extension BehaviourScanner {
  /// `db.First(&item, id); item.Stock -= n; db.Save(&item)`.
  func goRow(_ object: NodeID) -> Row? {
    guard file[object].kind == .name, let index = evaluator.program.index(of: id),
      case .instance(let type, _) = evaluator.value(of: ref(object)), let node = evaluator.program.node(type)
    else { return nil }
    let name = file[object].name
    let reader = QueryReader(evaluator: evaluator)
    var read: NodeID?
    var isLocked = false
    var isStored = false
    for call in index.calls where call.node > currentNode && call.node < file[currentNode].next {
      guard file.children(call.node, .argument).contains(where: { file[$0].kind == .name && file[$0].name == name }),
        let fact = evaluator.fact(of: ref(call.node)), fact.effect == .query
      else { continue }
      let query = reader.query(fact, at: ref(call.node))
      if call.node < object {
        if query.operation == .select { (read, isLocked) = (call.node, query.locksRows) }
      } else if query.operation == .update {
        isStored = true
      }
    }
    guard let read, isStored else { return nil }
    return Row(name: evaluator.program.text(node.name), read: location(read), isLocked: isLocked)
  }

  /// What a handler answers with, as far as it is of a type of the project.
  mutating func noteAnswer(_ fact: CallFact, _ node: NodeID) {
    guard let position = fact.properties["answers"].flatMap({ Int($0) }), currentNode != 0,
      let given = evaluator.argument(position, of: ref(node)), let type = answered(evaluator.value(of: given)),
      let declared = evaluator.program.node(type)
    else { return }
    let isProjected = evaluator.method("MarshalJSON", of: type) != nil || choosesFields(evaluator.value(of: given))
    behaviour.answers.append(
      Answer(
        function: current,
        response: Response(
          location: location(node), entity: evaluator.program.text(declared.name), isProjected: isProjected)))
  }

  private static let secrets = ["pass", "pwd", "secret", "token", "hash", "salt", "key"]

  /// `Registry{ID: r.ID, Address: r.Address}`: made for the answer, without what is secret.
  private func choosesFields(_ value: Value) -> Bool {
    guard let site = value.site, let other = evaluator.program.file(site.file), other[site.node].flags.contains(.isNew)
    else { return false }
    let fields = other.children(site.node).filter { other[$0].kind == .keywordArgument }
      .map { evaluator.program.text(other[$0].name).lowercased() }
    return !fields.isEmpty && !fields.contains { field in Self.secrets.contains { field.contains($0) } }
  }

  private func answered(_ value: Value) -> NodeRef? {
    switch value {
    case .instance(let type, _): type
    case .object("[]", _):
      if case .instance(let type, _)? = evaluator.goElement(of: value) { type } else { nil }
    default: nil
    }
  }
}
