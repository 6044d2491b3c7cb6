internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What callbacks of libraries, and middleware that is called by hand, do to a request without credentials.
extension OutsiderScope {
  /// Something of a library, or that could not be seen: what its callbacks do counts.
  mutating func outside(_ call: NodeID, _ callee: NodeID, _ name: String) -> OutsiderWays {
    var ways = OutsiderWays()
    let arguments = file.children(call, .argument)
    if arguments.contains(where: { isNext($0) }) { return handedOver(callee) }
    let callbacks = arguments.filter { file[$0].kind == .function }
    if name != "catch", style != .decision, let callback = callbacks.last, callsOn(callback) {
      let isLookup = file.child(callee, .object).map { truth(of: $0, steps: 1).mentionsIdentity } ?? false
      for parameter in evaluator.parameters(of: ref(callback)) {
        let word = walk.context.program.text(file[parameter.node].name).lowercased()
        if word.hasPrefix("err") {
          known[parameter] = AnonymousTruth(answer: .unknown, mentionsIdentity: isLookup)
        } else if ["user", "decoded", "payload", "account", "session"].contains(word) {
          known[parameter] = .absent
        }
      }
      ways.then(callbackBody(callback))
      return ways
    }
    if file[file[call].parent].role == .statement || file[file[call].parent].kind == .await
      || file[call].role == .statement, MiddlewareGuards.soundsLikeGuard(name),
      arguments.contains(where: { ["req", "request", "ctx", "context"].contains(word($0)) })
    {
      ways.isUnseen = true
    }
    return ways
  }

  /// Whether a callback has a say in where the request goes.
  private func callsOn(_ function: NodeID) -> Bool {
    var node = function + 1
    while node < file[function].next {
      if file[node].kind == .call, let callee = file.child(node, .callee) {
        if isNext(callee) { return true }
        if file[callee].kind == .member, Self.endings.contains(word(callee)), let base = root(of: callee),
          Self.responses.contains(base)
        {
          return true
        }
      }
      node += 1
    }
    return false
  }

  mutating func callbackBody(_ function: NodeID) -> OutsiderWays {
    guard let body = file.child(function, .body) else { return OutsiderWays() }
    let outer = isUnderIdentity
    defer { isUnderIdentity = outer }
    var ways = block(body)
    // Errors thrown in there reach nobody who waits; leaving it goes back.
    if !ways.passes, !ways.isRefused { ways.falls = true }
    ways.answers = []
    return ways
  }

  /// `passport.authenticate("jwt")(req, res, next)`: another middleware is asked.
  private mutating func handedOver(_ callee: NodeID) -> OutsiderWays {
    // A callback of its own decides: `authenticate("jwt", (err, user) => …)(req, res, next)`.
    if file[callee].kind == .call, let callback = file.children(callee, .argument).last,
      file[callback].kind == .call, case .function(let function) = evaluator.value(of: ref(callback))
    {
      let parameters = evaluator.parameters(of: function)
      let given = parameters.count > 1 ? [parameters[1]: AnonymousTruth.absent] : [:]
      var ways = walk.run(function, .helper, given, depth: depth + 1, budget)
      if ways.thrown != nil { ways.thrown = ref(callee) }
      if ways.refusal != nil { ways.refusal = ref(callee) }
      ways.answers = []
      ways.readsCredentials = true
      ways.falls = !ways.isRefused
      return ways
    }
    if file[callee].kind == .call, let callback = file.children(callee, .argument).last,
      file[callback].kind == .function
    {
      let parameters = evaluator.parameters(of: ref(callback))
      if parameters.count > 1 { known[parameters[1]] = .absent }
      var ways = callbackBody(callback)
      ways.readsCredentials = true
      return ways
    }
    var ways = OutsiderWays.ended()
    // What is called may be what a wrapper was given.
    budget.uses.others = true
    let auth = walk.world.judge?(ref(callee)) ?? Auth(.unknown)
    switch auth.requirement {
    case .required: ways.refusal = ref(callee)
    case .optional:
      ways.passes = true
      ways.readsCredentials = true
    case .none: ways.passes = true
    case .unknown: ways.isUnseen = true; ways.passes = true
    }
    return ways
  }
}
