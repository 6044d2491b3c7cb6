internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// The walk through one function.
struct OutsiderScope {
  let walk: OutsiderWalk
  let id: FileID
  let file: SyntaxFile
  let style: OutsiderWalk.Style
  let depth: Int
  let budget: OutsiderBudget
  /// What parameters are for this request.
  var known: [NodeRef: AnonymousTruth] = [:]
  /// The nearest condition looks at who is calling.
  var isUnderIdentity = false
  /// A refusing status was set; the answer goes out when the function ends.
  var pending: NodeRef?

  var evaluator: Evaluator { walk.evaluator }
  func ref(_ node: NodeID) -> NodeRef { NodeRef(file: id, node: node) }

  /// The name of a node; "" for literals, which keep something else in its place.
  func word(_ node: NodeID) -> String {
    file[node].kind == .string ? "" : walk.context.program.text(file[node].name)
  }

  mutating func block(_ block: NodeID) -> OutsiderWays {
    var ways = OutsiderWays()
    for statement in file.children(block) {
      budget.fuel -= 1
      guard budget.fuel > 0 else { return ways }
      ways.then(self.statement(statement))
      if !ways.falls { break }
    }
    return ways
  }

  mutating func statement(_ node: NodeID) -> OutsiderWays {
    switch file[node].kind {
    case .ifStatement: return branch(node)
    case .returnStatement: return returned(node)
    case .throwStatement: return thrown(node)
    case .tryStatement: return attempted(node)
    case .forEach, .forLoop, .whileLoop:
      var ways = OutsiderWays()
      if let body = file.child(node, .body) { ways.or(block(body)) }
      return ways
    case .switchStatement: return switched(node)
    case .block: return block(node)
    case .function, .classDeclaration, .importDeclaration, .jump: return OutsiderWays()
    default: return expression(node)
    }
  }

  private mutating func switched(_ node: NodeID) -> OutsiderWays {
    var ways = file.child(node, .value).map { expression($0) } ?? OutsiderWays()
    guard ways.falls else { return ways }
    for item in file.children(node, .item) {
      if let body = file.child(item, .body) { ways.or(block(body)) }
    }
    return ways
  }

  private mutating func branch(_ node: NodeID) -> OutsiderWays {
    guard let condition = file.child(node, .condition), let then = file.child(node, .then) else {
      return OutsiderWays()
    }
    let otherwise = file.child(node, .otherwise)
    let ways = decide(
      condition, { $0.block(then) }, { scope in otherwise.map { scope.alternative($0) } ?? OutsiderWays() })
    // `if (req.user) return next();`: what follows is for those without.
    if ways.falls, otherwise == nil, leaves(then) {
      let truth = truth(of: condition, steps: 0)
      if truth.mentionsIdentity, truth.answer != .yes { isUnderIdentity = true }
    }
    return ways
  }

  /// Whether a block ends by leaving the function or going on to the next one.
  private func leaves(_ block: NodeID) -> Bool {
    guard let last = Array(file.children(block)).last else { return false }
    if file[last].kind == .returnStatement || file[last].kind == .throwStatement { return true }
    return file[last].kind == .call && (file.child(last, .callee).map { isNext($0) } ?? false)
  }

  private mutating func alternative(_ node: NodeID) -> OutsiderWays {
    file[node].kind == .block ? block(node) : statement(node)
  }

  /// What comes of two ways that a condition chooses between.
  mutating func decide(
    _ condition: NodeID, _ then: (inout OutsiderScope) -> OutsiderWays,
    _ otherwise: (inout OutsiderScope) -> OutsiderWays
  ) -> OutsiderWays {
    var ways = expression(condition)
    guard ways.falls else { return ways }
    let truth = truth(of: condition, steps: 0)
    let outer = isUnderIdentity
    defer { isUnderIdentity = outer }
    isUnderIdentity = outer || truth.mentionsIdentity
    if style == .resolver, truth.mentionsIdentity { ways.readsCredentials = true }
    switch truth.answer {
    case .yes: ways.then(then(&self))
    case .no: ways.then(otherwise(&self))
    case .unknown:
      let status = pending
      var first = then(&self)
      let afterFirst = pending
      pending = status
      let second = otherwise(&self)
      // Who is calling decides, and one of the ways is a refusal: that is the outsider's.
      if truth.mentionsIdentity, first.onlyRefuses != second.onlyRefuses {
        ways.then(first.onlyRefuses ? first : second)
      } else {
        pending = pending ?? afterFirst
        first.or(second)
        ways.then(first)
      }
    }
    return ways
  }

  /// What comes of a `try`: its handler runs when its body fails for want of credentials.
  private mutating func attempted(_ node: NodeID) -> OutsiderWays {
    guard let body = file.child(node, .body) else { return OutsiderWays() }
    var ways = block(body)
    if ways.thrown == nil, !ways.isRefused, let missing = missingPart(body) {
      ways = .ended()
      ways.thrown = missing
      ways.readsCredentials = true
    }
    if let error = ways.thrown, let handler = file.child(node, .handler), let caught = file.child(handler, .body) {
      ways.thrown = nil
      ways.readsCredentials = true
      let outer = isUnderIdentity
      isUnderIdentity = true
      var next = block(caught)
      isUnderIdentity = outer
      // The error is thrown on.
      if next.thrown != nil { next.thrown = error }
      ways.or(next)
    }
    if let last = file.child(node, .finally) {
      let next = block(last)
      ways.falls = ways.falls && next.falls
      ways.note(next)
    }
    return ways
  }

