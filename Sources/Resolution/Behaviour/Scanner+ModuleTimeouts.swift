internal import Facts
internal import Model
internal import Source
internal import Syntax

/// Clients that a module of NestJS makes and hands out: `HttpService` of `HttpModule.register({ timeout: 5000 })`.
extension BehaviourScanner {
  private static let registrations = ["register", "registerAsync", "forRoot", "forRootAsync"]
  private static let operators: Set<String> = ["timeout", "timeoutWith", "takeUntil", "race"]

  /// The limit of a call whose client such a module makes; `nil` for other calls.
  func moduleTimeout(_ fact: CallFact, _ node: NodeID) -> Timeout? {
    guard let module = fact.properties["module"] else { return nil }
    if isCutOff(node) { return .set(seconds: nil) }
    let isRegistered = Self.registrations.contains { method in
      guard let name = evaluator.program.name(of: method) else { return false }
      return evaluator.program.sites(of: name).contains { site in
        guard let other = evaluator.program.file(site.file), let callee = other.child(site.node, .callee),
          let object = other.child(callee, .object)
        else { return false }
        return evaluator.value(of: NodeRef(file: site.file, node: object)).externalName == module
      }
    }
    return isRegistered ? .unknown : Timeout.none
  }

  /// `http.get(url).pipe(timeout(900))`: the stream has a limit.
  private func isCutOff(_ node: NodeID) -> Bool {
    let member = file[node].parent
    guard file[node].role == .object, file[member].kind == .member, evaluator.program.text(file[member].name) == "pipe",
      case let pipe = file[member].parent, file[pipe].kind == .call
    else { return false }
    return (pipe..<file[pipe].next).contains { inner in
      guard file[inner].kind == .call, let callee = file.child(inner, .callee) else { return false }
      return Self.operators.contains(evaluator.program.text(file[callee].name))
    }
  }
}
