internal import Facts
internal import Model
internal import Source
internal import Syntax

extension BehaviourScanner {
  /// What surrounds a whole function: decorators that open transactions or retry.
  mutating func enterFunction(_ function: NodeRef) {
    for decorator in file.children(function.node, .decorator) {
      guard let value = file.child(decorator, .value) else { continue }
      if remembers(value) { context.isKept = true }
      if namesBreaker(value) { context.hasBreaker = true }
      let name = evaluator.value(of: ref(value)).externalName
      if let name, name.lowercased().contains("breaker") { context.hasBreaker = true }
      guard let name, let fact = evaluator.program.facts.call(name) else { continue }
      if fact.effect == .transaction { context.transaction = addTransaction(decorator, .function) }
      if let by = fact.properties["retry"] {
        behaviour.retries.append(libraryRetry(by, fact, value, at: decorator))
        context.retry = behaviour.retries.count - 1
      }
    }
  }

  /// A `with` block: transactions, locks, clients.
  mutating func visitWith(_ node: NodeID) {
    let outer = context
    for item in file.children(node, .item) {
      visitChildren(item)
      guard let value = file.child(item, .value) else { continue }
      if namesBreaker(value) { context.hasBreaker = true }
      enter(value)
    }
    if let body = file.child(node, .body) { visit(body) }
    context = outer
  }

  /// What a context manager means for its block.
  private mutating func enter(_ value: NodeID) {
    var known = evaluator.value(of: ref(value)).alternatives
    // `with db.begin():` is about what is called, not about the session that it gives.
    if file[value].kind == .call, let callee = file.child(value, .callee) {
      known = evaluator.value(of: ref(callee)).alternatives + known
    }
    for name in Set(known.compactMap(\.externalName)).sorted() {
      guard let fact = evaluator.program.facts.call(name) else { continue }
      if fact.effect == .transaction { context.transaction = addTransaction(value, .block) }
      if fact.effect == .lock { context.lock = location(value) }
    }
  }

  // MARK: Retries

  /// How a wait grows, by the words in its expression.
  static func backoff(of text: String) -> Retry.Backoff {
    let text = text.lowercased()
    let grows = [
      "expo", "**", "pow", "incrementing", "fibo", "<<", "* attempt", "* (attempt", "*attempt", "delay *", "backoff",
    ]
    let isRandom = ["random", "jitter"].contains { text.contains($0) }
    if grows.contains(where: { text.contains($0) }) { return isRandom ? .growingWithJitter : .growing }
    return isRandom ? .growingWithJitter : .constant
  }

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
      attempts: attempts(node, iterable, body), backoff: loopBackoff(body))
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
      let value = file.child(last, .value), file[value].kind == .boolean, let condition = file.child(loop, .condition)
    else { return false }
    return (condition..<file[condition].next).contains {
      file[$0].kind == .name && file[$0].name == file[target].name
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
    if file[node].kind == .forLoop, file.child(node, .condition) != nil { return .bounded(nil) }
    if let condition = file.child(node, .condition), file[condition].kind == .comparison { return .bounded(nil) }
    // `while True` with a counter that is compared somewhere inside.
    return countsAttempts(body) ? .bounded(nil) : .unbounded
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

  /// The wait between two attempts.
  private func loopBackoff(_ body: NodeID) -> Retry.Backoff {
    var node = body + 1
    while node < file[body].next {
      if file[node].kind == .call, let callee = file.child(node, .callee) {
        let name = evaluator.program.text(file[callee].name)
        if ["sleep", "setTimeout", "delay", "wait"].contains(name) {
          let growth = waitGrowth(node)
          if growth == .constant, name != "setTimeout", let given = evaluator.argument(0, of: ref(node)),
            case .number(let seconds) = evaluator.value(of: given), seconds == 0
          {
            return .none
          }
          return growth
        }
      }
      node += 1
    }
    return .none
  }

  /// A wait that is no constant: by its own words, or by those of the variable that it waits for.
  func waitGrowth(_ call: NodeID) -> Retry.Backoff {
    let own = Self.backoff(of: String(file.text(call).prefix(300)))
    guard own == .constant else { return own }
    let isTimer = file.child(call, .callee).map { evaluator.program.text(file[$0].name) } == "setTimeout"
    guard let given = evaluator.argument(isTimer ? 1 : 0, of: ref(call)), given.file == id else { return own }
    // `delays[attempt]`, `delayOf(attempt)`: what it comes to is not seen.
    if file[given.node].kind == .index || file[given.node].kind == .call { return .unknown }
    guard file[given.node].kind == .name else { return own }
    let name = file[given.node].name
    var node = currentNode + 1
    while node < file[currentNode].next {
      if file[node].kind == .augmentedAssignment || file[node].kind == .assignment,
        let target = file.child(node, .target),
        file[target].name == name, let value = file.child(node, .value)
      {
        if file[node].kind == .augmentedAssignment, evaluator.program.text(file[node].name) == "*" { return .growing }
        let grown = Self.backoff(of: String(file.text(value).prefix(300)))
        if grown != .constant { return grown }
      }
      node += 1
    }
    return own
  }
}