  /// A part taken of what an outsider does not have, which throws: `req.headers.authorization.split(" ")`,
  /// `sessions[token].user`.
  private func missingPart(_ body: NodeID) -> NodeRef? {
    var node = body + 1
    while node < file[body].next {
      if file[node].kind == .function || file[node].kind == .classDeclaration { node = file[node].next; continue }
      if file[node].kind == .member, !file[node].flags.contains(.optional), let object = file.child(node, .object) {
        switch file[object].kind {
        case .member, .name, .call: if isMissing(object) { return ref(node) }
        case .index:
          if let key = file.child(object, .index), file[key].kind != .string, file[key].kind != .number, isMissing(key)
          {
            return ref(node)
          }
        default: break
        }
      }
      node += 1
    }
    return nil
  }

  private func isMissing(_ node: NodeID) -> Bool {
    // `req.session` and `req.headers` are always there.
    if ["session", "headers", "cookies", "state", "locals", "auth"].contains(word(node)) { return false }
    return truth(of: node, steps: 1).isAbsent
  }

  private mutating func thrown(_ node: NodeID) -> OutsiderWays {
    var ways = OutsiderWays.ended()
    if let value = file.child(node, .value) { fail(node, value, &ways) } else { ways.stops = true }
    return ways
  }

  private mutating func returned(_ node: NodeID) -> OutsiderWays {
    guard let value = file.child(node, .value) else {
      return leave(node, .known(false))
    }
    // Who is calling led here, and nobody is told to go on: whatever it does is a refusal.
    if isUnderIdentity, style == .middleware, file[value].kind == .call, !handsOnNext(value) {
      return leave(node, .unknown)
    }
    if style == .resolver { return resolved(node, value) }
    var ways = expression(value)
    guard ways.falls else { return ways }
    let rejects = file[value].kind == .call && isRejection(value)
    if rejects {
      ways.falls = false
      fail(node, value, &ways)
      return ways
    }
    let answer = style == .decision || style == .helper ? truth(of: value, steps: 0) : .unknown
    ways.then(leave(node, answer))
    return ways
  }

  /// A resolver's answer: `me ? skip : new ForbiddenError()`. An error that is returned is thrown.
  private mutating func resolved(_ node: NodeID, _ value: NodeID) -> OutsiderWays {
    if file[value].kind == .conditional, let condition = file.child(value, .condition),
      let then = file.child(value, .then), let otherwise = file.child(value, .otherwise)
    {
      return decide(condition, { $0.resolved(node, then) }, { $0.resolved(node, otherwise) })
    }
    var ways = expression(value)
    guard ways.falls else { return ways }
    if file[value].kind == .call, isRejection(value) || isError(value) {
      ways.falls = false
      fail(node, value, &ways)
      return ways
    }
    ways.then(leave(node, .unknown))
    return ways
  }

  /// `new AuthenticationError("…")`.
  private func isError(_ call: NodeID) -> Bool {
    file[call].flags.contains(.isNew) && (file.child(call, .callee).map { word($0).hasSuffix("Error") } ?? false)
  }

  /// Whether what goes on, or a function that may call it, is anywhere in an expression.
  private func handsOnNext(_ node: NodeID) -> Bool {
    (node..<file[node].next).contains { file[$0].kind == .function || isNext($0) }
  }

  /// An error is thrown: for what the caller lacks, or for something else. 403 alone may be for either.
  private func fail(_ node: NodeID, _ error: NodeID, _ ways: inout OutsiderWays) {
    if isUnderIdentity, style != .parameter || isRefusal(error) {
      ways.thrown = ref(node)
    } else if isRefusal(error) {
      if isForbidding(error) {
        ways.stops = true
        ways.isUnseen = true
      } else {
        ways.thrown = ref(node)
      }
    } else {
      ways.stops = true
    }
  }

  /// `Promise.reject(…)`.
  private func isRejection(_ call: NodeID) -> Bool {
    file.child(call, .callee).map { word($0) == "reject" } ?? false
  }

  /// The function is left with an answer.
  private func leave(_ node: NodeID, _ answer: AnonymousTruth) -> OutsiderWays {
    var ways = OutsiderWays.ended()
    switch style {
    case .hook, .parameter, .resolver:
      if let pending { ways.refusal = pending } else { ways.passes = true }
    case .middleware, .scheme:
      if let pending {
        ways.refusal = pending
      } else if isUnderIdentity {
        ways.refusal = ref(node)
      } else {
        ways.stops = true
      }
    case .decision:
      switch answer.answer {
      case .yes: ways.passes = true
      case .no: ways.refusal = ref(node)
      case .unknown:
        // Who is calling decides; without that, anything may come of it.
        if answer.mentionsIdentity { ways.refusal = ref(node) } else { ways.isUnseen = true; ways.passes = true }
      }
    case .helper:
      var truth = answer
      truth.mentionsIdentity = truth.mentionsIdentity || isUnderIdentity
      ways.answers = [truth]
    }
    return ways
  }
}
