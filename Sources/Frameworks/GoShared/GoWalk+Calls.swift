internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What calls do to a request: refuse it, hand it on, or look at it elsewhere.
extension GoWalk {
  private static let aborts: Set<String> = [
    "Abort", "AbortWithStatus", "AbortWithStatusJSON", "AbortWithError", "AbortWithStatusPureJSON",
  ]

  /// The states after a call.
  func called(_ node: NodeID, _ state: GoState) -> [GoState] {
    budget.fuel -= 1
    guard !budget.isOver, let callee = file.child(node, .callee), !file[node].flags.contains(.isNew) else {
      return [state]
    }
    var state = state
    let name = text(callee)
    if file[callee].kind == .name, name == "go" || name == "defer" { return [state] }
    if let (key, value) = left(node, callee, name) {
      let known = result(of: value, state)
      looked(at: known)
      // What says nothing is worth keeping only where its absence would say something.
      state.values[key] = known == .unknown && !speaks(key) ? nil : known
      return [state]
    }
    if isNext(callee, name, node) {
      if !state.isAborted { state.passes = true }
      return [state]
    }
    let refuses = refuses(node, callee, name, state)
    if refuses { state.refusal = state.refusal ?? ref(node) }
    // `session.Abort(c)` is the project's own.
    if Self.aborts.contains(name), file[callee].kind == .member,
      !file.children(node, .argument).contains(where: { isRequest($0) })
    {
      state.isAborted = true
      if state.isLastDecidedByIdentity { state.refusal = state.refusal ?? ref(node) }
      return [state]
    }
    if refuses {
      if !state.isAborted, endsChain(node, callee, state) { state.isAborted = true }
      return [state]
    }
    if fails(node, name, state) { state.isFailed = true }
    let states = calledBack(by: node, state)
    guard let function = function(callee) else {
      let isUnseen = isUnseenHelper(callee, node)
      return states.map { state in
        var state = changed(by: node, state)
        state.isUnseen = state.isUnseen || isUnseen
        return state
      }
    }
    return states.flatMap { state in
      guard concernsRequest(node, callee, state) else { return [changed(by: node, state)] }
      return gone(through: function, node, callee, state).map { changed(by: node, $0) }
    }
  }

  /// `store.Session(func() { ok = authenticate(w, r) })`: what is given to be done is done.
  private func calledBack(by node: NodeID, _ state: GoState) -> [GoState] {
    var states = [state]
    for argument in file.children(node, .argument) where isCallback(argument) {
      states = states.flatMap { state in
        GoWalk.run(ref(argument), state, context, handlers, frame, budget, depth: depth + 1, keepsVariables: true)
          .map { outcome in
            var after = outcome.state
            after.variables = after.variables.filter { state.variables[$0.key] != nil }
            after.results = state.results
            after.jump = nil
            return after
          }
      }
    }
    return states
  }

  private func isCallback(_ argument: NodeID) -> Bool {
    file[argument].kind == .function && file.child(argument, .parameter) == nil
  }

  func function(_ callee: NodeID) -> (function: NodeRef, receiver: Value?)? {
    if file[callee].kind == .function { return (ref(callee), nil) }
    for alternative in context.evaluator.value(of: ref(callee), in: frame).alternatives {
      switch alternative {
      case .function(let function):
        if context.program.file(function.file)?.child(function.node, .body) != nil { return (function, nil) }
      case .bound(let function, let receiver):
        if context.program.file(function.file)?.child(function.node, .body) != nil { return (function, receiver) }
      default: continue
      }
    }
    return nil
  }

  // MARK: What middleware leaves

  /// `c.Set("user", user)`, `c.Locals("user", user)`, `context.WithValue(ctx, key, user)`.
  private func left(_ node: NodeID, _ callee: NodeID, _ name: String) -> (GoKey, NodeID)? {
    let arguments = file.children(node, .argument).map { $0 }
    guard file[callee].kind == .member, let owner = file.child(callee, .object) else { return nil }
    switch (name, arguments.count) {
    case ("Set", 2), ("Locals", 2): return isRequest(owner) ? key(arguments[0]).map { ($0, arguments[1]) } : nil
    // gorilla/context.
    case ("Set", 3): return isRequest(arguments[0]) ? key(arguments[1]).map { ($0, arguments[2]) } : nil
    case ("WithValue", 3):
      guard context.evaluator.value(of: ref(owner), in: frame) == .external("context") else { return nil }
      return key(arguments[1]).map { ($0, arguments[2]) }
    default: return nil
    }
  }

