internal import Source
internal import Syntax

/// Values that must be one of those that are known, because a statement before their use leaves when they are not.
extension FlowTracer {
  /// `found = next((x for x in known if x.link == link), None)` with `if not found: raise`, or `self.kind_of(link)` of
  /// the project's own, which compares and raises.
  func isLookedUp(_ name: Name, before use: NodeRef, _ file: SyntaxFile) -> Bool {
    guard file.source.language == .python, !["pageSize", "massAssignment"].contains(danger),
      let function = file.ancestor(of: use.node, where: { $0.kind == .function })
    else { return false }
    return (function..<use.node).contains { node in
      switch file[node].kind {
      case .comprehension: isRequired(node, name, before: use.node, file)
      case .call: refusesOthers(NodeRef(file: use.file, node: node), name, file)
      default: false
      }
    }
  }

  /// A comprehension that picks what equals the name, given to a variable that must hold something.
  private func isRequired(_ comprehension: NodeID, _ name: Name, before use: NodeID, _ file: SyntaxFile) -> Bool {
    guard compares(comprehension, name, file),
      let statement = file.ancestor(of: comprehension, where: { $0.kind == .assignment }), file[statement].next <= use,
      let target = file.child(statement, .target), file[target].kind == .name
    else { return false }
    return (file[statement].next..<use).contains { node in
      guard file[node].kind == .ifStatement, let condition = file.child(node, .condition), leaves(node, file) else {
        return false
      }
      return (condition..<file[condition].next).contains {
        file[$0].kind == .name && file[$0].name == file[target].name
      }
    }
  }

  /// A function of the project that is handed the name, compares it with what it knows, and raises.
  private func refusesOthers(_ call: NodeRef, _ name: Name, _ file: SyntaxFile) -> Bool {
    guard let callee = file.child(call.node, .callee),
      let position = file.children(call.node, .argument).firstIndex(where: {
        file[$0].kind == .name && file[$0].name == name
      })
    else { return false }
    let function: NodeRef
    var skipped = 0
    switch evaluator.value(of: NodeRef(file: call.file, node: callee)) {
    case .function(let found): function = found
    case .bound(let found, _): (function, skipped) = (found, 1)
    default: return false
    }
    guard let other = program.file(function.file) else { return false }
    let parameters = evaluator.parameters(of: function)
    guard parameters.indices.contains(position + skipped),
      let parameter = program.node(parameters[position + skipped])?.name
    else { return false }
    let body = function.node..<other[function.node].next
    return body.contains { other[$0].kind == .throwStatement } && compares(function.node, parameter, other)
  }

  /// `x in KNOWN`, `x == known`, within a node.
  private func compares(_ node: NodeID, _ name: Name, _ file: SyntaxFile) -> Bool {
    func isName(_ side: NodeID) -> Bool { file[side].kind == .name && file[side].name == name }
    return (node..<file[node].next).contains { inner in
      guard file[inner].kind == .comparison, let left = file.child(inner, .left), let right = file.child(inner, .right)
      else { return false }
      switch program.text(file[inner].name) {
      case "in", "not in": return isName(left)
      case "==", "!=": return isName(left) && file[right].kind != .null || isName(right)
      default: return false
      }
    }
  }
}
