internal import Source
internal import Syntax

/// Rows that are read only for what they come to: their number, a sum.
extension QueryReader {
  /// Functions of Python that make one value of many.
  private static let sums: Set<String> = ["len", "sum", "min", "max", "any", "all"]
  /// The same of ECMAScript's arrays.
  private static let measures: Set<String> = ["length", "some", "every", "size"]
  /// Variables that rows are handed on to.
  private static let maxNames = 3

  /// Whether nothing of a query's rows leaves its function but a number.
  func isSummedUp(_ call: NodeRef) -> Bool {
    guard let file = evaluator.program.file(call.file) else { return false }
    return isSummedUp(call.node, file, depth: 0) == .yes
  }

  private enum Answer {
    case yes, no
    /// It is only asked whether there is something.
    case tested
  }

  /// Follows what is done with an expression.
  private func isSummedUp(_ node: NodeID, _ file: SyntaxFile, depth: Int) -> Answer {
    var current = node
    while true {
      let parent = file[current].parent
      switch file[parent].kind {
      case .await, .cast, .spread, .list: current = parent
      case .member where file[current].role == .object:
        let name = evaluator.program.text(file[parent].name)
        if Self.measures.contains(name) || name == "reduce" && addsUp(file[parent].parent, file) { return .yes }
        current = parent
      case .call where file[current].role == .callee: current = parent
      case .call where file[current].role == .argument:
        guard let callee = file.child(parent, .callee), file[callee].kind == .name else { return .no }
        let name = evaluator.program.text(file[callee].name)
        if Self.sums.contains(name) { return .yes }
        guard ["list", "sorted", "set", "tuple", "filter"].contains(name) else { return .no }
        current = parent
      case .comprehensionClause where file[current].role == .iterable: current = file[parent].parent
      case .forEach where file[current].role == .iterable: return onlyAdds(parent, file) ? .yes : .no
      case .unary, .ifStatement, .conditional, .logical:
        return file[current].role == .condition || file[parent].kind == .unary ? .tested : .no
      case .assignment where file[current].role == .value:
        guard depth < Self.maxNames, let target = file.child(parent, .target), file[target].kind == .name else {
          return .no
        }
        return areAllSummedUp(file[target].name, after: parent, file, depth: depth + 1)
      default: return .no
      }
    }
  }

  /// All uses of a name after a statement.
  private func areAllSummedUp(_ name: Name, after statement: NodeID, _ file: SyntaxFile, depth: Int) -> Answer {
    guard let function = file.ancestor(of: statement, where: { $0.kind == .function }) else { return .no }
    var answer = Answer.no
    var node = file[statement].next
    while node < file[function].next {
      if file[node].kind == .name, file[node].name == name, file[node].role != .callee {
        if file[node].role == .target { return .no }
        switch isSummedUp(node, file, depth: depth) {
        case .yes: answer = .yes
        case .no: return .no
        case .tested: break
        }
      }
      node += 1
    }
    return answer
  }

  /// `rows.reduce((sum, row) => sum + row.amount, 0)`: to a number, not to a table.
  private func addsUp(_ call: NodeID, _ file: SyntaxFile) -> Bool {
    guard file[call].kind == .call else { return false }
    let arguments = file.children(call, .argument)
    return arguments.count == 2 && file[arguments[1]].kind == .number
  }

  /// `for row in rows: total += row.amount`.
  private func onlyAdds(_ loop: NodeID, _ file: SyntaxFile) -> Bool {
    guard let body = file.child(loop, .body) else { return false }
    var adds = false
    var node = body + 1
    while node < file[body].next {
      switch file[node].kind {
      case .augmentedAssignment:
        guard let target = file.child(node, .target), file[target].kind == .name else { return false }
        adds = true
        node = file[node].next
        continue
      case .call, .assignment, .returnStatement, .yield, .await, .deleteStatement: return false
      default: break
      }
      node += 1
    }
    return adds
  }
}
