internal import Facts
internal import Model
internal import Source
internal import Syntax

extension BehaviourScanner {
  /// The model's effect for a fact at a call.
  mutating func kind(of effect: CallFact.Effect, _ fact: CallFact, _ callee: Value, _ node: NodeID) -> Effect.Kind? {
    switch effect {
    case .outbound: return isOfOtherMaking(fact, callee) ? nil : .outbound(outbound(fact, callee, node))
    case .query: return .query(QueryReader(evaluator: evaluator).query(fact, at: ref(node)))
    case .transaction: return .transaction(fact.properties["step"].flatMap { TransactionStep(rawValue: $0) } ?? .begin)
    case .cache:
      return .cache(
        CacheOperation(
          verb: fact.properties["verb"].flatMap { CacheOperation.Verb(rawValue: $0) } ?? .other,
          expires: fact.arguments["expires"].map { argument($0, of: ref(node)) != nil }))
    case .publish: return .publish(topic: text(fact, "topic", node) ?? "")
    case .enqueue: return .enqueue(task: text(fact, "task", node) ?? "", function: function(fact, "function", node))
    case .spawn:
      return .spawn(
        Spawn(
          manner: fact.properties["manner"].flatMap { Spawn.Manner(rawValue: $0) } ?? .task,
          function: function(fact, "function", node),
          isSupervised: fact.properties["supervised"].map { $0 == "true" } ?? (isDropped(node) ? false : nil)))
    case .mail: return .mail
    case .file: return .file(fact.properties["operation"].flatMap { FileOperation(rawValue: $0) } ?? .read)
    case .process: return .process(shell: usesShell(fact, node))
    case .sleep: return .sleep(seconds: number(fact, "seconds", node))
    case .compute: return .compute(what: computation(fact, node))
    case .jwt: return .jwt(token(fact, node))
    case .hash: return .hash(algorithm: fact.properties["algorithm"] ?? text(fact, "algorithm", node) ?? "")
    case .log: return .log
    case .exit: return .exit
    case .connect: return .connect(connection(fact, callee, node))
    case .buffer: return .buffer(isBounded: isBounded(fact, node))
    case .lock: return .lock
    // A fan-out is a fact about a call's arguments; the scanner keeps it apart from effects.
    case .fanout: return nil
    }
  }

  private func outbound(_ fact: CallFact, _ callee: Value, _ node: NodeID) -> OutboundCall {
    let verb = method(fact) ?? text(fact, "verb", node)?.uppercased() ?? ""
    var call = OutboundCall(
      method: verb, destination: isVarying("url", fact, node) ? "" : text(fact, "url", node) ?? "",
      timeout: timeout(fact, callee, node))
    call.verifiesTLS = verifiesTLS(fact, callee, node)
    call.hasIdempotencyKey =
      argument(fact.arguments["headers"], of: ref(node)).map { headers in
        evaluator.entries(of: evaluator.value(of: headers)).contains { $0.key.lowercased() == "idempotency-key" }
      } ?? false
    call.waitsOnPurpose = call.timeout == .none && givesNoTimeout(fact, node)
    if call.timeout == .none, fact.timeout?.standard == .receiver, !call.waitsOnPurpose {
      call.client = callee.site.flatMap { location(of: $0) }
    }
    call.takesHeaders = takesHeaders(fact, node)
    if !call.hasIdempotencyKey, call.mayRepeatWork { call.hasIdempotencyKey = mentionsIdempotency(node) }
    call.hasBreaker = context.hasBreaker
    return call
  }

  /// A parameter for which callers give different things: what one of them gives is not what all do.
  private func isVarying(_ role: String, _ fact: CallFact, _ node: NodeID) -> Bool {
    guard isGo, let given = argument(fact.arguments[role], of: ref(node)), given.file == id,
      file[given.node].kind == .name, let definition = evaluator.definition(of: given), definition.file == id,
      file[definition.node].kind == .parameter
    else { return false }
    return evaluator.callers(of: ref(file[definition.node].parent)).count > 1
  }

