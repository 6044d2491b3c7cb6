internal import Facts
internal import Model
internal import Source
internal import Syntax

/// Loops that try again.
extension BehaviourScanner {
  /// A loop that tries something until it works: a `try` whose success leaves the loop and whose failure goes on.
  func retryLoop(_ node: NodeID, _ iterable: NodeID?) -> Retry? {
    if let iterable, file[iterable].kind == .call, let library = retryingIterator(iterable) { return library }
    guard let body = file.child(node, .body),
      let attempt = file.children(body).first(where: { file[$0].kind == .tryStatement }),
      let tried = file.child(attempt, .body), leavesOnSuccess(attempt, tried) || meetsCondition(of: node, tried),
      file.children(attempt, .handler).contains(where: goesOn),
      !triesAnother(node, iterable, tried)
    else { return nil }
    return Retry(
      function: current, location: Location(file: file.source.path, line: lines.line(at: file[node].start)), by: "loop",
      attempts: attempts(node, iterable, body), backoff: loopBackoff(node, body))
  }

  /// A handler after which the loop may go round again.
  private func goesOn(_ clause: NodeID) -> Bool {
    guard let body = file.child(clause, .body) else { return true }
    var last: NodeID?
    for child in file.children(body) { last = child }
    guard let last else { return true }
    return file[last].kind != .throwStatement && !leaves(last)
  }

  /// `for mirror in mirrors: try: return get(mirror)`: each round tries something else.
  private func triesAnother(_ loop: NodeID, _ iterable: NodeID?, _ tried: NodeID) -> Bool {
    guard let iterable, let target = file.child(loop, .target) else { return false }
    if file[iterable].kind == .call, let callee = file.child(iterable, .callee),
      evaluator.program.text(file[callee].name) == "range"
    {
      return false
    }
    let name = file[target].name
    return (tried..<file[tried].next).contains { file[$0].kind == .name && file[$0].name == name }
  }

  /// `for attempt in Retrying(stop=…)`.
  private func retryingIterator(_ iterable: NodeID) -> Retry? {
    guard let callee = file.child(iterable, .callee),
      let name = evaluator.value(of: ref(callee)).externalName, let fact = evaluator.program.facts.call(name),
      let by = fact.properties["retry"]
    else { return nil }
    return libraryRetry(by, fact, iterable, at: iterable)
  }

  /// The guarded body, or what follows it, returns or breaks when nothing was thrown.
  private func leavesOnSuccess(_ attempt: NodeID, _ body: NodeID) -> Bool {
    var last: NodeID?
    for child in file.children(body) { last = child }
    if let last, leaves(last) { return true }
    guard let otherwise = file.child(attempt, .otherwise) else { return false }
    return file.children(otherwise).contains { leaves($0) }
  }

  /// `while (!sent) try { …; sent = true }`: what the guarded body ends with is what the loop waits for.
  private func meetsCondition(of loop: NodeID, _ body: NodeID) -> Bool {
    var last: NodeID?
    for child in file.children(body) { last = child }
    guard let last, file[last].kind == .assignment, let target = file.child(last, .target), file[target].kind == .name,
      let value = file.child(last, .value), let condition = file.child(loop, .condition)
    else { return false }
    if file[value].kind != .boolean { return waits(condition, for: file[target].name) }
    return (condition..<file[condition].next).contains {
      file[$0].kind == .name && file[$0].name == file[target].name
    }
  }

  /// `while (!answer)`, `while (answer == null)`.
  private func waits(_ condition: NodeID, for name: Name) -> Bool {
    switch file[condition].kind {
    case .unary:
      guard let value = file.child(condition, .value) else { return false }
      return evaluator.program.text(file[condition].name) == "not" && file[value].kind == .name
        && file[value].name == name
    case .comparison:
      guard let left = file.child(condition, .left), let right = file.child(condition, .right) else { return false }
      return file[left].kind == .name && file[left].name == name && file[right].kind == .null
        && ["==", "is"].contains(evaluator.program.text(file[condition].name))
    default: return false
    }
  }

