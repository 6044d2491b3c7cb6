internal import Resolution
internal import Source
internal import Syntax

/// What refuses callers, and what reads who they are.
extension GRPCGuardWalk {
  /// The first place in a function, or in what it calls, that refuses callers or reads who they are.
  func mention(in function: NodeRef) -> NodeRef? {
    var seen: Set<NodeRef> = []
    return mention(in: function, &seen, depth: 0)
  }

  private func mention(in function: NodeRef, _ seen: inout Set<NodeRef>, depth: Int) -> NodeRef? {
    guard depth < Self.maxDepth, seen.count < Self.maxFunctions, seen.insert(function).inserted,
      let file = context.program.file(function.file), let body = file.child(function.node, .body)
    else { return nil }
    for node in body..<file[body].next {
      if isRefusalName(node, file) || readsCaller(node, file) { return place(node, function) }
      if file[node].kind == .call, let target = target(of: node, function, file),
        let found = mention(in: target, &seen, depth: depth + 1)
      {
        return found
      }
    }
    return nil
  }

  private static let maxFunctions = 60

  /// `metadata.FromIncomingContext(ctx)`, `context.invocation_metadata()`, `call.metadata`, `peer.FromContext(ctx)`.
  private func readsCaller(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    guard file[node].kind == .member else { return false }
    switch context.program.text(file[node].name) {
    case "FromIncomingContext", "ValueFromIncomingContext", "invocation_metadata", "auth_context": return true
    case "metadata": return file.source.language?.isECMAScript ?? false
    case "FromContext":
      return file.child(node, .object).map { context.program.text(file[$0].name) == "peer" } ?? false
    default: return false
    }
  }

  /// A `return` with an error of authentication.
  func isRefusal(_ node: NodeID, _ file: SyntaxFile, _ function: NodeRef) -> Bool {
    guard file[node].kind == .returnStatement else { return false }
    return (node..<file[node].next).contains { inner in
      isRefusalName(inner, file)
        || file[inner].kind == .name && isRefusal(named: NodeRef(file: function.file, node: inner))
    }
  }

  /// `var errInvalidToken = status.Error(codes.Unauthenticated, "…")`
  private func isRefusal(named ref: NodeRef) -> Bool {
    guard let target = evaluator.definition(of: ref), let file = context.program.file(target.file) else { return false }
    let parent = file[target.node].parent
    guard file[parent].kind == .assignment, let value = file.child(parent, .value), file[value].kind == .call else {
      return false
    }
    return (value..<file[value].next).contains { isRefusalName($0, file) }
  }

  /// Whether a `return` hands the request on, or says that nothing is wrong: `return handler(ctx, req)`, `return nil`.
  func goesOn(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    guard let value = file.child(node, .value) else { return true }
    let last = file[value].kind == .tuple ? file.children(value, .element).last ?? value : value
    if file[last].kind == .null { return true }
    return (value..<file[value].next).contains { inner in
      guard file[inner].kind == .call, let callee = file.child(inner, .callee), file[callee].kind == .name else {
        return false
      }
      return Self.handlers.contains(context.program.text(file[callee].name).lowercased())
    }
  }

  private static let handlers: Set<String> = ["handler", "next", "h", "continuation"]

  private static let callers = ["auth", "token", "credential", "metadata", "permission", "jwt", "apikey", "secret"]

  func isAboutCallers(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    (node..<file[node].next).contains { inner in
      guard file[inner].kind == .name || file[inner].kind == .member else { return false }
      let name = context.program.text(file[inner].name).lowercased()
      return name == "md" || Self.callers.contains(where: name.contains)
    }
  }

  private static let refusals: Set<String> = [
    "Unauthenticated", "PermissionDenied", "UNAUTHENTICATED", "PERMISSION_DENIED", "ErrUnauthenticated",
    "ErrUnauthorized",
  ]

  func isRefusalName(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    (file[node].kind == .member || file[node].kind == .name)
      && Self.refusals.contains(context.program.text(file[node].name))
  }

  /// The project's function that a call reaches.
  func target(of call: NodeID, _ function: NodeRef, _ file: SyntaxFile) -> NodeRef? {
    guard let callee = file.child(call, .callee) else { return nil }
    for alternative in evaluator.value(of: NodeRef(file: function.file, node: callee)).alternatives {
      switch alternative {
      case .function(let target), .bound(let target, _): return target
      default: continue
      }
    }
    return nil
  }
}
