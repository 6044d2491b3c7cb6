internal import Facts
internal import Model
internal import Source
internal import Syntax

/// What only Go does: errors that are answers, goroutines, deferred calls.
extension BehaviourScanner {
  /// A call, and what becomes of the error that it answers with.
  mutating func visitGoCall(_ node: NodeID) {
    noteLeaving(node)
    noteOutlived(node)
    let loop = context.fanOut == nil ? startingLoop(node) : nil
    let first = behaviour.effects.count
    let firstCall = calls.count
    if let loop {
      let index = addGoFanOut(node, loop)
      within({ $0.fanOut = index }, { $0.visitCall(node) })
    } else {
      visitCall(node)
    }
    if file[node].role == .statement, !isDeferred(node) { noteDropped(node, node, .silent, first, firstCall) }
  }

  /// `_ = save(order)`, `result, _ := db.Exec(…)`.
  mutating func visitGoAssignment(_ node: NodeID) {
    let first = behaviour.effects.count
    let firstCall = calls.count
    visitChildren(node)
    guard let target = file.child(node, .target), let value = file.child(node, .value), file[value].kind == .call,
      isNothing(target)
    else { return }
    noteDropped(node, value, .written, first, firstCall)
  }

  /// `_`, or several targets the last of which is one.
  private func isNothing(_ target: NodeID) -> Bool {
    var last = target
    if file[target].kind == .tuple { for child in file.children(target) { last = child } }
    return file[last].kind == .name && (file[last].name.isNone || file.text(last) == "_")
  }

  /// Written down as a handler that does nothing, with what the call does as what it guards.
  private mutating func noteDropped(
    _ statement: NodeID, _ call: NodeID, _ drop: ErrorHandler.Drop, _ first: Int, _ firstCall: Int
  ) {
    let place = location(call)
    let own = (first..<behaviour.effects.count).filter { index in
      behaviour.effects[index].function == current && behaviour.effects[index].location == place
        && answersError(behaviour.effects[index])
    }
    let callees = calls[firstCall...].filter { $0.location == place && $0.manner == .direct }.map(\.callee)
    guard !own.isEmpty || !callees.isEmpty && answersError(call) else { return }
    var handler = ErrorHandler(
      function: current, location: location(statement), catches: [], catchesEverything: true, logs: false,
      reacts: false, isDocumented: isExplained(statement))
    handler.drop = drop
    handler.isInCatch = isHandlingError(statement)
    handler.guarded = own.map { EffectID(index: UInt32($0)) }
    if own.isEmpty { handler.guardedCalls = callees }
    behaviour.handlers.append(handler)
  }

  /// `MustExec` panics instead.
  private func answersError(_ effect: Effect) -> Bool {
    let name = effect.callee.split(separator: ".").last ?? ""
    if name.hasPrefix("Must") { return false }
    switch effect.kind {
    case .outbound, .query, .transaction, .publish, .enqueue, .mail: return true
    default: return false
    }
  }

  /// Whether a function of the project that is called answers with an error, as its last result.
  private func answersError(_ call: NodeID) -> Bool {
    guard let callee = file.child(call, .callee) else { return false }
    switch evaluator.value(of: ref(callee)) {
    case .function(let function), .bound(let function, _):
      guard let other = evaluator.program.file(function.file), var type = other.child(function.node, .type) else {
        return false
      }
      if other[type].kind == .tuple { for child in other.children(type) { type = child } }
      return other.text(type) == "error"
    default: return false
    }
  }

  /// Within `if err != nil`: the error is handled, and this is cleaning up.
  private func isHandlingError(_ statement: NodeID) -> Bool {
    var node = statement
    while node != currentNode, node != 0 {
      let parent = file[node].parent
      if file[parent].kind == .ifStatement, file[node].role == .then, let condition = file.child(parent, .condition),
        file.text(condition).lowercased().contains("err")
      {
        return true
      }
      node = parent
    }
    return false
  }

  /// A comment on the lines of a statement or right above it.
  private func isExplained(_ statement: NodeID) -> Bool {
    let line = lines.line(at: file[statement].start)
    return file.comments.contains { comment in
      let ends = lines.line(at: comment.end)
      return ends == line || ends == line - 1
    }
  }

  /// `defer f()`: the call of `defer`, or what it defers.
  private func isDeferred(_ node: NodeID) -> Bool {
    if isCall(node, of: evaluator.words.deferred) { return true }
    guard file[currentNode].kind == .function, file[currentNode].flags.contains(.synthetic) else { return false }
    return isCall(file[currentNode].parent, of: evaluator.words.deferred)
  }

  func isCall(_ node: NodeID, of name: Name) -> Bool {
    guard file[node].kind == .call, let callee = file.child(node, .callee) else { return false }
    return file[callee].kind == .name && file[callee].name == name
  }

  /// `panic(…)`, which leaves the function, and `defer func() { recover() }()`, which keeps it in.
  private mutating func noteLeaving(_ node: NodeID) {
    if isCall(node, of: evaluator.words.panic) {
      if escape == nil { escape = location(node) }
    } else if isCall(node, of: evaluator.words.deferred) {
      for inner in node..<file[node].next where file[inner].kind == .call {
        guard let callee = file.child(inner, .callee) else { continue }
        if evaluator.program.text(file[callee].name).lowercased().contains("recover") { recovers = true }
      }
    }
  }
}