  /// What something is left under: a text, a constant or a type of its own.
  func key(_ node: NodeID) -> GoKey? {
    if let text = context.evaluator.value(of: ref(node), in: frame).constantText { return .text(text) }
    var named = node
    if file[node].kind == .call, let callee = file.child(node, .callee) { named = callee }
    return context.evaluator.definition(of: ref(named)).map { .declared($0) }
  }

  private func speaks(_ key: GoKey) -> Bool {
    switch key {
    case .text(let text): GoIdentity.speaks(text)
    case .declared(let target):
      GoIdentity.speaks(context.program.node(target).map { context.program.text($0.name) } ?? "user")
    }
  }

  /// What was handed to something else may be filled by it, as is what a function given to it assigns.
  private func changed(by node: NodeID, _ state: GoState) -> GoState {
    var state = state
    if let callee = file.child(node, .callee), Self.readers.contains(text(callee).lowercased()) { return state }
    for argument in file.children(node, .argument) {
      switch file[argument].kind {
      case .name: if state.variables[file[argument].name]?.isFresh == true { forget(file[argument].name, &state) }
      case .function where !isCallback(argument):
        for inner in argument..<file[argument].next where file[inner].kind == .assignment {
          guard !file[inner].flags.contains(.declaration), let target = file.child(inner, .target) else { continue }
          for part in [target] + (file[target].kind == .tuple ? file.children(target).map { $0 } : [])
          where file[part].kind == .name && state.variables[file[part].name] != nil {
            forget(file[part].name, &state)
          }
        }
      default: continue
      }
    }
    return state
  }

  /// What looks at its arguments, and leaves them as they are.
  private static let readers: Set<String> = [
    "msgf", "printf", "println", "print", "sprintf", "fprintf", "errorf", "debugf", "infof", "warnf", "tracef", "debug",
    "info", "warn", "error", "interface", "json", "xml", "render", "encode", "marshal", "any", "len", "append", "new",
  ]

  private func forget(_ name: Name, _ state: inout GoState) { state.variables[name] = .unknown }

  // MARK: Handing on

  /// `c.Next()`, `next.ServeHTTP(w, r)`, `next(c)`, `m.next(w, r)`.
  private func isNext(_ callee: NodeID, _ name: String, _ call: NodeID) -> Bool {
    if file[callee].kind == .member {
      if name == "ServeHTTP" { return file.children(call, .argument).contains { isRequest($0) } }
      if name == "Next" { return file.child(callee, .object).map { isRequest($0) } ?? false }
      guard name.lowercased() == "next" else { return false }
      return file.children(call, .argument).contains { isRequest($0) }
    }
    guard file[callee].kind == .name, let target = context.evaluator.definition(of: ref(callee)),
      let other = context.program.file(target.file), other.source.language == .go
    else { return false }
    // A parameter: what the middleware was made with.
    let node = other[target.node]
    guard node.kind == .parameter, file.children(call, .argument).contains(where: { isRequest($0) }) else {
      return false
    }
    guard let type = other.child(target.node, .type) else { return false }
    if other[type].kind != .type {
      return handlers.isHandlerType(NodeRef(file: target.file, node: type)) || isNextName(name)
    }
    // `func(w http.ResponseWriter, r *http.Request)`: it answers nothing but an error.
    let parts = other.children(type, .element).filter { part in
      let value = context.evaluator.instance(ofType: NodeRef(file: target.file, node: part)).externalName
      return !(value.map { GoHandlers.isOfRequest($0) } ?? false) && context.program.text(other[part].name) != "error"
    }
    return parts.isEmpty
  }

  private func isNextName(_ name: String) -> Bool { ["next", "h", "handler", "fn", "f", "inner"].contains(name) }

