internal import Source
internal import Syntax

/// What functions of the project hand to the functions that they are given.
extension Evaluator {
  /// Longer functions are no wrappers.
  private static let maxWrapper: NodeID = 600
  private static let maxCalls = 3

  /// `inTransaction(async (client) => …)`, where `inTransaction(work)` calls `work(client)`: an object of a library or of
  /// a class; `nil` for what is neither.
  func handedByProject(_ call: NodeRef, _ function: NodeID, _ parameter: NodeRef, _ file: SyntaxFile) -> Value? {
    guard file.source.language?.isECMAScript == true, callerDepth < 3, let callee = file.child(call.node, .callee),
      let place = file.children(function, .parameter).firstIndex(of: parameter.node),
      let position = file.children(call.node, .argument).firstIndex(of: function)
    else { return nil }
    callerDepth += 1
    defer { callerDepth -= 1 }
    let wrapper: NodeRef
    switch value(of: NodeRef(file: call.file, node: callee)) {
    case .function(let found), .bound(let found, _): wrapper = found
    default: return nil
    }
    guard let other = program.file(wrapper.file), other[wrapper.node].next - wrapper.node < Self.maxWrapper,
      case let parameters = other.children(wrapper.node, .parameter), position < parameters.count,
      other[parameters[position]].kind == .parameter, !other[parameters[position]].name.isNone
    else { return nil }
    let handed = arguments(at: place, ofCalling: other[parameters[position]].name, in: wrapper, other)
    let value = Value.merge(handed.map { self.value(of: $0) })
    switch value {
    case .object, .instance: return value
    default: return nil
    }
  }

  /// What a function gives, in one place, to the calls of one of its parameters.
  private func arguments(at place: Int, ofCalling name: Name, in wrapper: NodeRef, _ other: SyntaxFile) -> [NodeRef] {
    var found: [NodeRef] = []
    for node in wrapper.node..<other[wrapper.node].next where found.count < Self.maxCalls {
      guard other[node].kind == .call, let callee = other.child(node, .callee), other[callee].kind == .name,
        other[callee].name == name, let given = argument(place, of: NodeRef(file: wrapper.file, node: node))
      else { continue }
      found.append(given)
    }
    return found
  }
}
