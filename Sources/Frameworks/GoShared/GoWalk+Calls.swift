internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What calls do to a request: refuse it, hand it on, or look at it elsewhere.
extension GoWalk {
  private static let next: Set<String> = ["Next", "ServeHTTP"]
  private static let aborts: Set<String> = [
    "Abort", "AbortWithStatus", "AbortWithStatusJSON", "AbortWithError", "AbortWithStatusPureJSON",
  ]
  private static let statuses = ["StatusUnauthorized", "StatusForbidden", "ErrUnauthorized", "ErrForbidden"]

  /// The states after a call.
  func called(_ node: NodeID, _ state: GoState) -> [GoState] {
    budget.fuel -= 1
    guard !budget.isOver, let callee = file.child(node, .callee), !file[node].flags.contains(.isNew) else {
      return [state]
    }
    var state = state
    let name = text(callee)
    if file[callee].kind == .name, name == "go" || name == "defer" { return [state] }
    if isNext(callee, name, node) {
      if !state.isAborted { state.passes = true }
      return [state]
    }
    let refuses = givesRefusal(node) || name == "Redirect" && leadsToLogin(node)
    if refuses { state.refusal = state.refusal ?? ref(node) }
    // `session.Abort(c)` is the project's own.
    let isOfRequest = !file.children(node, .argument).contains { isRequest($0) }
    if Self.aborts.contains(name), file[callee].kind == .member, isOfRequest {
      state.isAborted = true
      if state.isLastDecidedByIdentity { state.refusal = state.refusal ?? ref(node) }
      return [state]
    }
    if refuses { return [state] }
    guard let function = function(callee) else {
      if isUnseenHelper(callee, node) { state.isUnseen = true }
      return [state]
    }
    guard concernsRequest(node, callee, state) else { return [state] }
    return gone(through: function, node, callee, state)
  }

  private func function(_ callee: NodeID) -> NodeRef? {
    for alternative in context.evaluator.value(of: ref(callee), in: frame).alternatives {
      switch alternative {
      case .function(let function), .bound(let function, _):
        if context.program.file(function.file)?.child(function.node, .body) != nil { return function }
      default: continue
      }
    }
    return nil
  }

  /// `c.Next()`, `next.ServeHTTP(w, r)`, `next(c)`, `next(w, r)`.
  private func isNext(_ callee: NodeID, _ name: String, _ call: NodeID) -> Bool {
    if file[callee].kind == .member { return Self.next.contains(name) }
    guard file[callee].kind == .name, ["next", "h", "handler", "fn", "f", "inner"].contains(name) else { return false }
    // A parameter of the function around: what the middleware was made with.
    guard let target = context.evaluator.definition(of: ref(callee)), let node = context.program.node(target) else {
      return false
    }
    return node.kind == .parameter && context.program.file(target.file)?.source.language == .go
      && file.children(call, .argument).contains { isRequest($0) }
  }

  private func givesRefusal(_ node: NodeID) -> Bool {
    file.children(node, .argument).contains { isRefusal($0) }
  }

  /// Whether an expression is 401 or 403, in any of their forms.
  func isRefusal(_ node: NodeID) -> Bool {
    switch file[node].kind {
    case .number: return ["401", "403"].contains(file.text(node))
    case .member, .name:
      if Self.statuses.contains(text(node)) { return true }
      if case .number(let number) = context.evaluator.value(of: ref(node), in: frame) {
        return number == 401 || number == 403
      }
      return false
    default: return false
    }
  }

  private func leadsToLogin(_ node: NodeID) -> Bool {
    (node..<file[node].next).contains { inner in
      guard file[inner].kind == .string, let text = file.stringValue(inner)?.lowercased() else { return false }
      return ["login", "signin", "sign-in", "/auth"].contains { text.contains($0) }
    }
  }

  /// Whether a node is the request in hand.
  func isRequest(_ node: NodeID) -> Bool {
    guard let name = context.evaluator.value(of: ref(node), in: frame).externalName else { return false }
    return GoHandlers.requestTypes.contains(name) || name == "net/http.ResponseWriter"
  }

  /// A function that could not be found is given the request, and may refuse it.
  private func isUnseenHelper(_ callee: NodeID, _ node: NodeID) -> Bool {
    guard file.children(node, .argument).contains(where: { isRequest($0) }) else { return false }
    switch context.evaluator.value(of: ref(callee), in: frame) {
    case .member(let name, _) where name.hasPrefix(Evaluator.parameterType): return true
    case .external, .member, .object: return MiddlewareGuards.soundsLikeGuard(text(callee))
    default: return true
    }
  }

  /// Going through a function is worth it when it is given the request, or something that speaks of the caller.
  private func concernsRequest(_ node: NodeID, _ callee: NodeID, _ state: GoState) -> Bool {
    file.children(node, .argument).contains { argument in
      isRequest(argument) || result(of: argument, state).isByIdentity
    }
  }

  private func gone(through function: NodeRef, _ node: NodeID, _ callee: NodeID, _ state: GoState) -> [GoState] {
    var inner = state
    inner.variables = [:]
    inner.results = [:]
    let parameters = handlers.parameters(of: function)
    for (parameter, argument) in zip(parameters, file.children(node, .argument)) {
      guard let declared = context.program.node(parameter) else { continue }
      let known = result(of: argument, state)
      if known.answer != .unknown { inner.variables[declared.name] = known }
    }
    let bindings = context.evaluator.frame(for: function, calledAt: ref(node), in: frame)
    let outcomes = GoWalk.run(function, inner, context, handlers, bindings ?? frame, budget, depth: depth + 1)
    return outcomes.map { outcome in
      var after = outcome.state
      after.variables = state.variables
      after.results = state.results
      after.results[ref(node)] = outcome.results
      return after
    }
  }
}
