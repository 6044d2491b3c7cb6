internal import Facts
internal import Model
internal import Source
internal import Syntax

extension BehaviourScanner {
  /// The limit on waiting of a call: its own, its client's, or the library's default.
  func timeout(_ fact: CallFact, _ callee: Value, _ node: NodeID) -> Timeout {
    guard let timeout = fact.timeout else { return .unknown }
    if let set = givenTimeout(timeout, at: ref(node)) { return set }
    if mayBeSetElsewhere(fact, timeout, ref(node)) || mayBeBound(fact, ref(node)) { return .unknown }
    if fact.properties["timeoutSetting"] == "feign", evaluator.program.javaDocuments.limitsFeign {
      return .set(seconds: nil)
    }
    switch timeout.standard {
    case .none: return .none
    case .seconds(let seconds): return .libraryDefault(seconds: seconds)
    case .receiver: return moduleTimeout(fact, node) ?? clientTimeout(callee)
    case .set: return .set(seconds: nil)
    }
  }

  /// Whether a call writes down that nothing limits it.
  func givesNoTimeout(_ fact: CallFact, _ node: NodeID) -> Bool {
    fact.timeout.map { givenTimeout($0, at: ref(node)) == Timeout.none } ?? false
  }

  private func givenTimeout(_ timeout: CallFact.TimeoutFact, at call: NodeRef) -> Timeout? {
    for place in timeout.places {
      guard let given = argument(place, of: call) else { continue }
      switch evaluator.value(of: given) {
      // `signal: undefined` is as if it were not there.
      case .null where isUndefined(given): continue
      case .null: return Timeout.none
      case let value where value.externalName == "System.Threading.Timeout.InfiniteTimeSpan": return Timeout.none
      case .number(let number): return .set(seconds: number * timeout.unit)
      default: return .set(seconds: nil)
      }
    }
    return nil
  }

  /// Whether an object was made otherwise than what facts speak of: the `URL` of a resource in a jar is no address.
  func isOfOtherMaking(_ fact: CallFact, _ callee: Value) -> Bool {
    guard let makers = fact.properties["madeBy"] else { return false }
    guard let site = callee.site, let other = evaluator.program.file(site.file),
      let made = other.child(site.node, .callee),
      case let maker = evaluator.value(of: NodeRef(file: site.file, node: made)), let name = maker.externalName
    else { return true }
    // A `URI` that is handed in may be one of a file.
    if case .member(_, of: nil) = maker { return true }
    return !makers.split(separator: " ").contains { $0 == name }
  }

  /// Whether an argument may bring a limit of its own: it is not of the one type that is known to bring none.
  private func mayBeBound(_ fact: CallFact, _ call: NodeRef) -> Bool {
    guard let boundless = fact.properties["boundless"], let space = boundless.firstIndex(of: " "),
      let position = Int(boundless[..<space])
    else { return false }
    guard let given = evaluator.argument(position, of: call) else { return true }
    let type = String(boundless[boundless.index(after: space)...])
    // A request of Java that is handed in was made elsewhere, with a limit or without.
    return !evaluator.value(of: given).alternatives.allSatisfy {
      $0.externalName == type && (!file.isNominal || isWhollySeen($0)) || isUnbound($0)
    }
  }

  /// The chain of calls that made a request is seen from its start: `HttpRequest.newBuilder().GET().build()`.
  private func isWhollySeen(_ value: Value) -> Bool {
    var site = value.site
    for _ in 0..<24 {
      guard let call = site, let other = evaluator.program.file(call.file), let callee = other.child(call.node, .callee)
      else { return false }
      let owner = evaluator.value(of: NodeRef(file: call.file, node: callee))
      if case .external = owner {
        // `HttpRequest.newBuilder(request, …)` begins with what another one has.
        let given = evaluator.argument(0, of: call).map { evaluator.value(of: $0).externalName }
        return given != .some(value.externalName)
      }
      site = owner.site
    }
    return false
  }

  /// A request that was made with a context which never ends.
  private func isUnbound(_ value: Value) -> Bool {
    guard value.externalName == "net/http.BoundRequest", let site = value.site,
      let given = argument(QueryReader(evaluator: evaluator).fact(of: site)?.arguments["context"], of: site)
    else { return false }
    return evaluator.value(of: given).externalName == "context.Background"
  }

