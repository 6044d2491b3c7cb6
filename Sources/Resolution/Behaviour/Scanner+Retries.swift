internal import Facts
internal import Model
internal import Source
internal import Syntax

/// Retries that libraries do, and breakers.
extension BehaviourScanner {
  /// `retry(() => …, {retries: 3})`: what is handed over is tried again.
  mutating func enterRetryingCall(_ by: String, _ fact: CallFact, _ node: NodeID) {
    // A decorator's own call is read where its function begins.
    guard file[file[node].parent].kind != .decorator else { return }
    behaviour.retries.append(libraryRetry(by, fact, node, at: node))
    context.retry = behaviour.retries.count - 1
  }

  /// What a library retries: facts name its limits and waits.
  func libraryRetry(_ by: String, _ fact: CallFact, _ value: NodeID, at place: NodeID) -> Retry {
    let call = ref(value)
    var attempts = Retry.Attempts.unbounded
    for role in ["attempts", "stop"] {
      guard let given = argument(fact.arguments[role], of: call) else { continue }
      attempts = self.attempts(given)
    }
    if fact.properties["bounded"] == "true", attempts == .unbounded { attempts = .bounded(nil) }
    if let given = argument(fact.arguments["forever"], of: call), evaluator.value(of: given) == .bool(true) {
      attempts = .unbounded
    }
    return Retry(
      function: current, location: location(place), by: by, attempts: attempts, backoff: backoff(fact, call))
  }

  private func attempts(_ given: NodeRef) -> Retry.Attempts {
    let value = evaluator.value(of: given)
    if case .number(let count) = value {
      return count.isFinite && count >= 0 ? .bounded(Int(min(count, 1e6))) : .unbounded
    }
    let text = evaluator.program.file(given.file)?.text(given.node) ?? ""
    if text == "Infinity" || text.hasSuffix("stop_never") || value == .null { return .unbounded }
    // `stop_after_attempt(3)`
    if text.contains("attempt"), let inner = evaluator.argument(0, of: given),
      case .number(let count) = evaluator.value(of: inner), count < 1e6
    {
      return .bounded(Int(count))
    }
    return .bounded(nil)
  }

  private func backoff(_ fact: CallFact, _ call: NodeRef) -> Retry.Backoff {
    let standard = fact.properties["backoff"].flatMap { Retry.Backoff(rawValue: $0) } ?? .none
    if let grown = argument(fact.arguments["growth"], of: call) {
      if case .number(let factor) = evaluator.value(of: grown), factor <= 1 { return .constant }
      return .growing
    }
    guard let wait = argument(fact.arguments["wait"], of: call) else { return standard }
    if case .number(let seconds) = evaluator.value(of: wait) { return seconds == 0 ? .none : .constant }
    return Self.backoff(of: String((evaluator.program.file(wait.file)?.text(wait.node) ?? "").prefix(300)))
  }

  // MARK: Breakers

  private static let breakerWords = ["breaker", "circuit", "bulkhead"]

  /// `breaker.fire(…)`, `breaker.call(f)`.
  func isBreaker(_ callee: NodeID) -> Bool {
    guard file[callee].kind == .member, evaluator.words.breakerVerbs.contains(file[callee].name),
      let object = file.child(callee, .object)
    else { return false }
    return namesBreaker(object)
  }

  /// Whether an expression's own words say that it is a breaker.
  func namesBreaker(_ node: NodeID) -> Bool {
    let text = file.text(node).prefix(120).lowercased()
    return Self.breakerWords.contains { text.contains($0) }
  }
}