  /// Whether a node is the request in hand.
  func isRequest(_ node: NodeID) -> Bool {
    guard let name = context.evaluator.value(of: ref(node), in: frame).externalName else { return false }
    return GoHandlers.isOfRequest(name)
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

  // MARK: Following

  /// Going through a function is worth it when it is given the request, or something that speaks of the caller.
  private func concernsRequest(_ node: NodeID, _ callee: NodeID, _ state: GoState) -> Bool {
    if let owner = file.child(callee, .object), result(of: owner, state).isByIdentity { return true }
    if handlers.words.isAbout(file[callee].name, [.caller, .context, .session], context.program),
      file.children(node, .argument).contains(where: { isContext($0) })
    {
      return true
    }
    return file.children(node, .argument).contains { argument in
      if isRequest(argument) { return true }
      let known = result(of: argument, state)
      return known.isByIdentity || known.constant?.text?.contains(Value.hole) ?? false || concernsPath(argument, state)
    }
  }

  /// `r.Context()`, `ctx`: what was left with the request.
  private func isContext(_ node: NodeID) -> Bool {
    if file[node].kind == .call, let callee = file.child(node, .callee), let owner = file.child(callee, .object) {
      return ["Context", "UserContext"].contains(text(callee)) && isRequest(owner)
    }
    return context.evaluator.value(of: ref(node), in: frame).externalName == "context.Context"
  }

  private func concernsPath(_ argument: NodeID, _ state: GoState) -> Bool {
    requestText(argument) != nil
      || file[argument].kind == .name && state.variables[file[argument].name]?.constant?.text?.hasPrefix("/") == true
  }

  /// `deny(c)`: what turns callers away in words of the project also ends Gin's chain, or lets it go on.
  private func endsChain(_ node: NodeID, _ callee: NodeID, _ state: GoState) -> Bool {
    let isGiven = file.children(node, .argument).contains { argument in
      context.evaluator.value(of: ref(argument), in: frame).externalName == GoHandlers.ginContext
    }
    guard isGiven, let function = function(callee) else { return false }
    let outcomes = outcomes(through: function, node, state)
    return !outcomes.isEmpty && outcomes.allSatisfy(\.state.isAborted)
  }

  private func gone(
    through function: (function: NodeRef, receiver: Value?), _ node: NodeID, _ callee: NodeID, _ state: GoState
  ) -> [GoState] {
    Self.settled(outcomes(through: function, node, state), state).map { outcome in
      var after = outcome.state
      after.variables = state.variables
      after.jump = nil
      after.results = state.results
      // What missing credentials led to is because of them.
      let isByIdentity = outcome.state.isLastDecidedByIdentity
      after.results[ref(node)] = outcome.results.map { result in
        var result = result
        result.isByIdentity = result.isByIdentity || isByIdentity && result.answer != .unknown
        return result
      }
      // An error that a helper only hands back has not been answered with yet.
      after.isFailed = state.isFailed || outcome.state.isFailed && !isHandedBack(outcome, state)
      return after
    }
  }

  /// The ways through a function, for what a call gives it.
  private func outcomes(
    through function: (function: NodeRef, receiver: Value?), _ node: NodeID, _ state: GoState
  ) -> [GoOutcome] {
    var inner = state
    let isHere = function.function.file == id && isAround(function.function.node)
    inner.variables = isHere ? state.variables : [:]
    inner.results = [:]
    let parameters = handlers.parameters(of: function.function)
    for (parameter, argument) in zip(parameters, file.children(node, .argument)) {
      guard let declared = context.program.node(parameter), !declared.flags.contains(.variadic) else { continue }
      inner.variables[declared.name] = result(of: argument, state)
    }
    let bindings = context.evaluator.frame(
      for: function.function, calledAt: ref(node), in: frame, receiver: function.receiver)
    return GoWalk.run(
      function.function, inner, context, handlers,
      bindings.map { context.evaluator.frame($0.bindings, parent: frame) } ?? frame, budget, depth: depth + 1)
  }

  /// Ways through a helper that come to the same are one.
  private static func settled(_ outcomes: [GoOutcome], _ before: GoState) -> [GoOutcome] {
    guard outcomes.count > 1 else { return outcomes }
    var found: [GoOutcome] = []
    for outcome in outcomes {
      var other = outcome
      other.state = certain(outcome.state, as: before)
      if !found.contains(other) { found.append(other) }
    }
    return found.count == 1 ? found : outcomes
  }

  private func isHandedBack(_ outcome: GoOutcome, _ before: GoState) -> Bool {
    !outcome.results.isEmpty && outcome.state.refusal == before.refusal && outcome.results.last?.answer == .nonzero
  }

  /// Whether a function is written within the one in hand, whose variables it sees.
  private func isAround(_ inner: NodeID) -> Bool {
    inner > function.node && inner < file[function.node].next
  }
}
