internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What calls do to a request without credentials: they let it go on, refuse it, fail for want of a token.
extension OutsiderScope {
  /// Follows an expression in the order in which it is evaluated, roughly: outer calls first.
  mutating func expression(_ node: NodeID) -> OutsiderWays {
    budget.fuel -= 1
    guard budget.fuel > 0 else { return OutsiderWays() }
    switch file[node].kind {
    case .function, .classDeclaration, .string, .name, .number: return OutsiderWays()
    case .conditional:
      guard let condition = file.child(node, .condition), let then = file.child(node, .then),
        let otherwise = file.child(node, .otherwise)
      else { return OutsiderWays() }
      return decide(condition, { $0.expression(then) }, { $0.expression(otherwise) })
    case .logical:
      guard let left = file.child(node, .left), let right = file.child(node, .right) else { return OutsiderWays() }
      let isAnd = word(node) == "and"
      return decide(
        left, { isAnd ? $0.expression(right) : OutsiderWays() }, { isAnd ? OutsiderWays() : $0.expression(right) })
    case .call:
      if let ways = promised(node) { return ways }
      var ways = called(node)
      if ways.falls { ways.then(parts(node)) }
      return ways
    case .assignment:
      noteStatus(node)
      return parts(node)
    default: return parts(node)
    }
  }

  private mutating func parts(_ node: NodeID) -> OutsiderWays {
    var ways = OutsiderWays()
    for child in file.children(node) {
      ways.then(expression(child))
      if !ways.falls { break }
    }
    return ways
  }

  /// `ctx.status = 401`, `res.statusCode = 403`.
  private mutating func noteStatus(_ assignment: NodeID) {
    guard let target = file.child(assignment, .target), file[target].kind == .member,
      ["status", "statusCode"].contains(word(target)), let value = file.child(assignment, .value)
    else { return }
    if let status = status(in: value), status == 401 || status == 403 && isUnderIdentity { pending = ref(assignment) }
  }

  // MARK: One call

  static let responses: Set<String> = ["res", "reply", "response", "ctx", "h", "resp", "context", "rep"]
  static let endings: Set<String> = [
    "send", "json", "end", "redirect", "render", "sendFile", "sendStatus", "view", "jsonp", "sendfile", "takeover",
  ]
  private static let statusCalls: Set<String> = ["status", "code", "sendStatus", "writeHead", "throw", "sendError"]
  private static let refusals: Set<String> = ["unauthorized", "forbidden", "unauthenticated", "deny"]

  private mutating func called(_ call: NodeID) -> OutsiderWays {
    guard let callee = file.child(call, .callee) else { return OutsiderWays() }
    let name = word(callee)
    if isNext(callee) { return goesOn(call) }
    if style == .scheme, let ways = authenticated(call, callee, name) { return ways }
    if let ways = answered(call, callee, name) { return ways }
    if let ways = asserted(call, name) { return ways }
    if let ways = verified(call, callee, name) { return ways }
    if let ways = inherited(call, callee) { return ways }
    if let function = function(callee, name) { return helped(call, callee, function) }
    return outside(call, callee, name)
  }

  /// Whether a callee is the function that goes on.
  func isNext(_ callee: NodeID) -> Bool {
    guard file[callee].kind == .name, ["next", "done", "_next"].contains(word(callee)) else { return false }
    guard let target = evaluator.definition(of: ref(callee)), target.file == id else { return false }
    return file[target.node].kind == .parameter
  }

  private func goesOn(_ call: NodeID) -> OutsiderWays {
    var ways = OutsiderWays.ended()
    guard let given = file.child(call, .argument), file[given].kind != .null, word(given) != "undefined",
      file[given].kind != .string
    else {
      ways.passes = true
      return ways
    }
    if isUnderIdentity || isRefusal(given) { ways.refusal = ref(call) } else { ways.stops = true }
    return ways
  }

