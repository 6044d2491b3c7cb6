internal import Facts
internal import Model
internal import Source
internal import Syntax

/// Rows whose columns are written: whose they are, and who has read them.
extension BehaviourScanner {
  struct Row {
    let name: String
    let read: Location
    let isLocked: Bool
    /// It is read in this function, not handed in or part of something that is.
    var isRead = true
  }

  /// What the object of a written attribute is: a model's name as far as it shows, else the last name of the expression.
  func row(_ object: NodeID) -> Row? {
    let last = evaluator.program.text(file[object].name)
    guard last != "self", last != "this", last != "cls" else { return nil }
    if isGo { return goRow(object) }
    let here = location(object)
    for alternative in evaluator.value(of: ref(object)).alternatives {
      switch alternative {
      case .instance(let type, let site):
        // Made by this request: nobody else has it.
        if let site, isConstruction(site) { return nil }
        if isVersioned(type) { return nil }
        guard let node = evaluator.program.node(type) else { continue }
        return Row(
          name: evaluator.program.text(node.name), read: origin(object) ?? here, isLocked: isLocked(site),
          isRead: isQuery(site) || isAnsweredByCall(object))
      case .object(_, let site?) where file.source.language?.isECMAScript == true:
        let reader = QueryReader(evaluator: evaluator)
        // Made by this request: nobody else has it.
        guard let query = reader.query(behind: site) else { return nil }
        return Row(name: query.tables.first ?? last, read: origin(object) ?? here, isLocked: query.locksRows)
      case .object(let name, let site?):
        guard let fact = evaluator.program.facts.call(name), fact.effect == .query else { continue }
        let query = QueryReader(evaluator: evaluator).query(fact, at: site)
        guard query.operation == .select else { return nil }
        return Row(name: query.tables.first ?? last, read: origin(object) ?? here, isLocked: query.locksRows)
      default: continue
      }
    }
    if last.isEmpty { return nil }
    return Row(name: last, read: origin(object) ?? here, isLocked: false, isRead: isAnsweredByCall(object))
  }

  /// `Order` of `for item in order.items: item.book.stock += 1`, where `order: Order` is a parameter.
  func classHandedIn(_ object: NodeID) -> String? {
    var node = object
    for _ in 0..<6 {
      if file[node].kind == .member, let owner = file.child(node, .object) {
        node = owner
        continue
      }
      guard file[node].kind == .name, let definition = evaluator.definition(of: ref(node)), definition.file == id else {
        return nil
      }
      if file[definition.node].kind == .parameter {
        guard case .instance(let type, _) = evaluator.value(of: definition) else { return nil }
        return evaluator.program.node(type).map { evaluator.program.text($0.name) }
      }
      let statement = file[definition.node].parent
      guard definition.node > currentNode,
        let value = file.child(statement, file[statement].kind == .forEach ? .iterable : .value), value != node
      else { return nil }
      node = value
    }
    return nil
  }

  private func isQuery(_ site: NodeRef?) -> Bool {
    site.flatMap { QueryReader(evaluator: evaluator).fact(of: $0) }?.effect == .query
  }

  /// `book = self.books.find(id)`: a variable of this function that a call gave its value.
  private func isAnsweredByCall(_ object: NodeID) -> Bool {
    guard file[object].kind == .name, origin(object) != nil, let definition = evaluator.definition(of: ref(object)),
      file[file[definition.node].parent].kind == .assignment,
      var value = file.child(file[definition.node].parent, .value)
    else { return false }
    if file[value].kind == .await, let awaited = file.child(value, .value) { value = awaited }
    return file[value].kind == .call && !isPartOfRow(value)
  }

  /// `subscription.meter(kind)`: a row's own method picks what hangs on the row.
  private func isPartOfRow(_ call: NodeID) -> Bool {
    guard let callee = file.child(call, .callee), file[callee].kind == .member,
      let owner = file.child(callee, .object),
      case .instance(let type, nil) = evaluator.value(of: ref(owner))
    else { return false }
    return isInUnitOfWork(type)
  }

  func isLocked(_ site: NodeRef?) -> Bool {
    let reader = QueryReader(evaluator: evaluator)
    guard let site, let fact = reader.fact(of: site), fact.effect == .query else { return false }
    return reader.query(fact, at: site).locksRows
  }

  func isConstruction(_ site: NodeRef) -> Bool {
    guard let other = evaluator.program.file(site.file), let callee = other.child(site.node, .callee) else {
      return false
    }
    if case .type = evaluator.value(of: NodeRef(file: site.file, node: callee)) { return true }
    return false
  }

  /// The mapper compares a version when it writes.
  private func isVersioned(_ type: NodeRef) -> Bool {
    if evaluator.program.file(type.file)?.source.language == .csharp { return hasVersionColumn(type) }
    guard let arguments = evaluator.declaration("__mapper_args__", in: type) else { return false }
    return evaluator.entryNode("version_id_col", of: evaluator.declaredValue(arguments)) != nil
  }

  /// `[Timestamp]` or `[ConcurrencyCheck]` on a property of an entity in C#.
  private func hasVersionColumn(_ type: NodeRef) -> Bool {
    evaluator.lineage(of: type).contains { owner in
      guard let other = evaluator.program.file(owner.file), let body = other.child(owner.node, .body) else {
        return false
      }
      return other.children(body).contains { field in
        other[field].kind == .field
          && other.children(field, .decorator).contains { decorator in
            let text = other.text(decorator)
            return text.contains("Timestamp") || text.contains("ConcurrencyCheck")
          }
      }
    }
  }
}
