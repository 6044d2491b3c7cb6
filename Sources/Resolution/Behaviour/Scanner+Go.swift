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

  private static let reasons = [
    "ignor", "best effort", "best-effort", "nolint", "errcheck", "on purpose", "deliberate", "not matter", "n't matter",
    "harmless", "don't care", "nosec",
  ]

  /// A comment on the lines of a statement, or right above it, says why its error does not matter.
  private func isExplained(_ statement: NodeID) -> Bool {
    let line = lines.line(at: file[statement].start)
    return file.comments.contains { comment in
      let ends = lines.line(at: comment.end)
      guard ends == line || ends == line - 1 else { return false }
      let text = file.source.text(comment).lowercased()
      return Self.reasons.contains { text.contains($0) }
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

  /// `if _, err := rand.Read(key); err != nil { log.Fatal(err) }`: the system's source of random numbers does not
  /// fail, nor do ciphers whose keys have the right length.
  func isOnFailureOfRandom(_ node: NodeID) -> Bool {
    guard let branch = file.ancestor(of: node, where: { $0.kind == .ifStatement || $0.kind == .function }),
      file[branch].kind == .ifStatement, case let block = file[branch].parent
    else { return false }
    var before: NodeID?
    for child in file.children(block) where child < branch { before = child }
    guard let before, file[before].kind == .assignment, let value = file.child(before, .value) else { return false }
    let text = file.text(value)
    return ["rand.", "io.ReadFull(rand.", "aes.NewCipher", "cipher.NewGCM"].contains { text.hasPrefix($0) }
  }

  /// `jwt.MapClaims{"exp": …}`, `jwt.RegisteredClaims{ExpiresAt: …}`, or a struct of the project's own around one.
  func goExpiry(_ payload: NodeRef, _ value: Value) -> Bool? {
    guard let site = value.site, let other = evaluator.program.file(site.file), other[site.node].flags.contains(.isNew),
      !isChangedLater(payload)
    else { return nil }
    let text = other.text(site.node)
    if text.contains("ExpiresAt") || text.contains("\"exp\"") { return true }
    // A field of another struct, or something made elsewhere, may bring it.
    let isWhole = text.contains("MapClaims{") || text.contains("RegisteredClaims{") || text.contains("StandardClaims{")
    return isWhole ? false : nil
  }
}