  private func isUndefined(_ given: NodeRef) -> Bool {
    guard let other = evaluator.program.file(given.file), other[given.node].kind != .null else { return false }
    return other.text(given.node) == "undefined"
  }

  /// The timeout with which the client that a call is made on was made.
  private func clientTimeout(_ callee: Value) -> Timeout {
    guard let site = callee.site, let other = evaluator.program.file(site.file),
      let made = other.child(site.node, .callee),
      let name = evaluator.value(of: NodeRef(file: site.file, node: made)).externalName,
      let fact = evaluator.program.facts.call(name), let timeout = fact.timeout
    else { return .unknown }
    if let set = givenTimeout(timeout, at: site) { return set }
    if mayBeSetElsewhere(fact, timeout, site) { return .unknown }
    switch timeout.standard {
    case .none: return .none
    case .seconds(let seconds): return .libraryDefault(seconds: seconds)
    case .receiver: return .unknown
    case .set: return .set(seconds: nil)
    }
  }

  /// Whether a timeout may come from where the call does not show it: options that are made elsewhere, `x.defaults.timeout
  /// = …`, or a method that is called on the request afterwards.
  private func mayBeSetElsewhere(_ fact: CallFact, _ timeout: CallFact.TimeoutFact, _ call: NodeRef) -> Bool {
    guard let language = evaluator.program.file(call.file)?.source.language else { return false }
    if language == .go { return isAssignedLater(timeout, call) }
    if language.isNominal { return isAssignedLater(timeout, call) || isCalledLater(fact, call) }
    guard language.isECMAScript else { return false }
    if fact.properties["timeoutDefaults"] != nil, evaluator.program.setsDefaultTimeout { return true }
    if let method = fact.properties["timeoutCall"], mentionsCall(method) { return true }
    return timeout.places.contains { areOptionsOpen($0, of: call) }
  }

  /// `client.Timeout = …` in the file that makes the client.
  private func isAssignedLater(_ timeout: CallFact.TimeoutFact, _ call: NodeRef) -> Bool {
    let fields = timeout.places.flatMap(\.keywords).compactMap { evaluator.program.name(of: $0) }
    return evaluator.program.index(of: call.file)?.attributes.contains { fields.contains($0.name) } ?? false
  }

  /// Options that are given and cannot be seen whole: a parameter, a spread of something unknown, keys set later.
  func areOptionsOpen(_ place: ArgumentPlace, of call: NodeRef) -> Bool {
    guard let file = evaluator.program.file(call.file), file.source.language?.isECMAScript == true,
      !place.keywords.isEmpty
    else { return false }
    if !place.options.isEmpty { return place.options.contains { isOptionsOpen(at: $0, of: call, file) } }
    return isOptionsOpen(at: evaluator.argumentCount(of: call) - 1, of: call, file)
  }

  private func isOptionsOpen(at position: Int, of call: NodeRef, _ file: SyntaxFile) -> Bool {
    guard position >= 0, let options = evaluator.argument(position, of: call) else {
      return file.children(call.node).contains { file[$0].role == .argument && file[$0].kind == .spread }
    }
    switch evaluator.value(of: options) {
    case .literal(let literal): return isOpen(literal) || isChangedLater(options)
    // A text or a function in the place is no object of options.
    case .string, .number, .bool, .null, .function, .bound: return false
    case .object(let name, _): return name != "URL"
    default: return file[options.node].kind != .template && file[options.node].kind != .binary
    }
  }

  private func isOpen(_ literal: NodeRef) -> Bool {
    guard let file = evaluator.program.file(literal.file) else { return true }
    return file.children(literal.node).contains { child in
      guard file[child].kind == .spread else { return false }
      if case .literal(let inner) = evaluator.child(.value, of: NodeRef(file: literal.file, node: child)) {
        return inner == literal || isOpen(inner)
      }
      return true
    }
  }

  /// Whether the function around calls a method of this name.
  private func mentionsCall(_ method: String) -> Bool {
    guard let name = evaluator.program.name(of: method) else { return false }
    return (currentNode..<file[currentNode].next).contains { node in
      guard file[node].kind == .call, let callee = file.child(node, .callee) else { return false }
      return file[callee].kind == .member && file[callee].name == name
    }
  }
}
