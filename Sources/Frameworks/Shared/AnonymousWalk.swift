internal import Model
package import Resolution
internal import Source
internal import Syntax

/// Follows a request without credentials through Python code that stands before a handler: does it get through?
///
/// Conditions about who is calling are answered as for an outsider; others stay open, and both branches are followed.
package struct AnonymousWalk {
  /// What the code is, which says what a `return` means.
  enum Mode { case wrapper, hook, handler, helper }

  let context: RecognizerContext
  let request: AnonymousRequest
  let memory: AnonymousMemory
  static let maxDepth = 5

  /// `memory` is shared by the walks of one recognizer.
  package init(
    _ context: RecognizerContext, memory: AnonymousMemory, request: AnonymousRequest = AnonymousRequest()
  ) {
    self.context = context
    self.memory = memory
    self.request = request
  }

  var evaluator: Evaluator { context.evaluator }

  /// The name of a node; "" for literals, which keep something else in its place.
  func word(_ node: NodeID, _ file: SyntaxFile) -> String {
    file[node].kind == .string ? "" : context.program.text(file[node].name)
  }

  /// What a function does that gets the guarded function as a parameter: a decorator's wrapper, a middleware.
  package func wrapper(_ function: NodeRef) -> GuardVerdict {
    memory.verdict(of: function) { verdict(of: run(function, .wrapper, depth: 0), function, mayBeOptional: true) }
  }

  /// What a function does that runs before handlers and goes on by returning nothing.
  package func hook(_ function: NodeRef) -> GuardVerdict {
    memory.verdict(of: function) { verdict(of: run(function, .hook, depth: 0), function, mayBeOptional: false) }
  }

  /// A handler that refuses by itself.
  package func handler(_ function: NodeRef) -> GuardVerdict {
    memory.verdict(of: function) { handlerVerdict(function) }
  }

  private func handlerVerdict(_ function: NodeRef) -> GuardVerdict {
    let ways = run(function, .handler, depth: 0)
    guard !ways.passes, !ways.stops, let node = ways.refusal, ways.mentionsIdentity else { return GuardVerdict(.none) }
    return GuardVerdict(.required, location: location(node, function))
  }

  private func verdict(of ways: AnonymousWays, _ function: NodeRef, mayBeOptional: Bool) -> GuardVerdict {
    let place = ways.refusal.map { location($0, function) }
    if !ways.passes {
      // Nothing gets through, and the reason is who is calling.
      if ways.refusal != nil { return GuardVerdict(ways.stops ? .unknown : .required, location: place) }
      return GuardVerdict(ways.mentionsIdentity ? .unknown : .none)
    }
    if ways.refusal != nil { return GuardVerdict(.unknown, location: place) }
    return GuardVerdict(mayBeOptional && ways.refusesOthers ? .optional : .none)
  }

  /// Refusals are kept as nodes of the outermost function's file.
  private func location(_ node: Int, _ function: NodeRef) -> Location {
    context.headLocation(NodeRef(file: function.file, node: NodeID(node)))
  }

  /// Follows a request through a function that others call.
  func helper(_ function: NodeRef, depth: Int) -> AnonymousWays {
    memory.helper(function) { run(function, .helper, depth: depth) }
  }

  /// Follows a request through a function's body.
  func run(_ function: NodeRef, _ mode: Mode, depth: Int) -> AnonymousWays {
    guard depth < Self.maxDepth, let file = context.program.file(function.file),
      let body = file.child(function.node, .body)
    else { return AnonymousWays() }
    var scope = AnonymousScope(walk: self, id: function.file, file: file, mode: mode, depth: depth)
    var ways = scope.block(body)
    if mode == .helper, ways.returns {
      ways.returns = false
      if ways.falls { ways.answers.append(AnonymousTruth(answer: .no, mentionsIdentity: ways.mentionsIdentity)) }
      ways.falls = true
      return ways
    }
    if ways.falls {
      ways.falls = false
      switch mode {
      case .hook, .handler: ways.passes = true
      case .wrapper: ways.stops = true
      case .helper:
        ways.falls = true
        ways.answers.append(AnonymousTruth(answer: .no, mentionsIdentity: ways.mentionsIdentity))
      }
    }
    return ways
  }
}

