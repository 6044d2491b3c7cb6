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
    guard refuses(body, file, 0) else { return Verdict(requirement: .none) }
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
    "ChallengeAsync", "ForbidAsync",
  ]

  /// Whether something in a subtree refuses a caller.
  private func refuses(_ node: NodeID, _ file: SyntaxFile, _ depth: Int) -> Bool {
    for id in node..<file[node].next {
      switch file[id].kind {
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
    switch file[condition].kind {
    case .unary:
      return context.program.text(file[condition].name) == "not" && mentions(condition, file)
    case .comparison:
      guard let right = file.child(condition, .right), mentions(condition, file) else { return false }
      let name = context.program.text(file[condition].name)
      switch file[right].kind {
      case .null: return name == "is" || name == "=="
      case .boolean: return file[right].flags.contains(.truth) == (name == "!=" || name == "is not")
      default: return name == "!="
      }
    case .logical:
      guard context.program.text(file[condition].name) == "or" else { return false }
      return [SyntaxRole.left, .right].contains { role in file.child(condition, role).map { isLack($0, file) } ?? false
      }
    case .call:
      guard let callee = file.child(condition, .callee) else { return false }
      return context.program.text(file[callee].name).hasPrefix("IsNullOr") && mentions(condition, file)
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
