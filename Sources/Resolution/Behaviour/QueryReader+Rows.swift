internal import Source
internal import Syntax

/// What becomes of a query's rows in the function that runs it.
extension QueryReader {
  private static let single: Set<String> = [
    "first", "one", "one_or_none", "scalar", "scalar_one", "scalar_one_or_none", "fetchone", "fetch_one", "get", "pop",
    "rowcount", "scalar_subquery", "subquery", "rowCount", "affectedRows",
  ]
  private static let all: Set<String> = ["all", "fetchall", "partitions", "mappings", "fetchmany"]

  /// Whether only one row of a query's answer is taken: `execute(…).scalar_one()`, `result.first()`, `rows[0]`,
  /// `const [row] = …`, `cursor.fetchone()`.
  func takesOne(_ call: NodeRef) -> Bool {
    guard let file = evaluator.program.file(call.file) else { return false }
    switch chained(call.node, file) {
    case .one: return true
    case .many: return false
    case .open(let end): return namedTakesOne(end, call, file)
    }
  }

  private enum Taken {
    case one, many
    /// The chain says nothing; it ends here.
    case open(NodeID)
  }

  /// Follows what is done with an expression right where it stands.
  private func chained(_ node: NodeID, _ file: SyntaxFile) -> Taken {
    var current = node
    while true {
      let parent = file[current].parent
      switch file[parent].kind {
      case .await, .cast: current = parent
      case .member where file[current].role == .object:
        let name = evaluator.program.text(file[parent].name)
        if name == "get", file.isNominal { return isFirst(parent, file) ? .one : .many }
        if Self.single.contains(name) { return .one }
        if Self.all.contains(name) { return .many }
        current = parent
      case .call where file[current].role == .callee: current = parent
      case .index where file[current].role == .object:
        guard let index = file.child(parent, .index), file[index].kind == .number, file.text(index) == "0" else {
          return .many
        }
        return .one
      default: return .open(current)
      }
    }
  }

  /// The variable that a query's answer is given to, or the cursor that it is run on, is asked for one row only.
  private func namedTakesOne(_ end: NodeID, _ call: NodeRef, _ file: SyntaxFile) -> Bool {
    let parent = file[end].parent
    if file[parent].kind == .assignment, file[end].role == .value, let target = file.child(parent, .target) {
      switch file[target].kind {
      case .tuple, .list: return file.children(target).reduce(0) { count, _ in count + 1 } == 1
      case .name: return usesTakeOne(file[target].name, after: parent, file)
      case .dictionary:
        // `const { rows } = await …`.
        let bound = file.children(target).compactMap { file.child($0, .value) }.filter { file[$0].kind == .name }
        return bound.count == 1 && usesTakeOne(file[bound[0]].name, after: parent, file)
      default: return false
      }
    }
    guard file[parent].kind == .block || file[end].role == .statement, let callee = file.child(call.node, .callee),
      let object = file.child(callee, .object), file[object].kind == .name
    else { return false }
    return usesTakeOne(file[object].name, after: call.node, file)
  }

  /// All uses of a name after a statement that say how many rows are taken, take one.
  private func usesTakeOne(_ name: Name, after statement: NodeID, _ file: SyntaxFile) -> Bool {
    guard let function = file.ancestor(of: statement, where: { $0.kind == .function }) else { return false }
    var takes = false
    var node = file[statement].next
    while node < file[function].next {
      if file[node].kind == .name, file[node].name == name {
        if file[node].role == .target { break }
        switch chained(node, file) {
        case .one: takes = true
        case .many: return false
        case .open(let end):
          // Compared, tested or measured; anything else may take all of them.
          let parent = file[end].parent
          let isTested = [.comparison, .unary, .logical, .ifStatement, .conditional].contains(file[parent].kind)
          if !isTested, end == node ? !isAskedIfEmpty(end, file) : !isMeasured(end, file) { return false }
        }
      }
      node += 1
    }
    return takes
  }

  /// `rows.get(0)`.
  private func isFirst(_ member: NodeID, _ file: SyntaxFile) -> Bool {
    let call = file[member].parent
    guard file[call].kind == .call, file[member].role == .callee, let given = file.child(call, .argument) else {
      return false
    }
    return file[given].kind == .number && file.text(given) == "0"
  }

  /// `CollectionUtils.isEmpty(rows)`.
  private func isAskedIfEmpty(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    let call = file[node].parent
    guard file.isNominal, file[call].kind == .call, file[node].role == .argument, let callee = file.child(call, .callee)
    else { return false }
    return ["isEmpty", "isNotEmpty"].contains(evaluator.program.text(file[callee].name))
  }

  private func isMeasured(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    file[node].kind == .member && ["length", "rowCount", "rowcount"].contains(evaluator.program.text(file[node].name))
  }
}