/// The walk through one function.
struct AnonymousScope {
  let walk: AnonymousWalk
  let id: FileID
  let file: SyntaxFile
  let mode: AnonymousWalk.Mode
  let depth: Int
  /// The nearest condition that was decided by, or at least looks at, who is calling.
  var isUnderIdentity = false
  /// A bound on nodes, for huge functions.
  var fuel = 600

  func ref(_ node: NodeID) -> NodeRef { NodeRef(file: id, node: node) }

  mutating func block(_ block: NodeID) -> AnonymousWays {
    var ways = AnonymousWays()
    for statement in file.children(block) {
      fuel -= 1
      guard fuel > 0 else { return ways }
      let next = self.statement(statement)
      ways.falls = next.falls
      ways.note(next)
      if !next.falls { break }
    }
    return ways
  }

  private mutating func statement(_ node: NodeID) -> AnonymousWays {
    switch file[node].kind {
    case .ifStatement: return branch(node)
    case .returnStatement: return returned(node)
    case .throwStatement: return thrown(node)
    case .tryStatement: return attempted(node)
    case .withStatement:
      var ways = expression(node, until: file.child(node, .body))
      if let body = file.child(node, .body) {
        let inner = block(body)
        ways.falls = inner.falls
        ways.note(inner)
      }
      return ways
    case .forEach, .whileLoop:
      var ways = AnonymousWays()
      if let body = file.child(node, .body) { ways.join(block(body)) }
      ways.falls = true
      return ways
    case .block: return block(node)
    case .function, .classDeclaration, .importDeclaration: return AnonymousWays()
    case .jump: return AnonymousWays()
    default: return expression(node, until: nil)
    }
  }

  private mutating func branch(_ node: NodeID) -> AnonymousWays {
    guard let condition = file.child(node, .condition), let then = file.child(node, .then) else {
      return AnonymousWays()
    }
    var ways = expression(condition, until: nil)
    guard ways.falls else { return ways }
    let truth = walk.truth(of: condition, self, steps: 0)
    ways.mentionsIdentity = ways.mentionsIdentity || truth.mentionsIdentity
    let outer = isUnderIdentity
    let otherwise = file.child(node, .otherwise)
    // `if g.user: return view()`: what follows is for those without.
    let isForTheRest = truth.mentionsIdentity && truth.answer == .no && otherwise == nil && leaves(then)
    defer { isUnderIdentity = outer || isForTheRest }
    isUnderIdentity = outer || truth.mentionsIdentity
    var branches: [AnonymousWays] = []
    if truth.answer != .no { branches.append(block(then)) }
    if truth.answer != .yes { branches.append(otherwise.map { alternative($0) } ?? AnonymousWays()) }
    let skipped = truth.answer == .no ? then : truth.answer == .yes ? otherwise : nil
    ways.falls = false
    for branch in branches { ways.join(branch) }
    if truth.mentionsIdentity, let skipped, hasRefusal(skipped) { ways.refusesOthers = true }
    return ways
  }

  private func leaves(_ block: NodeID) -> Bool {
    guard let last = Array(file.children(block)).last else { return false }
    return file[last].kind == .returnStatement || file[last].kind == .throwStatement
  }

  private mutating func alternative(_ node: NodeID) -> AnonymousWays {
    file[node].kind == .block ? block(node) : statement(node)
  }

  /// What comes of a `try`: its handlers run when its body is refused, or may fail for want of credentials.
  private mutating func attempted(_ node: NodeID) -> AnonymousWays {
    guard let body = file.child(node, .body) else { return AnonymousWays() }
    var ways = block(body)
    let handlers = file.children(node, .handler).compactMap { file.child($0, .body) }
    let refusing = handlers.filter { hasRefusal($0) }
    let reads = readsCredentials(body)
    if ways.refusal != nil || reads && !refusing.isEmpty {
      // Reading credentials that are not there fails.
      var caught = AnonymousWays()
      caught.falls = false
      let outer = isUnderIdentity
      isUnderIdentity = true
      for handler in refusing.isEmpty ? handlers : refusing { caught.join(block(handler)) }
      isUnderIdentity = outer
      if !handlers.isEmpty {
        if ways.refusal == nil, !caught.falls { ways.falls = false; ways.passes = false }
        if refusing.isEmpty, caught.falls { ways.refusal = nil; ways.falls = true }
        ways.falls = ways.falls || caught.falls
        ways.note(caught)
        ways.mentionsIdentity = true
      }
    }
    if let last = file.child(node, .finally) { ways.note(block(last)) }
    if ways.falls, let otherwise = file.child(node, .otherwise) {
      let next = block(otherwise)
      ways.falls = next.falls
      ways.note(next)
    }
    return ways
  }