  /// `h.authenticated({…})`, `h.unauthenticated(…)`.
  private func authenticated(_ call: NodeID, _ callee: NodeID, _ name: String) -> OutsiderWays? {
    guard file[callee].kind == .member, name == "authenticated" || name == "unauthenticated" else { return nil }
    var ways = OutsiderWays.ended()
    if name == "authenticated" { ways.passes = true } else { ways.refusal = ref(call) }
    return ways
  }

  /// An answer that ends the request: `res.status(401).json(…)`, `ctx.throw(403)`, `reply.unauthorized()`.
  private func answered(_ call: NodeID, _ callee: NodeID, _ name: String) -> OutsiderWays? {
    guard file[callee].kind == .member else { return nil }
    let isStatus = Self.statusCalls.contains(name)
    let isEnding = Self.endings.contains(name)
    let isRefusing = Self.refusals.contains(name)
    guard isStatus || isEnding || isRefusing, let base = root(of: callee), Self.responses.contains(base) else {
      return nil
    }
    var ways = OutsiderWays.ended()
    let status = isRefusing ? (name == "forbidden" ? 403 : 401) : status(in: call)
    switch status {
    case 401: refuse(call, name, &ways)
    case 403 where isUnderIdentity: refuse(call, name, &ways)
    case .some: ways.stops = true
    case nil:
      // A status that is no refusal goes on; an answer ends it.
      guard isEnding || name == "throw" else { return nil }
      if isUnderIdentity { refuse(call, name, &ways) } else { ways.stops = true }
    }
    return ways
  }

  private func refuse(_ call: NodeID, _ name: String, _ ways: inout OutsiderWays) {
    if name == "throw" { ways.thrown = ref(call) } else { ways.refusal = ref(call) }
  }

  /// The name at the start of a chain of members and calls.
  func root(of node: NodeID) -> String? {
    var node = node
    for _ in 0..<12 {
      switch file[node].kind {
      case .member, .index:
        guard let object = file.child(node, .object) else { return nil }
        if file[node].kind == .member, word(object) == "this" { return word(node) }
        node = object
      case .call:
        guard let callee = file.child(node, .callee) else { return nil }
        node = callee
      case .name: return word(node)
      case .cast, .await:
        guard let value = file.child(node, .value) else { return nil }
        node = value
      default: return nil
      }
    }
    return nil
  }

  /// `ctx.assert(ctx.state.user, 401)`, `assert(user)`.
  private func asserted(_ call: NodeID, _ name: String) -> OutsiderWays? {
    guard name == "assert", let condition = file.child(call, .argument) else { return nil }
    let truth = truth(of: condition, steps: 0)
    guard truth.mentionsIdentity, truth.answer == .no else { return nil }
    var ways = OutsiderWays.ended()
    ways.thrown = ref(call)
    ways.readsCredentials = true
    return ways
  }

  /// Checks of tokens fail without one: `await request.jwtVerify()`, `jwt.verify(token, key)`.
  private mutating func verified(_ call: NodeID, _ callee: NodeID, _ name: String) -> OutsiderWays? {
    let lower = name.lowercased()
    guard lower.hasPrefix("verify") || lower.hasSuffix("verify") || lower.hasPrefix("authenticate") else { return nil }
    guard function(callee, name) == nil else { return nil }
    let given = file.children(call, .argument)
    let isAboutCaller =
      name == "jwtVerify"
      || given.contains {
        file[$0].kind != .function && truth(of: $0, steps: 1).isAbsent
      }
    guard isAboutCaller else { return nil }
    var ways = OutsiderWays()
    ways.readsCredentials = true
    if let callback = given.last, file[callback].kind == .function {
      let parameters = evaluator.parameters(of: ref(callback))
      if parameters.count > 0 { known[parameters[0]] = AnonymousTruth.absent.negated }
      if parameters.count > 1 { known[parameters[1]] = .absent }
      ways.then(callbackBody(callback))
      return ways
    }
    ways.falls = false
    ways.thrown = ref(call)
    return ways
  }

