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

  /// `payload, err := s.authorize(ctx); if err != nil { return nil, err }` before anything else, where `authorize` reads
  /// a credential of the request's metadata and ends with an error without it.
  func firstCheck(in function: NodeRef) -> NodeRef? {
    guard let file = context.program.file(function.file), file.source.language == .go,
      let body = file.child(function.node, .body)
    else { return nil }
    let statements = file.children(body, .statement).prefix(3).map { $0 }
    guard let first = statements.first, file[first].kind == .assignment || file[first].kind == .block,
      let call = (first..<file[first].next).first(where: { file[$0].kind == .call }),
      let checker = target(of: call, function, file), refusesWithoutCredential(checker)
    else { return nil }
    let leaves = statements.dropFirst().prefix(2).contains { statement in
      file[statement].kind == .ifStatement && file.child(statement, .condition).map { isErrorCheck($0, file) } == true
        && file.child(statement, .then).map { then in
          (then..<file[then].next).contains { file[$0].kind == .returnStatement }
        } == true
    }
    return leaves ? place(call, function) : nil
  }

  /// Whether a function ends with an error where a credential is not among the metadata: `if len(values) == 0 { return
  /// nil, errMissing }`.
  private func refusesWithoutCredential(_ checker: NodeRef) -> Bool {
    guard let file = context.program.file(checker.file), let body = file.child(checker.node, .body) else {
      return false
    }
    let nodes = body..<file[body].next
    var values: Name?
    for node in nodes where file[node].kind == .assignment {
      guard let value = file.child(node, .value), file[value].kind == .call, let callee = file.child(value, .callee),
        context.program.text(file[callee].name) == "Get", let key = file.child(value, .argument),
        let text = evaluator.value(of: NodeRef(file: checker.file, node: key)).constantText?.lowercased(),
        ["auth", "token", "key", "session"].contains(where: text.contains), let target = file.child(node, .target)
      else { continue }
      values = file[target].name
    }
    guard let values, nodes.contains(where: { readsCaller($0, file) }) else { return false }
    return file.children(body, .statement).contains { statement in
      guard file[statement].kind == .ifStatement, let condition = file.child(statement, .condition),
        let then = file.child(statement, .then), file[condition].kind == .comparison,
        file.text(condition).hasPrefix("len(\(context.program.text(values)))")
      else { return false }
      let tail = file.text(condition).filter { !$0.isWhitespace }
      guard tail.hasSuffix("==0") || tail.hasSuffix("<1") || tail.hasSuffix("!=1") else { return false }
      return (then..<file[then].next).contains { file[$0].kind == .returnStatement && !goesOn($0, file) }
    }
  }

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
