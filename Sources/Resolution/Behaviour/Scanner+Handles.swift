internal import Facts
internal import Model
internal import Source
internal import Syntax

/// What has to be given back, and whose deadline calls run under.
extension BehaviourScanner {
  /// A call that brings something which its function has to give back.
  mutating func noteHandle(_ fact: CallFact, _ node: NodeID) {
    guard let what = fact.properties["acquires"], file.source.purpose == .production, currentNode != 0 else { return }
    let reader = HandleReader(evaluator: evaluator, id: id, file: file, function: currentNode)
    guard let fate = reader.fate(of: node, fact) else { return }
    behaviour.handles.append(
      Handle(
        function: current, location: location(node), callee: fact.name, what: what,
        remedy: fact.properties["release"].map { String($0.prefix { $0 != " " }) } ?? "", release: fate.release,
        exits: fate.exits.map { place(of: $0) }))
  }

  private func place(of exit: NodeID) -> Location {
    Location(file: file.source.path, line: lines.line(at: file[exit].start))
  }

  // MARK: Cancellation

  /// A context that never ends, where the request's is at hand.
  mutating func noteContext(_ fact: CallFact, _ node: NodeID) {
    guard isGo, file.source.purpose == .production, let place = fact.arguments["context"],
      let given = argument(place, of: ref(node)), evaluator.value(of: given).externalName == "context.Background",
      manner == nil, let source = contextAtHand()
    else { return }
    behaviour.cancellations.append(
      Cancellation(
        function: current, location: location(node), callee: fact.name, form: .dropped, source: self.location(source)))
  }

  private static let bearers: Set<String> = ["context.Context", "net/http.Request"]

  /// A parameter of the current function that brings the caller's context.
  private func contextAtHand() -> NodeID? {
    file.children(currentNode, .parameter).first { parameter in
      guard let name = evaluator.value(of: ref(parameter)).externalName, !file[parameter].name.isNone,
        file.text(parameter).first != "_"
      else { return false }
      return Self.bearers.contains(name) || ["gin.Context", "echo.Context"].contains { name.hasSuffix($0) }
    }
  }

  /// `go s.notify(r.Context(), order)`: the request's context ends with the request, and the work with it.
  mutating func noteOutlived(_ node: NodeID) {
    guard isCall(node, of: evaluator.words.go), file.source.purpose == .production, !staysUntilDone(after: node) else {
      return
    }
    for inner in node..<file[node].next where file[inner].kind == .call {
      for argument in file.children(inner, .argument) where file[argument].kind != .function {
        guard isRequestContext(argument) else { continue }
        guard let callee = file.child(inner, .callee) else { continue }
        var cancellation = Cancellation(
          function: current, location: location(inner), callee: String(file.text(callee).prefix(60)), form: .outlived,
          source: location(node))
        switch evaluator.value(of: ref(callee)) {
        case .function(let function), .bound(let function, _): cancellation.work = functions.id(of: function)
        case let value: guard evaluator.fact(ofCalling: value)?.arguments["context"] != nil else { continue }
        }
        behaviour.cancellations.append(cancellation)
        return
      }
    }
  }

  private func isRequestContext(_ argument: NodeID) -> Bool {
    guard file[argument].kind == .call || file[argument].kind == .name else { return false }
    return evaluator.value(of: ref(argument)).externalName == "net/http.Request.Context"
  }

  /// The function goes on to wait: for a group, a channel, or in a loop of its own.
  private func staysUntilDone(after node: NodeID) -> Bool {
    for later in file[node].next..<file[currentNode].next {
      switch file[later].kind {
      case .forLoop, .whileLoop, .forEach: return true
      case .switchStatement: if file.child(later, .value) == nil { return true }
      case .unary: if evaluator.program.text(file[later].name) == "<-" { return true }
      case .call:
        if let callee = file.child(later, .callee),
          ["Wait", "Run", "Serve", "ServeHTTP"].contains(evaluator.program.text(file[callee].name))
        {
          return true
        }
      default: break
      }
    }
    return false
  }
}
