internal import Facts
internal import Model
internal import Source
internal import Syntax

/// Functions of the project that are given functions: `inTransaction(db, async (tx) => …)`.
extension BehaviourScanner {
  /// A parameter that several callers give different functions: each caller's own call already says which one runs.
  func isAmbiguousCallback(_ callee: Value, _ node: NodeID) -> Bool {
    guard callee.alternatives.count > 1, file.source.language?.isECMAScript == true,
      let name = file.child(node, .callee), file[name].kind == .name,
      let definition = evaluator.definition(of: ref(name)), let other = evaluator.program.file(definition.file)
    else { return false }
    return other[definition.node].kind == .parameter
  }

  /// Whether a function of the project runs what it is given in a transaction: the call of one of its parameters stands
  /// in the callback of a transaction.
  func opensTransaction(_ callee: Value) -> Bool {
    guard file.source.language?.isECMAScript == true else { return false }
    for alternative in callee.alternatives.prefix(2) {
      switch alternative {
      case .function(let function), .bound(let function, _):
        if runsParameterInTransaction(function) { return true }
      default: continue
      }
    }
    return false
  }

  /// Longer functions are no wrappers.
  private static let maxWrapper: Int32 = 400

  private func runsParameterInTransaction(_ function: NodeRef) -> Bool {
    guard let other = evaluator.program.file(function.file), let body = other.child(function.node, .body),
      other[body].next - body < Self.maxWrapper
    else { return false }
    let parameters = Set(other.children(function.node, .parameter).map { other[$0].name })
    return (body..<other[body].next).contains { node in
      guard other[node].kind == .call, let callee = other.child(node, .callee), other[callee].kind == .name,
        parameters.contains(other[callee].name)
      else { return false }
      return isInTransaction(node, below: body, other, function)
        || isBegun(before: node, from: body, other, function.file)
    }
  }

  /// `await client.query("BEGIN")` somewhere before, and nothing that ends it.
  private func isBegun(before node: NodeID, from body: NodeID, _ other: SyntaxFile, _ id: FileID) -> Bool {
    var isOpen = false
    for call in body..<node where other[call].kind == .call && other[call].next <= node {
      if let first = other.child(call, .argument), let text = other.stringValue(first), text.utf8.count < 80,
        let step = SQLText.transactionStep(text)
      {
        isOpen = step == .begin
      } else if let callee = other.child(call, .callee),
        evaluator.program.text(other[callee].name) == "startTransaction",
        let fact = evaluator.fact(of: NodeRef(file: id, node: call))
      {
        isOpen = fact.effect == .transaction
      }
    }
    return isOpen
  }

  private func isInTransaction(_ node: NodeID, below body: NodeID, _ other: SyntaxFile, _ function: NodeRef) -> Bool {
    var current = other[node].parent
    while current > body {
      if other[current].kind == .function, other[current].role == .argument {
        let fact = evaluator.fact(of: NodeRef(file: function.file, node: other[current].parent))
        if fact?.effect == .transaction, fact?.properties["scope"] == "callback" { return true }
      }
      current = other[current].parent
    }
    return false
  }
}