  /// `method: name` is the last part of the call's own name: `axios.post`.
  private func method(_ fact: CallFact) -> String? {
    guard let method = fact.properties["method"] else { return nil }
    guard method == "name" else { return method }
    guard let dot = fact.name.lastIndex(of: ".") else { return nil }
    let name = fact.name[fact.name.index(after: dot)...].uppercased()
    return Self.methods.contains(name) ? name : nil
  }

  private static let methods: Set<String> = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]

  /// `false` when the call or its client switches verification of the peer off; `nil` when nothing is said.
  private func verifiesTLS(_ fact: CallFact, _ callee: Value, _ node: NodeID) -> Bool? {
    let off = fact.properties["tlsOff"] ?? "false"
    if let given = argument(fact.arguments["tls"], of: ref(node)) {
      return isOff(evaluator.value(of: given), off) && !isOptedOut(given) && !isSetByObject(given) ? false : nil
    }
    guard let site = callee.site, let made = QueryReader(evaluator: evaluator).fact(of: site),
      let given = argument(made.arguments["tls"], of: site)
    else { return nil }
    return isOff(evaluator.value(of: given), made.properties["tlsOff"] ?? "false") && !isOptedOut(given) ? false : nil
  }

  /// `self.verify`, which the class says is off and each object sets to what it is given.
  private func isSetByObject(_ given: NodeRef) -> Bool {
    guard let other = evaluator.program.file(given.file), other[given.node].kind == .member,
      let object = other.child(given.node, .object), other[object].kind == .name,
      evaluator.program.text(other[object].name) == "self",
      let index = evaluator.program.index(of: given.file),
      let type = other.ancestor(of: given.node, where: { $0.kind == .classDeclaration }),
      let scope = index.scope(openedBy: type)
    else { return false }
    return index.attributes.contains { attribute in
      guard attribute.name == other[given.node].name, index.scopes[Int(attribute.scope)].type == scope,
        let value = other.child(attribute.node, .value)
      else { return false }
      return other[value].kind == .name
    }
  }

  func isOff(_ value: Value, _ off: String) -> Bool {
    switch value {
    case .bool(let flag): String(flag) == off
    case .string(let text): text == off
    case .null: off == "null"
    case .function(let function): isYesman(function)
    default: value.externalName.map { name in off.split(separator: " ").contains { name.hasSuffix($0) } } ?? false
    }
  }

  private func usesShell(_ fact: CallFact, _ node: NodeID) -> Bool {
    if let given = argument(fact.arguments["shell"], of: ref(node)) {
      return evaluator.value(of: given) != .bool(false)
    }
    return fact.properties["shell"] == "true"
  }

  /// The function that a call is given to run.
  private func function(_ fact: CallFact, _ role: String, _ node: NodeID) -> FunctionID? {
    guard let given = argument(fact.arguments[role], of: ref(node)) else { return nil }
    switch evaluator.value(of: given) {
    case .function(let function), .bound(let function, _): return functions.id(of: function)
    // `create_task(work())`: the call of a coroutine function.
    default:
      guard file[given.node].kind == .call, given.file == id, let callee = file.child(given.node, .callee) else {
        return nil
      }
      switch evaluator.value(of: ref(callee)) {
      case .function(let function), .bound(let function, _): return functions.id(of: function)
      default: return nil
      }
    }
  }

  private func token(_ fact: CallFact, _ node: NodeID) -> TokenOperation {
    var token = TokenOperation(
      verb: fact.properties["verb"].flatMap { TokenOperation.Verb(rawValue: $0) } ?? .decode, verifiesSignature: nil,
      hasExpiry: nil)
    if fact.properties["verifies"] == "false", !readsDatesOnly(node) { token.verifiesSignature = false }
    if let options = argument(fact.arguments["options"], of: ref(node)) { read(options, into: &token) }
    if let verify = argument(fact.arguments["verify"], of: ref(node)), evaluator.value(of: verify) == .bool(false) {
      token.verifiesSignature = false
    }
    if let skip = argument(fact.arguments["noVerify"], of: ref(node)), evaluator.value(of: skip) == .bool(true) {
      token.verifiesSignature = false
    }
    if let algorithms = argument(fact.arguments["algorithms"], of: ref(node)) {
      let value = evaluator.value(of: algorithms)
      token.algorithms = value.constantText.map { [$0] } ?? evaluator.elements(of: value).compactMap(\.constantText)
    }
    if let key = argument(fact.arguments["key"], of: ref(node)) {
      token.keyIsLiteral = evaluator.program.node(key)?.kind == .string
    }
    if token.verb == .sign { token.hasExpiry = signsExpiry(fact, node) }
    return token
  }

  /// The claims that say when a token ends or which key checks it: nobody is believed because of them.
  private static let dates: Set<String> = ["exp", "iat", "nbf", "header", "payload", "kid", "alg"]

  /// Whether a decoded token is asked for nothing else.
  private func readsDatesOnly(_ node: NodeID) -> Bool {
    guard file.source.language?.isECMAScript == true else { return false }
    var outer = node
    while [.cast, .await].contains(file[file[outer].parent].kind) { outer = file[outer].parent }
    let statement = file[outer].parent
    guard file[statement].kind == .assignment, let target = file.child(statement, .target), file[target].kind == .name
    else { return false }
    let name = file[target].name
    var read: [String] = []
    for use in (statement..<file[currentNode].next) where file[use].kind == .member {
      guard var object = file.child(use, .object) else { continue }
      while file[object].kind == .cast, let inner = file.child(object, .value) { object = inner }
      if file[object].kind == .name, file[object].name == name { read.append(evaluator.program.text(file[use].name)) }
    }
    return !read.isEmpty && read.allSatisfy { Self.dates.contains($0) }
  }

  private func read(_ options: NodeRef, into token: inout TokenOperation) {
    for entry in evaluator.entries(of: evaluator.value(of: options)) {
      let isOff = evaluator.value(of: entry.value) == .bool(false)
      if entry.key == "verify_signature", isOff { token.verifiesSignature = false }
      if entry.key == "verify_exp", isOff { token.hasExpiry = false }
      if entry.key == "ignoreExpiration", evaluator.value(of: entry.value) == .bool(true) { token.hasExpiry = false }
    }
  }

  /// Whether a signed token has an expiry: an option, or a claim of a payload whose keys are seen.
  private func signsExpiry(_ fact: CallFact, _ node: NodeID) -> Bool? {
    if let named = fact.properties["expiryCall"] {
      let names = named.split(separator: " ").compactMap { evaluator.program.name(of: String($0)) }
      return evaluator.program.index(of: id)?.calls.contains { names.contains($0.name) } ?? true ? nil : false
    }
    if let expiry = fact.arguments["expiry"] {
      if argument(expiry, of: ref(node)) != nil { return true }
      if areOptionsOpen(expiry, of: ref(node)) { return nil }
    }
    // Signed by what it is given: without an end, unless a claim says one.
    if let signer = fact.arguments["signer"], argument(signer, of: ref(node)) != nil {
      let text = file.text(currentNode)
      return text.contains(".Exp,") || text.contains("\"exp\"") ? nil : false
    }
    guard let payload = argument(fact.arguments["payload"], of: ref(node)) else { return nil }
    let value = evaluator.value(of: payload)
    if isGo { return goExpiry(payload, value) }
    guard case .literal(let literal) = value, let other = evaluator.program.file(literal.file) else { return nil }
    let claims = evaluator.entries(of: value).map(\.key)
    // `expiresAt` and the like are compared by hand, and so may the age be.
    if claims.contains(where: { $0.hasPrefix("exp") }) { return true }
    if claims.contains("createdAt") || claims.contains("issuedAt") { return nil }
    // A spread, or a key set later, may bring it.
    let isOpen = other.children(literal.node).contains { other[$0].kind == .spread }
    return isOpen || isChangedLater(payload) ? nil : false
  }

  /// `claims["exp"] = …`, `claims.update(…)` after the literal.
  func isChangedLater(_ payload: NodeRef) -> Bool {
    guard payload.file == id, file[payload.node].kind == .name else { return false }
    let name = file[payload.node].name
    let function = evaluator.program.index(of: id)?.function(around: payload.node, in: file) ?? 0
    var node = function + 1
    while node < file[function].next {
      if file[node].kind == .index || file[node].kind == .member, let object = file.child(node, .object),
        file[object].kind == .name, file[object].name == name, file[node].role == .target || file[node].role == .callee
      {
        return true
      }
      node += 1
    }
    return false
  }

  private mutating func connection(_ fact: CallFact, _ callee: Value, _ node: NodeID) -> Connection {
    var connection = Connection(
      kind: fact.properties["kind"].flatMap { Connection.Kind(rawValue: $0) } ?? .http,
      timeout: timeout(fact, callee, node), verifiesTLS: verifiesTLS(fact, callee, node))
    if var store = DataStoreReader(evaluator: evaluator).store(fact, connection.kind, at: ref(node)) {
      store.location = location(node)
      store.function = current
      connection.dataStore = behaviour.dataStores.count
      behaviour.dataStores.append(store)
    }
    return connection
  }

  /// The call is a statement by itself: nobody keeps what it answers.
  private func isDropped(_ node: NodeID) -> Bool { file[node].role == .statement }

  /// `request(method, url, **options)`, `post(url, headers=headers)` with a parameter.
  private func takesHeaders(_ fact: CallFact, _ node: NodeID) -> Bool {
    if file.children(node, .argument).contains(where: { file[$0].kind == .spread }) { return true }
    guard let headers = argument(fact.arguments["headers"], of: ref(node)), headers.file == id,
      file[headers.node].kind == .name
    else { return false }
    return evaluator.definition(of: headers).map { evaluator.program.node($0)?.kind == .parameter } ?? false
  }

  /// A key in a variable, a helper or a keyword of the library: `headers=idempotent(…)`, `idempotency_key=…`.
  private func mentionsIdempotency(_ node: NodeID) -> Bool {
    file.text(node).prefix(2_000).lowercased().contains("idempot")
  }

  /// Whether a queue or pool has a bound: a size argument, where 0 means none if the facts say so.
  private func isBounded(_ fact: CallFact, _ node: NodeID) -> Bool? {
    if isOfHelper(node) { return nil }
    if let set = fact.properties["boundCall"] { return isCalledInFile(set) ? nil : false }
    if let queue = fact.arguments["queue"] { return argument(queue, of: ref(node)).flatMap { isBoundedQueue($0) } }
    guard let place = fact.arguments["size"] else { return fact.properties["bounded"].map { $0 == "true" } }
    guard let given = argument(place, of: ref(node)) else { return fact.properties["bounded"] == "true" }
    if case .number(let size) = evaluator.value(of: given) { return size > 0 }
    return evaluator.value(of: given) != .null
  }

  /// What takes the time; another thing where a flag among the arguments says so.
  private func computation(_ fact: CallFact, _ node: NodeID) -> String {
    if let other = fact.properties["whatIf"], let flag = argument(fact.arguments["flag"], of: ref(node)),
      evaluator.value(of: flag) == .bool(true)
    {
      return other
    }
    return fact.properties["what"] ?? fact.name
  }

  /// `process.WaitForExit(5000)`: the call itself says how long at most.
  func waitsBriefly(_ fact: CallFact, _ node: NodeID) -> Bool {
    guard let given = argument(fact.arguments["atMost"], of: ref(node)) else { return false }
    if case .number(let milliseconds) = evaluator.value(of: given) {
      return milliseconds >= 0 && milliseconds <= 10_000
    }
    return true
  }

  func argument(_ place: ArgumentPlace?, of call: NodeRef) -> NodeRef? {
    ArgumentReader(evaluator).argument(place, of: call)
  }

  private func text(_ fact: CallFact, _ role: String, _ node: NodeID) -> String? {
    guard let text = argument(fact.arguments[role], of: ref(node)).flatMap({ evaluator.value(of: $0).text }) else {
      return nil
    }
    return SecretMask.masked(text.replacing(String(Value.hole), with: "{}"))
  }

  private func number(_ fact: CallFact, _ role: String, _ node: NodeID) -> Double? {
    guard let given = argument(fact.arguments[role], of: ref(node)),
      case .number(let number) = evaluator.value(of: given)
    else { return nil }
    return number
  }
}
