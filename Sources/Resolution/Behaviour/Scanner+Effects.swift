internal import Facts
internal import Model
internal import Source
internal import Syntax

extension BehaviourScanner {
  /// The model's effect for a fact at a call.
  func kind(of effect: CallFact.Effect, _ fact: CallFact, _ callee: Value, _ node: NodeID) -> Effect.Kind? {
    switch effect {
    case .outbound:
      return .outbound(
        OutboundCall(
          method: fact.properties["method"] ?? "", destination: text(fact, "url", node) ?? "",
          timeout: timeout(fact, callee, node)))
    case .sleep: return .sleep(seconds: number(fact, "seconds", node))
    case .log: return .log
    case .exit: return .exit
    case .mail: return .mail
    case .lock: return .lock
    default: return nil
    }
  }

  func argument(_ place: ArgumentPlace?, of call: NodeRef) -> NodeRef? {
    ArgumentReader(evaluator).argument(place, of: call)
  }

  private func text(_ fact: CallFact, _ role: String, _ node: NodeID) -> String? {
    argument(fact.arguments[role], of: ref(node)).flatMap { evaluator.value(of: $0).text }?
      .replacing(String(Value.hole), with: "{}")
  }

  private func number(_ fact: CallFact, _ role: String, _ node: NodeID) -> Double? {
    guard let given = argument(fact.arguments[role], of: ref(node)), case .number(let number) = evaluator.value(of: given)
    else { return nil }
    return number
  }

  /// The limit on waiting of a call: its own, its client's, or the library's default.
  func timeout(_ fact: CallFact, _ callee: Value, _ node: NodeID) -> Timeout {
    guard let timeout = fact.timeout else { return .unknown }
    if let set = givenTimeout(timeout, at: ref(node)) { return set }
    switch timeout.standard {
    case .none: return .none
    case .seconds(let seconds): return .libraryDefault(seconds: seconds)
    case .receiver: return clientTimeout(callee)
    }
  }

  private func givenTimeout(_ timeout: CallFact.TimeoutFact, at call: NodeRef) -> Timeout? {
    for place in timeout.places {
      guard let given = argument(place, of: call) else { continue }
      switch evaluator.value(of: given) {
      case .null: return Timeout.none
      case .number(let number): return .set(seconds: number * timeout.unit)
      default: return .set(seconds: nil)
      }
    }
    return nil
  }

  /// The timeout with which the client that a call is made on was made.
  private func clientTimeout(_ callee: Value) -> Timeout {
    guard let site = callee.site, let other = evaluator.program.file(site.file),
      let made = other.child(site.node, .callee),
      let name = evaluator.value(of: NodeRef(file: site.file, node: made)).externalName,
      let fact = evaluator.program.facts.call(name), let timeout = fact.timeout
    else { return .unknown }
    if let set = givenTimeout(timeout, at: site) { return set }
    switch timeout.standard {
    case .none: return .none
    case .seconds(let seconds): return .libraryDefault(seconds: seconds)
    case .receiver: return .unknown
    }
  }
}