  /// `super.canActivate(context)`: what the library's class does.
  private func inherited(_ call: NodeID, _ callee: NodeID) -> OutsiderWays? {
    guard let verdict = walk.world.inherited, file[callee].kind == .member,
      let object = file.child(callee, .object), word(object) == "super"
    else { return nil }
    budget.uses.others = true
    var ways = OutsiderWays()
    ways.readsCredentials = verdict.requirement != .none
    switch verdict.requirement {
    case .required:
      ways.falls = false
      ways.thrown = ref(call)
    case .unknown: ways.isUnseen = true
    case .none, .optional:
      ways.falls = false
      ways.passes = true
    }
    return ways
  }

  /// The function of the project that a callee is; never one that comes in as a parameter.
  func function(_ callee: NodeID, _ name: String) -> NodeRef? {
    if file[callee].kind == .name, let target = evaluator.definition(of: ref(callee)), target.file == id,
      file[target.node].kind == .parameter
    {
      return nil
    }
    for alternative in evaluator.value(of: ref(callee)).alternatives {
      switch alternative {
      case .function(let function), .bound(let function, _): return function
      default: continue
      }
    }
    guard file[callee].kind == .member, let object = file.child(callee, .object) else { return nil }
    guard ["request", "req", "this", "fastify", "server", "app", "instance"].contains(word(object)) else { return nil }
    return walk.world.members[name]
  }

  /// A function of the project is gone through with what it is given.
  private mutating func helped(_ call: NodeID, _ callee: NodeID, _ function: NodeRef) -> OutsiderWays {
    guard depth + 1 < OutsiderWalk.maxDepth else { return OutsiderWays() }
    let arguments = file.children(call, .argument)
    let handsOn = arguments.contains { isNext($0) }
    let known = bindings(function, arguments)
    guard handsOn || concernsCaller(callee, function, arguments, known) else { return OutsiderWays() }
    let inner = walk.run(function, handsOn ? .middleware : .helper, known, depth: depth + 1, budget)
    var ways = inner
    ways.answers = []
    if ways.refusal != nil { ways.refusal = ref(call) }
    if ways.thrown != nil { ways.thrown = ref(call) }
    // Its answers are for whoever uses them; here it comes back.
    if !handsOn, !ways.falls, !ways.isRefused { ways.falls = true }
    if handsOn { ways.falls = false }
    if !handsOn { ways.stops = false }
    return ways
  }

  /// What parameters of a function are for the arguments of a call.
  func bindings(_ function: NodeRef, _ arguments: [NodeID]) -> [NodeRef: AnonymousTruth] {
    var found: [NodeRef: AnonymousTruth] = [:]
    guard let other = walk.context.program.file(function.file) else { return found }
    for (parameter, argument) in zip(evaluator.parameters(of: function), arguments) {
      if let pattern = other.child(parameter.node, .target), other[pattern].kind == .dictionary {
        guard file[argument].kind == .dictionary else { continue }
        for pair in other.children(pattern) where other[pair].kind == .pair {
          guard let key = other.child(pair, .key).flatMap({ other.stringValue($0) }),
            let target = other.child(pair, .value),
            let given = entry(key, of: argument)
          else { continue }
          found[NodeRef(file: function.file, node: target)] = truth(of: given, steps: 2)
        }
        continue
      }
      let truth = truth(of: argument, steps: 2)
      if truth.mentionsIdentity || truth.answer != .unknown { found[parameter] = truth }
    }
    return found
  }

  private func entry(_ key: String, of dictionary: NodeID) -> NodeID? {
    for pair in file.children(dictionary) where file[pair].kind == .pair {
      if file.child(pair, .key).flatMap({ file.stringValue($0) }) == key { return file.child(pair, .value) }
    }
    return nil
  }
}