  func leaves(_ statement: NodeID) -> Bool {
    switch file[statement].kind {
    case .returnStatement: true
    case .jump: !file[statement].flags.contains(.isContinue)
    default: false
    }
  }

  private func attempts(_ node: NodeID, _ iterable: NodeID?, _ body: NodeID) -> Retry.Attempts {
    if let iterable {
      if case .constant(let count) = loopSource(iterable) { return .bounded(count) }
      return .bounded(nil)
    }
    if file[node].kind == .forLoop, file.child(node, .condition) != nil { return .bounded(rounds(node)) }
    if let condition = file.child(node, .condition), file[condition].kind == .comparison { return .bounded(nil) }
    // `while True` with a counter that is compared somewhere inside.
    return countsAttempts(body) ? .bounded(nil) : .unbounded
  }

  /// `for (let i = 0; i < 2; i++)`: two.
  private func rounds(_ loop: NodeID) -> Int? {
    guard let start = file.children(loop, .initializer).first(where: { file[$0].kind == .assignment }),
      let counter = file.child(start, .target), file[counter].kind == .name,
      let update = file.child(loop, .update), file[update].kind == .augmentedAssignment,
      file[update].name == evaluator.words.plus, isNumber(1, file.child(update, .value)),
      let condition = file.child(loop, .condition), let bound = bound(of: file[counter].name, in: condition),
      case .number(let first) = evaluator.child(.value, of: ref(start)),
      case .number(let last) = evaluator.value(of: ref(bound.value)), last - first < 1e6
    else { return nil }
    return max(0, Int(last - first) + (bound.isIncluded ? 1 : 0))
  }

  private func isNumber(_ number: Double, _ node: NodeID?) -> Bool {
    guard let node else { return false }
    // `i++` has a value without a text.
    if file[node].kind == .number, file[node].start == file[node].end { return number == 1 }
    return evaluator.value(of: ref(node)) == .number(number)
  }

  /// What a counter stays below: `i < 2`, alone or beside other conditions.
  private func bound(of counter: Name, in condition: NodeID) -> (value: NodeID, isIncluded: Bool)? {
    for node in condition..<file[condition].next where file[node].kind == .comparison {
      let sign = evaluator.program.text(file[node].name)
      guard ["<", "<="].contains(sign), let left = file.child(node, .left), let right = file.child(node, .right),
        file[left].kind == .name, file[left].name == counter
      else { continue }
      return (right, sign == "<=")
    }
    return nil
  }

  /// `if attempt >= limit: raise`.
  func countsAttempts(_ body: NodeID) -> Bool {
    var node = body + 1
    while node < file[body].next {
      if file[node].kind == .ifStatement, let condition = file.child(node, .condition),
        file[condition].kind == .comparison,
        let then = file.child(node, .then),
        file.children(then).contains(where: { file[$0].kind == .throwStatement || leaves($0) })
      {
        return true
      }
      if file[node].kind == .call, isLimit(node) { return true }
      node += 1
    }
    return false
  }

  /// `self.check_attempts(attempt, most)`: a function of the project's own that compares and raises.
  private func isLimit(_ call: NodeID) -> Bool {
    guard evaluator.argumentCount(of: ref(call)) >= 1, let callee = file.child(call, .callee) else { return false }
    let function: NodeRef
    switch evaluator.value(of: ref(callee)) {
    case .function(let found), .bound(let found, _): function = found
    default: return false
    }
    guard let other = evaluator.program.file(function.file) else { return false }
    return (function.node..<other[function.node].next).contains { node in
      guard other[node].kind == .ifStatement, let condition = other.child(node, .condition),
        other[condition].kind == .comparison, let then = other.child(node, .then)
      else { return false }
      return other.children(then).contains { other[$0].kind == .throwStatement }
    }
  }
}
