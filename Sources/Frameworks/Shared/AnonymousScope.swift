internal import Model
internal import Resolution
internal import Source
internal import Syntax

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
}
