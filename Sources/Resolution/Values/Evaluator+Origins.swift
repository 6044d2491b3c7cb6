internal import Source
internal import Syntax

extension Evaluator {
  private static let maxSteps = 8

  /// The call that an expression's value comes from, through variables, imports and objects of exports:
  /// `controller.create` of `exports.create = asyncHandler(async (req, res) => …)`.
  package func originCall(of ref: NodeRef, in frame: Frame? = nil) -> NodeRef? { originCall(of: ref, 0, frame) }

  private func originCall(of ref: NodeRef, _ depth: Int, _ frame: Frame? = nil) -> NodeRef? {
    guard depth < Self.maxSteps, let file = program.file(ref.file) else { return nil }
    switch file[ref.node].kind {
    case .call:
      let callee = file.child(ref.node, .callee)
      return callee.map { file[$0].kind == .name && file[$0].name == words.require } == true ? nil : ref
    case .name:
      guard let definition = definition(of: ref), definition != ref else { return nil }
      return originCall(ofTarget: definition, depth + 1)
    case .member:
      guard let object = file.child(ref.node, .object) else { return nil }
      let owner = value(of: NodeRef(file: ref.file, node: object), in: frame)
      return originCall(ofMember: program.text(file[ref.node].name), owner, depth + 1)
    case .await, .cast:
      return file.child(ref.node, .value).flatMap { originCall(of: NodeRef(file: ref.file, node: $0), depth + 1) }
    default: return nil
    }
  }

  /// A name that an assignment binds, whole or as one key of a pattern.
  private func originCall(ofTarget target: NodeRef, _ depth: Int) -> NodeRef? {
    guard let file = program.file(target.file), file[target.node].kind == .name else { return nil }
    let parent = file[target.node].parent
    if file[parent].kind == .assignment, let value = file.child(parent, .value) {
      return originCall(of: NodeRef(file: target.file, node: value), depth + 1)
    }
    guard file[parent].kind == .pair, let key = file.child(parent, .key).flatMap({ file.stringValue($0) }) else {
      return nil
    }
    let statement = file[file[parent].parent].parent
    guard file[statement].kind == .assignment, let value = file.child(statement, .value) else { return nil }
    return originCall(ofMember: key, self.value(of: NodeRef(file: target.file, node: value)), depth + 1)
  }

  private func originCall(ofMember name: String, _ owner: Value, _ depth: Int) -> NodeRef? {
    switch owner {
    case .literal:
      return entryNode(name, of: owner).flatMap { originCall(of: $0, depth + 1) }
    case .module(let id):
      guard let interned = program.name(of: name), let index = program.index(of: id) else { return nil }
      if let node = hungNode(interned, on: id) { return originCall(of: node, depth + 1) }
      guard let binding = index.bindings(of: interned, in: 0).last else { return nil }
      return originCall(ofTarget: NodeRef(file: id, node: binding.node), depth + 1)
    default: return nil
    }
  }

  /// The function that a wrapper of the project was given, and so runs: the inner one of `asyncHandler(async (req) => …)`.
  package func wrapped(by ref: NodeRef, in frame: Frame?) -> NodeRef? {
    var current = ref
    var found: NodeRef?
    for _ in 0..<4 {
      guard let call = originCall(of: current, in: frame), let file = program.file(call.file),
        let callee = file.child(call.node, .callee)
      else { return found }
      guard case .function = value(of: NodeRef(file: call.file, node: callee), in: frame) else { return found }
      guard let (argument, function) = lastFunction(of: call, in: frame) else { return found }
      found = function
      current = argument
    }
    return found
  }

  private func lastFunction(of call: NodeRef, in frame: Frame?) -> (NodeRef, NodeRef)? {
    for position in stride(from: min(4, argumentCount(of: call)) - 1, through: 0, by: -1) {
      guard let argument = argument(position, of: call) else { continue }
      for alternative in value(of: argument, in: frame).alternatives {
        switch alternative {
        case .function(let function), .bound(let function, _):
          // `route(handler, (error, res) => …)`: what runs when the handler fails.
          if position > 0, takesError(function) { continue }
          return (argument, function)
        default: continue
        }
      }
    }
    return nil
  }

  /// Whether a function's first parameter is an error.
  private func takesError(_ function: NodeRef) -> Bool {
    guard let first = parameters(of: function).first, let node = program.node(first) else { return false }
    return ["err", "error", "e"].contains(program.text(node.name))
  }
}
