internal import Model
internal import Source
internal import Syntax

/// How long a loop waits between two attempts, and whether that grows.
extension BehaviourScanner {
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

  /// The wait between two attempts.
  func loopBackoff(_ loop: NodeID, _ body: NodeID) -> Retry.Backoff {
    for node in body + 1..<file[body].next where file[node].kind == .call {
      guard let callee = file.child(node, .callee), let wait = wait(node, callee) else { continue }
      switch wait {
      case .unseen: return .unknown
      case .fixed: return .constant
      case .span(let span): return growth(of: span, call: node, in: loop)
      }
    }
    return .none
  }

  /// What a call waits for.
  private enum Wait {
    /// This expression says how long.
    case span(NodeID)
    /// Always as long, says the function that is called.
    case fixed
    case unseen
  }

  private static let waits: Set<String> = ["sleep", "setTimeout", "delay", "wait", "Delay", "Sleep"]
  private static let timers: Set<String> = ["setTimeout", "timers.setTimeout", "node:timers.setTimeout"]
  private static let promised: Set<String> = [
    "timers/promises.setTimeout", "node:timers/promises.setTimeout", "delay", "p-sleep", "sleep-promise",
  ]

  /// `sleep(ms)`, `setTimeout(resolve, ms)` under whatever name, or a function of the project's own that only waits.
  private func wait(_ call: NodeID, _ callee: NodeID) -> Wait? {
    let name = evaluator.program.text(file[callee].name)
    let value = evaluator.value(of: ref(callee))
    let external = value.externalName
    if let external, Self.promised.contains(external) { return span(0, of: call) }
    if let external, Self.timers.contains(external) || name == "setTimeout" {
      guard evaluator.argumentCount(of: ref(call)) >= 2 else { return span(0, of: call) }
      return isResumed(by: call, file) ? span(1, of: call) : nil
    }
    if Self.waits.contains(name) { return span(name == "setTimeout" ? 1 : 0, of: call) }
    guard file[file[call].parent].kind == .await, case .function(let function) = value,
      let span = innerSpan(of: function)
    else { return nil }
    if let parameter = span.parameter { return self.span(parameter, of: call) }
    if case .number = evaluator.value(of: span.node) { return .fixed }
    return .unseen
  }

  private func span(_ position: Int, of call: NodeID) -> Wait {
    guard let given = evaluator.argument(position, of: ref(call)), given.file == id else { return .unseen }
    return .span(given.node)
  }

  /// `setTimeout(resolve, ms)`, `setTimeout(() => resolve(), ms)`: the timer goes on with what waits, and ends nothing.
  private func isResumed(by call: NodeID, _ file: SyntaxFile) -> Bool {
    guard let first = file.child(call, .argument) else { return false }
    if file[first].kind == .name { return true }
    guard file[first].kind == .function else { return false }
    let calls = (first..<file[first].next).filter { file[$0].kind == .call }
    guard calls.count == 1, let callee = file.child(calls[0], .callee), file[callee].kind == .name else { return false }
    return evaluator.program.text(file[callee].name) != "reject"
  }

  /// Functions that only wait are short.
  private static let mostNodes: NodeID = 40

  /// `async function pause(ms) { await new Promise((done) => setTimeout(done, ms)) }`: what says how long it waits, and
  /// which of its parameters that is; `nil` when it does something else.
  private func innerSpan(of function: NodeRef) -> (node: NodeRef, parameter: Int?)? {
    guard let other = evaluator.program.file(function.file),
      other[function.node].next - function.node < Self.mostNodes
    else { return nil }
    for node in function.node..<other[function.node].next where other[node].kind == .call {
      guard let callee = other.child(node, .callee),
        let name = evaluator.value(of: NodeRef(file: function.file, node: callee)).externalName
      else { continue }
      let isTimer = Self.timers.contains(name) && isResumed(by: node, other)
      guard isTimer || Self.promised.contains(name) else { continue }
      let call = NodeRef(file: function.file, node: node)
      let position = isTimer && evaluator.argumentCount(of: call) >= 2 ? 1 : 0
      guard let span = evaluator.argument(position, of: call) else { return nil }
      let definition = evaluator.definition(of: span)?.node
      return (span, other.children(function.node, .parameter).firstIndex { $0 == definition })
    }
    return nil
  }

  // MARK: Growth

  /// Whether a wait is another one in each round.
  func growth(of span: NodeID, call: NodeID, in loop: NodeID) -> Retry.Backoff {
    let own = Self.backoff(of: String(file.text(call).prefix(300)))
    guard own == .constant else { return own }
    // `delays[attempt]`, `delayOf(attempt)`: what it comes to is not seen.
    if file[span].kind == .index || file[span].kind == .call { return .unknown }
    let grown = growth(of: span, in: loop, depth: 0)
    if grown == .constant, case .number(let seconds) = evaluator.value(of: ref(span)), seconds == 0 { return .none }
    return grown
  }

  private func growth(of span: NodeID, in loop: NodeID, depth: Int) -> Retry.Backoff {
    for node in span..<file[span].next where file[node].kind == .name {
      if changes(file[node].name, in: loop) {
        return (span..<file[span].next).contains(where: shrinks) ? .unknown : .growing
      }
      guard depth < 3, let definition = evaluator.definition(of: ref(node)), definition.file == id,
        definition.node > currentNode, definition.node < file[currentNode].next,
        case let statement = file[definition.node].parent, file[statement].kind == .assignment,
        let value = file.child(statement, .value)
      else { continue }
      let named = Self.backoff(of: String(file.text(value).prefix(300)))
      if named != .constant { return named }
      let grown = growth(of: value, in: loop, depth: depth + 1)
      if grown != .constant { return grown }
    }
    return .constant
  }

  private func shrinks(_ node: NodeID) -> Bool {
    file[node].kind == .binary && ["-", "/", "%", "//"].contains(evaluator.program.text(file[node].name))
      && !isLess(node)
  }

  /// `attempt - 1` is as good as `attempt`.
  private func isLess(_ node: NodeID) -> Bool {
    guard evaluator.program.text(file[node].name) == "-", let right = file.child(node, .right) else { return false }
    return file[right].kind == .number
  }

  /// A round of the loop makes another value of a name: its counter, or what is multiplied or added to in it.
  private func changes(_ name: Name, in loop: NodeID) -> Bool {
    if let target = file.child(loop, .target), file[target].kind == .name, file[target].name == name {
      return true
    }
    return (loop + 1..<file[loop].next).contains { node in
      guard let target = file.child(node, .target), file[target].kind == .name, file[target].name == name else {
        return false
      }
      switch file[node].kind {
      case .augmentedAssignment: return ["+", "*", "**", "<<"].contains(evaluator.program.text(file[node].name))
      case .assignment:
        guard let value = file.child(node, .value) else { return false }
        return (value..<file[value].next).contains {
          file[$0].kind == .name && file[$0].name == name && file[$0].role != .callee
        }
      default: return false
      }
    }
  }
}