  private mutating func thrown(_ node: NodeID) -> AnonymousWays {
    var ways = AnonymousWays()
    ways.falls = false
    guard let value = file.child(node, .value) else {
      ways.stops = true
      return ways
    }
    refuse(node, isClear: walk.isRefusal(value, self), &ways)
    return ways
  }

  private mutating func returned(_ node: NodeID) -> AnonymousWays {
    guard let value = file.child(node, .value) else {
      var ways = AnonymousWays()
      ways.falls = false
      ways.passes = mode == .hook || mode == .handler
      ways.stops = mode == .wrapper
      if mode == .helper {
        ways.returns = true
        ways.answers = [AnonymousTruth(answer: .no, mentionsIdentity: isUnderIdentity)]
      }
      return ways
    }
    var ways = expression(value, until: nil)
    guard ways.falls else { return ways }
    ways.falls = false
    if mode == .helper {
      // The caller of a helper goes on with the answer.
      ways.returns = true
      var truth = walk.truth(of: value, self, steps: 0)
      truth.mentionsIdentity = truth.mentionsIdentity || isUnderIdentity
      ways.answers.append(truth)
      return ways
    }
    if ways.passes { return ways }
    if mode == .hook, file[value].kind == .null { ways.passes = true; return ways }
    let isClear = walk.isRefusalAnswer(value, self)
    if mode == .handler, !isClear { ways.passes = true; return ways }
    // An answer that says what else is wrong leads nowhere either.
    if mode == .wrapper, !isClear, !isUnderIdentity, walk.isErrorAnswer(value, self) { return ways }
    refuse(node, isClear: isClear, &ways)
    return ways
  }

  /// A refusal counts when it says 401, or when who is calling led to it.
  func refuse(_ node: NodeID, isClear: Bool, _ ways: inout AnonymousWays) {
    if isUnderIdentity && (isClear || mode != .handler) || isClear && walk.isUnauthorized(node, self) {
      ways.refusal = ways.refusal ?? Int(node)
      ways.mentionsIdentity = true
    } else {
      ways.stops = true
    }
  }

  /// Calls inside an expression, in order: of the guarded function, of what refuses, of helpers of the project.
  mutating func expression(_ node: NodeID, until end: NodeID?) -> AnonymousWays {
    var ways = AnonymousWays()
    var current = node
    let last = end ?? file[node].next
    while current < last, fuel > 0 {
      fuel -= 1
      if file[current].kind == .function || file[current].kind == .classDeclaration {
        current = file[current].next; continue
      }
      if file[current].kind == .call {
        let next = called(current)
        ways.note(next)
        if !next.falls { ways.falls = false; return ways }
      }
      current += 1
    }
    return ways
  }

  private mutating func called(_ call: NodeID) -> AnonymousWays {
    var ways = AnonymousWays()
    guard let callee = file.child(call, .callee) else { return ways }
    if mode == .wrapper, walk.isGuarded(callee, self) { ways.passes = true; return ways }
    if let isClear = walk.refusesByCalling(call, callee, self) {
      ways.falls = false
      if isClear {
        ways.refusal = Int(call); ways.mentionsIdentity = true
      } else {
        refuse(call, isClear: walk.isRefusal(call, self), &ways)
      }
      return ways
    }
    guard depth + 1 < AnonymousWalk.maxDepth, let function = walk.function(callee, self) else { return ways }
    var inner = walk.helper(function, depth: depth + 1)
    inner.answers = []
    // A refusal in a helper is shown where the helper is called.
    if inner.refusal != nil { inner.refusal = Int(call) }
    inner.passes = false
    if inner.stops, !inner.falls, inner.refusal == nil { inner.falls = true }
    inner.stops = false
    return inner
  }
}
