internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What a filter or middleware of the project does about those it does not know.
struct AspNetRefusals {
  let context: RecognizerContext

  /// What was found in one function.
  struct Verdict {
    var requirement: Auth.Requirement
    var place: NodeRef?
    /// The beginnings of the paths that it is about, when it asks for them.
    var paths: [String] = []
    /// It lets through what is marked with `[AllowAnonymous]`.
    var heedsAnonymous = false
  }

  private static let entrances = [
    "OnAuthorization", "OnAuthorizationAsync", "OnActionExecuting", "OnActionExecutionAsync", "OnResourceExecuting",
    "OnResourceExecutionAsync", "Invoke", "InvokeAsync",
  ]

  /// The verdict on a class by the method that the framework calls.
  func verdict(ofClass type: NodeRef) -> (verdict: Verdict, method: NodeRef)? {
    for name in Self.entrances {
      if let method = context.evaluator.method(name, of: type),
        context.program.file(method.file)?.child(method.node, .body) != nil
      {
        return (verdict(of: method), method)
      }
    }
    return nil
  }

  func verdict(of function: NodeRef) -> Verdict {
    guard let file = context.program.file(function.file), let body = file.child(function.node, .body) else {
      return Verdict(requirement: .unknown)
    }
    guard refuses(body, file, 0), !passesOutsiders(body, file) else { return Verdict(requirement: .none) }
    var verdict = Verdict(requirement: .unknown, place: function)
    let text = file.text(function.node)
    verdict.heedsAnonymous = text.contains("AllowAnonymous")
    verdict.paths = paths(body, file)
    let asksPath = text.contains(".Path")
    if !asksPath || !verdict.paths.isEmpty, text.utf8.count < 20_000, guards(file.children(body), file) {
      verdict.requirement = .required
    }
    return verdict
  }

  /// `context.Request.Path.StartsWithSegments("/api")`.
  private func paths(_ body: NodeID, _ file: SyntaxFile) -> [String] {
    var found: [String] = []
    for node in body..<file[body].next where file[node].kind == .call {
      guard let callee = file.child(node, .callee),
        ["StartsWithSegments", "StartsWith"].contains(context.program.text(file[callee].name)),
        let argument = file.child(node, .argument), let text = file.stringValue(argument), text.hasPrefix("/")
      else { continue }
      found.append(text)
    }
    return found
  }

  private static let results: Set<String> = [
    "UnauthorizedResult", "UnauthorizedObjectResult", "ForbidResult", "ChallengeResult", "Unauthorized", "Forbid",
    "Challenge", "Status401Unauthorized", "Status403Forbidden", "UnauthorizedHttpResult", "ForbidHttpResult",
    "ChallengeAsync", "ForbidAsync", "Unauthenticated", "PermissionDenied",
  ]

  /// `if (!context.User.Identity.IsAuthenticated) { await next(context); return; }`: what follows is about others.
  private func passesOutsiders(_ body: NodeID, _ file: SyntaxFile) -> Bool {
    for statement in file.children(body).prefix(6) where file[statement].kind == .ifStatement {
      guard let condition = file.child(statement, .condition), let then = file.child(statement, .then) else { continue }
      if refuses(then, file, 0) { return false }
      if asksIdentity(condition, file), isLack(condition, file), goesOn(then, file) { return true }
    }
    return false
  }

  private func goesOn(_ block: NodeID, _ file: SyntaxFile) -> Bool {
    (block..<file[block].next).contains { id in
      guard file[id].kind == .call, let callee = file.child(id, .callee) else { return false }
      return ["next", "_next", "Invoke", "InvokeAsync", "continuation"].contains(
        context.program.text(file[callee].name))
    }
  }

  /// Whether something in a subtree refuses a caller.
  private func refuses(_ node: NodeID, _ file: SyntaxFile, _ depth: Int) -> Bool {
    var id = node
    while id < file[node].next {
      defer { id += 1 }
      switch file[id].kind {
      // What answers to errors refuses nobody by itself.
      case .catchClause: id = file[id].next - 1
      case .name, .member:
        let name = context.program.text(file[id].name)
        if Self.results.contains(name) { return true }
        if file[id].role == .callee, name.contains("Unauthorized") || name.contains("Forbidden") { return true }
      case .number:
        let text = file.text(id)
        if text == "401" || text == "403" { return true }
      default: continue
      }
    }
    return false
  }

  /// Whether a handler refuses those who are not signed in before it does anything else: `if (!User.Identity.IsAuthenticated)`.
  func check(in handler: NodeRef) -> Auth {
    guard let file = context.program.file(handler.file), let body = file.child(handler.node, .body) else {
      return Auth(.none)
    }
    for statement in file.children(body).prefix(4) where file[statement].kind == .ifStatement {
      guard let condition = file.child(statement, .condition), let then = file.child(statement, .then),
        asksIdentity(condition, file), isLack(condition, file), refuses(then, file, 0)
      else { continue }
      let ref = NodeRef(file: handler.file, node: statement)
      return Auth(.required, by: "check in the handler", location: context.headLocation(ref))
    }
    return Auth(.none)
  }

