package import Model
package import Resolution
package import Source
internal import Syntax

/// What a function that stands before a handler does about callers without credentials.
package struct GuardVerdict: Sendable, Hashable {
  package var requirement: Auth.Requirement
  /// Where the refusal is.
  package var location: Location?

  package init(_ requirement: Auth.Requirement, location: Location? = nil) {
    self.requirement = requirement
    self.location = location
  }
}

/// Tells guards from other functions by what they do: they refuse with 401 or 403.
package final class GuardClassifier {
  private let context: RecognizerContext
  private var memo: [NodeRef: GuardVerdict] = [:]
  private static let maxDepth = 4

  package init(_ context: RecognizerContext) { self.context = context }

  /// Whether a function of the project refuses callers; `none` when nothing in it or in what it calls does.
  package func classify(_ function: NodeRef) -> GuardVerdict {
    if let known = memo[function] { return known }
    let verdict = classify(function, depth: 0, visiting: [])
    memo[function] = verdict
    return verdict
  }

  private func classify(_ function: NodeRef, depth: Int, visiting: Set<NodeRef>) -> GuardVerdict {
    guard depth < Self.maxDepth, !visiting.contains(function), let file = context.program.file(function.file),
      let body = file.child(function.node, .body)
    else { return GuardVerdict(.none) }
    var verdict = GuardVerdict(.none)
    var node = body + 1
    while node < file[body].next, verdict.requirement != .required {
      let ref = NodeRef(file: function.file, node: node)
      var found = GuardVerdict(.none)
      if refuses(ref, file) {
        found = GuardVerdict(.required, location: context.location(ref))
      } else if file[node].kind == .call, let called = calledFunction(ref, file) {
        found = classify(called, depth: depth + 1, visiting: visiting.union([function]))
      }
      // What only those meet who brought something.
      if found.requirement == .required, isForPresent(node, body, file) { found.requirement = .optional }
      if found.requirement != .none, verdict.requirement == .none || found.requirement == .required { verdict = found }
      node += 1
    }
    if verdict.requirement == .required, letsAnonymousPass(body, file) {
      return GuardVerdict(.optional, location: verdict.location)
    }
    return verdict
  }

  private static let credentials = [
    "token", "user", "credentials", "authorization", "auth", "header", "key", "session", "identity", "bearer", "jwt",
    "cookie",
  ]

  /// Whether a node runs only under `if token:`.
  private func isForPresent(_ node: NodeID, _ body: NodeID, _ file: SyntaxFile) -> Bool {
    var node = node
    while node > body {
      let parent = file[node].parent
      if file[parent].kind == .ifStatement, file[node].role == .then, let condition = file.child(parent, .condition),
        isPresence(condition, file)
      {
        return true
      }
      node = parent
    }
    return false
  }

  private func isPresence(_ condition: NodeID, _ file: SyntaxFile) -> Bool {
    switch file[condition].kind {
    case .name, .member:
      let name = context.program.text(file[condition].name).lowercased()
      return Self.credentials.contains { name.hasSuffix($0) }
    case .comparison:
      guard let left = file.child(condition, .left), let right = file.child(condition, .right),
        file[right].kind == .null
      else { return false }
      return context.program.text(file[condition].name).contains("not")
        || context.program.text(file[condition].name).hasPrefix("!") ? isPresence(left, file) : false
    default: return false
    }
  }

  private func calledFunction(_ call: NodeRef, _ file: SyntaxFile) -> NodeRef? {
    guard let callee = file.child(call.node, .callee) else { return nil }
    switch context.evaluator.value(of: NodeRef(file: call.file, node: callee)) {
    case .function(let function), .bound(let function, _): return function
    // `check = KeyChecker(…); await check(request)`.
    case .instance(let type, _): return context.evaluator.method("__call__", of: type)
    default: return nil
    }
  }

  /// Errors whose very name means 401 or 403.
  private static let refusalWords = [
    "unauthorized", "unauthenticated", "forbidden", "notauthenticated", "permissiondenied",
  ]

  /// `raise HTTPException(401)`, `abort(403)`, `res.status(401)`, `throw new UnauthorizedError()`.
  private func refuses(_ ref: NodeRef, _ file: SyntaxFile) -> Bool {
    switch file[ref.node].kind {
    case .throwStatement:
      file.child(ref.node, .value).map { isRefusal(NodeRef(file: ref.file, node: $0), file) } ?? false
    case .call: isRefusingCall(ref, file)
    default: false
    }
  }

  private func isRefusal(_ error: NodeRef, _ file: SyntaxFile) -> Bool {
    var callee = error.node
    if file[error.node].kind == .call {
      if hasRefusalStatus(error, file) { return true }
      callee = file.child(error.node, .callee) ?? callee
    }
    let name = context.program.text(file[callee].name).lowercased()
    if Self.refusalWords.contains(where: { name.contains($0) }) { return true }
    // `raise credentials_exception`: a variable that holds the error.
    guard file[error.node].kind == .name,
      let site = context.evaluator.value(of: error).site, let other = context.program.file(site.file)
    else { return false }
    return site != error && isRefusal(site, other)
  }

  private static let refusingCalls: Set<String> = [
    "abort", "status", "sendStatus", "code", "throw", "writeHead", "json",
  ]

  private func isRefusingCall(_ call: NodeRef, _ file: SyntaxFile) -> Bool {
    guard let callee = file.child(call.node, .callee) else { return false }
    let name = context.program.text(file[callee].name)
    if Self.refusingCalls.contains(name) { return hasRefusalStatus(call, file) }
    return Self.refusalWords.contains { name.lowercased() == $0 }
  }

  /// A 401 or 403 among the first arguments, as a number, a constant or a named status.
  private func hasRefusalStatus(_ call: NodeRef, _ file: SyntaxFile) -> Bool {
    for child in file.children(call.node) where file[child].role == .argument {
      var given = child
      if file[child].kind == .keywordArgument, let value = file.child(child, .value) { given = value }
      let value = context.evaluator.value(of: NodeRef(file: call.file, node: given))
      if case .number(let status) = value, status == 401 || status == 403 { return true }
      let name = (value.externalName ?? context.program.text(file[given].name)).lowercased()
      if name.contains("401") || name.contains("403") || name.hasSuffix("unauthorized") || name.hasSuffix("forbidden") {
        return true
      }
    }
    return false
  }

  /// `if not token: return None`: those without credentials go on.
  private func letsAnonymousPass(_ body: NodeID, _ file: SyntaxFile) -> Bool {
    for statement in file.children(body) where file[statement].kind == .ifStatement {
      guard let condition = file.child(statement, .condition), let then = file.child(statement, .then),
        isAbsence(condition, file), let first = file.children(then).first(where: { _ in true })
      else { continue }
      if file[first].kind == .returnStatement {
        guard let value = file.child(first, .value) else { return true }
        if file[value].kind == .null { return true }
        // `return next()`: Express-style middleware goes on.
        if file[value].kind == .call, let callee = file.child(value, .callee),
          context.program.text(file[callee].name) == "next", file.child(value, .argument) == nil
        {
          return true
        }
      }
    }
    return false
  }

  /// `not x`, `x is None`, `!x`, `x == null`.
  private func isAbsence(_ condition: NodeID, _ file: SyntaxFile) -> Bool {
    switch file[condition].kind {
    case .unary: context.program.text(file[condition].name) == "not"
    case .comparison: file.child(condition, .right).map { file[$0].kind == .null } ?? false
    case .logical: file.child(condition, .left).map { isAbsence($0, file) } ?? false
    default: false
    }
  }
}
