internal import Model
internal import Source
internal import Syntax

/// Loops that try again in Go, where a failure is an answer: `for { err = send(); if err == nil { return nil } }`.
extension BehaviourScanner {
  func goRetryLoop(_ node: NodeID, _ iterable: NodeID?) -> Retry? {
    guard let body = file.child(node, .body), triesOnce(body), !takesNext(node, iterable, body) else { return nil }
    return Retry(
      function: current, location: Location(file: file.source.path, line: lines.line(at: file[node].start)), by: "loop",
      attempts: goAttempts(node, iterable, body), backoff: goBackoff(node, body))
  }

  /// A call whose error, when there is none, ends the loop, and when there is one, does not.
  private func triesOnce(_ body: NodeID) -> Bool {
    var error: Name?
    var failed = false
    for statement in file.children(body) {
      switch file[statement].kind {
      case .assignment:
        if let bound = boundError(statement) { error = bound }
      case .ifStatement:
        guard let error, let condition = file.child(statement, .condition), let then = file.child(statement, .then)
        else { continue }
        switch comparison(condition, error) {
        case "==": if leavesLoop(then) { return !leavesAfter(statement, body) }
        case "!=":
          if let other = file.child(statement, .otherwise), leavesLoop(other) { return !leavesLoop(then) }
          if !leavesLoop(then) { failed = true } else if !failed { return false }
        default: break
        }
      case .returnStatement, .jump: if failed, leaves(statement) { return true }
      default: break
      }
    }
    return false
  }

  /// Whatever happened, the loop ends after its first round.
  private func leavesAfter(_ statement: NodeID, _ body: NodeID) -> Bool {
    var last: NodeID?
    for child in file.children(body) where child > statement { last = child }
    return last.map { leaves($0) } ?? false
  }

  private func leavesLoop(_ block: NodeID) -> Bool {
    var last: NodeID?
    for child in file.children(block) { last = child }
    return last.map { leaves($0) } ?? false
  }

  /// `err` of `response, err := client.Do(request)`.
  private func boundError(_ statement: NodeID) -> Name? {
    guard let value = file.child(statement, .value), file[value].kind == .call,
      var target = file.child(statement, .target)
    else { return nil }
    if file[target].kind == .tuple { for child in file.children(target) { target = child } }
    guard file[target].kind == .name, evaluator.program.text(file[target].name).lowercased().hasSuffix("err") else {
      return nil
    }
    return file[target].name
  }

  /// The operator that compares an error with nothing.
  private func comparison(_ condition: NodeID, _ error: Name) -> String? {
    var condition = condition
    // `err == nil && response.StatusCode < 500`
    if file[condition].kind == .logical, let left = file.child(condition, .left) { condition = left }
    guard file[condition].kind == .comparison, let left = file.child(condition, .left), file[left].name == error,
      let right = file.child(condition, .right), file[right].kind == .null
    else { return nil }
    return evaluator.program.text(file[condition].name)
  }

  /// Each round is about another element: `for _, host := range hosts`, a message of a reader or a channel.
  private func takesNext(_ loop: NodeID, _ iterable: NodeID?, _ body: NodeID) -> Bool {
    if let condition = file.child(loop, .condition), file[condition].kind == .call { return true }
    guard let iterable, let target = file.child(loop, .target), !file[loop].flags.contains(.keys) else { return false }
    _ = iterable
    let name = file[target].name
    return (body..<file[body].next).contains { file[$0].kind == .name && file[$0].name == name }
  }

  private func goAttempts(_ loop: NodeID, _ iterable: NodeID?, _ body: NodeID) -> Retry.Attempts {
    if let iterable {
      if file[iterable].kind == .number, let count = Int(file.text(iterable)), count < 1_000_000 {
        return .bounded(count)
      }
      return .bounded(nil)
    }
    if let condition = file.child(loop, .condition) {
      if let right = file.child(condition, .right), case .number(let count) = evaluator.value(of: ref(right)),
        count < 1e6, count >= 0
      {
        return .bounded(Int(count))
      }
      return .bounded(nil)
    }
    // A context that ends, or a time after which it gives up.
    let gives = (body..<file[body].next).contains { node in
      guard file[node].kind == .member else { return false }
      return ["Done", "Deadline", "After", "Since", "Err"].contains(evaluator.program.text(file[node].name))
        && file.ancestor(of: node, where: { [.switchCase, .ifStatement].contains($0.kind) }) != nil
        && !isPause(node)
    }
    return gives || limitsRounds(body) ? .bounded(nil) : .unbounded
  }

  /// `if tries > limit { return }`: a comparison of figures, not one of the error.
  private func limitsRounds(_ body: NodeID) -> Bool {
    (body..<file[body].next).contains { node in
      guard file[node].kind == .ifStatement, let condition = file.child(node, .condition),
        let then = file.child(node, .then), leavesLoop(then)
      else { return false }
      return (condition..<file[condition].next).contains { inner in
        file[inner].kind == .comparison
          && ["<", ">", "<=", ">="].contains(evaluator.program.text(file[inner].name))
          && !file.text(inner).contains("Status")
      }
    }
  }

  /// `case <-time.After(delay):` that only waits.
  private func isPause(_ member: NodeID) -> Bool { evaluator.program.text(file[member].name) == "After" }

  private static let waits: Set<String> = ["Sleep", "After", "NewTimer", "Reset", "AfterFunc"]

  private func goBackoff(_ loop: NodeID, _ body: NodeID) -> Retry.Backoff {
    var asksBackoff = false
    for node in body..<file[body].next where file[node].kind == .call {
      guard let callee = file.child(node, .callee) else { continue }
      let name = evaluator.program.text(file[callee].name)
      if name.lowercased().contains("backoff") { asksBackoff = true }
      guard Self.waits.contains(name), let span = evaluator.argument(0, of: ref(node)), span.file == id else {
        continue
      }
      let growth = goGrowth(of: span.node, call: node, in: loop)
      if growth == .constant, let counter = counter(loop), mentions(counter, node) { return .growing }
      return growth
    }
    return asksBackoff ? .unknown : .none
  }

  /// `time.Sleep(delay + rand.N(delay))`, where `delay *= 2` stands in the function.
  private func goGrowth(of span: NodeID, call: NodeID, in loop: NodeID) -> Retry.Backoff {
    let own = growth(of: span, call: call, in: loop)
    guard own == .constant else { return own }
    let isRandom = file.text(call).contains("rand.")
    for use in call..<file[call].next where file[use].kind == .name && file[use].role != .callee {
      let grows = (currentNode..<file[currentNode].next).contains { node in
        guard let target = file.child(node, .target), file[target].kind == .name, file[target].name == file[use].name,
          let value = file.child(node, .value)
        else { return false }
        if file[node].kind == .augmentedAssignment {
          return ["*", "+"].contains(evaluator.program.text(file[node].name))
        }
        return file[node].kind == .assignment && file[value].kind == .binary && mentions(file[use].name, value)
      }
      if grows { return isRandom ? .growingWithJitter : .growing }
    }
    return isRandom ? .growingWithJitter : .constant
  }

  /// `i` of `for i := 0; i < 3; i++`.
  private func counter(_ loop: NodeID) -> Name? {
    let bound = file.child(loop, .initializer).flatMap { file.child($0, .target) } ?? file.child(loop, .target)
    return bound.flatMap { file[$0].kind == .name ? file[$0].name : nil }
  }

  private func mentions(_ name: Name, _ node: NodeID) -> Bool {
    (node..<file[node].next).contains { file[$0].kind == .name && file[$0].name == name }
  }
}