  /// The same for a method of gRPC, whose context tells who is calling: `var id = context.GetUserIdentity(); if (id is
  /// null) throw new RpcException(…Unauthenticated…)`, the throwing perhaps in a method of its own.
  func check(inRPC handler: NodeRef) -> Auth {
    guard let file = context.program.file(handler.file), let body = file.child(handler.node, .body),
      let parameter = context.evaluator.parameters(of: handler).last, let given = context.program.node(parameter)
    else { return Auth(.none) }
    var known: Set<Name> = [given.name]
    func isOfCaller(_ node: NodeID) -> Bool {
      (node..<file[node].next).contains { file[$0].kind == .name && known.contains(file[$0].name) }
    }
    for statement in file.children(body).prefix(6) {
      if file[statement].kind == .assignment, let target = file.child(statement, .target),
        let value = file.child(statement, .value), isOfCaller(value)
      {
        known.insert(file[target].name)
      }
      guard file[statement].kind == .ifStatement, let condition = file.child(statement, .condition),
        let then = file.child(statement, .then), isLack(condition, file, isOfCaller),
        refuses(then, file, 0) || throwsRefusal(then, file)
      else { continue }
      let ref = NodeRef(file: handler.file, node: statement)
      return Auth(.required, by: "check in the handler", location: context.headLocation(ref))
    }
    return Auth(.none)
  }

  /// Whether a method that is called here does nothing else than refuse.
  private func throwsRefusal(_ block: NodeID, _ file: SyntaxFile) -> Bool {
    (block..<file[block].next).contains { node in
      guard file[node].kind == .call, let callee = file.child(node, .callee),
        let called = function(NodeRef(file: file.source.id, node: callee)),
        let other = context.program.file(called.file), let body = other.child(called.node, .body)
      else { return false }
      let statements = other.children(body).prefix(2).map { $0 }
      guard statements.count == 1, let only = statements.first else { return false }
      return [.throwStatement, .returnStatement].contains(other[only].kind) && refuses(only, other, 0)
    }
  }

  private func function(_ callee: NodeRef) -> NodeRef? {
    for value in context.evaluator.value(of: callee).alternatives {
      switch value {
      case .function(let function), .bound(let function, _): return function
      default: continue
      }
    }
    return nil
  }

  /// What is asked is the request's own identity, not some user that was looked up.
  private func asksIdentity(_ condition: NodeID, _ file: SyntaxFile) -> Bool {
    (condition..<file[condition].next).contains { id in
      guard file[id].kind == .name || file[id].kind == .member else { return false }
      let name = context.program.text(file[id].name)
      return name == "IsAuthenticated" || name == "User"
    } || file.text(condition).contains("IsAuthenticated")
  }

  /// Whether one of the first statements refuses those without credentials.
  private func guards(_ statements: SyntaxChildren, _ file: SyntaxFile) -> Bool {
    for statement in statements.prefix(12) {
      if file[statement].kind == .tryStatement, let body = file.child(statement, .body),
        guards(file.children(body), file)
      {
        return true
      }
      guard file[statement].kind == .ifStatement, let condition = file.child(statement, .condition),
        let then = file.child(statement, .then), isLack(condition, file), refuses(then, file, 0)
      else { continue }
      return true
    }
    return false
  }

  private static let words = [
    "user", "identity", "claim", "token", "key", "auth", "session", "principal", "secret", "signature", "permission",
  ]

  /// Whether a condition holds for those who bring nothing.
  private func isLack(_ condition: NodeID, _ file: SyntaxFile) -> Bool {
    isLack(condition, file) { mentions($0, file) }
  }

  private func isLack(_ condition: NodeID, _ file: SyntaxFile, _ isAbout: (NodeID) -> Bool) -> Bool {
    switch file[condition].kind {
    case .unary:
      return context.program.text(file[condition].name) == "not" && isAbout(condition)
    case .comparison:
      guard let right = file.child(condition, .right), isAbout(condition) else { return false }
      let name = context.program.text(file[condition].name)
      switch file[right].kind {
      // `is { IsAuthenticated: false }`
      case .dictionary:
        return file.children(right).contains { pair in
          file.child(pair, .value).map { file[$0].kind == .boolean && !file[$0].flags.contains(.truth) } ?? false
        }
      case .null: return name == "is" || name == "=="
      case .boolean: return file[right].flags.contains(.truth) == (name == "!=" || name == "is not")
      default: return name == "!="
      }
    case .logical:
      guard context.program.text(file[condition].name) == "or" else { return false }
      return [SyntaxRole.left, .right].contains { role in
        file.child(condition, role).map { isLack($0, file, isAbout) } ?? false
      }
    case .call:
      guard let callee = file.child(condition, .callee) else { return false }
      return context.program.text(file[callee].name).hasPrefix("IsNullOr") && isAbout(condition)
    default: return false
    }
  }

  func mentions(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    (node..<file[node].next).contains { id in
      guard file[id].kind == .name || file[id].kind == .member else { return false }
      let name = context.program.text(file[id].name).lowercased()
      return Self.words.contains { name.contains($0) }
    }
  }
}
