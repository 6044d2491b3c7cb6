internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What is known of a value while a request without credentials is followed.
enum JavaFact: Hashable {
  case unknown, null, some, yes, no
  /// Spring Security's user for those who are not signed in, or its name.
  case anonymous

  init(_ truth: Bool) { self = truth ? .yes : .no }

  var truth: Bool? { self == .yes ? true : self == .no ? false : nil }
}

/// Where a request without credentials is while it is followed.
struct JavaState: Hashable {
  var values: [String: JavaFact] = [:]
  /// The rest of the chain was called.
  var passed = false
  /// The answer was given: the request goes no further.
  var refused = false
}

/// How a statement ends.
enum JavaEnd: Hashable {
  case falls, throwing, jumps
  case returns(JavaFact)
}

/// Follows a request without credentials through the code of a guard, as far as the project has it.
final class JavaOutsider {
  let project: JavaProject
  let methodAnnotations: Set<String>
  let typeAnnotations: Set<String>
  /// Something that tells who is calling was asked for.
  var looks = false
  /// What comes out depends on the handler's annotations.
  var asksAnnotations = false
  /// Whoever shows no credentials is there as the anonymous user: behind Spring Security's chain.
  var isAnonymousUser = false
  /// Too much, or too deep.
  private(set) var gaveUp = false
  private var steps = 0
  private var depth = 0
  private var stack: [NodeRef] = []

  typealias Way = (state: JavaState, end: JavaEnd)

  init(_ project: JavaProject, method: Set<String>, type: Set<String>) {
    self.project = project
    methodAnnotations = method
    typeAnnotations = type
  }

  static let maxSteps = 6_000
  static let maxWays = 40

  /// Every way through a function.
  func ways(through function: NodeRef, _ state: JavaState) -> [Way] {
    guard let file = project.file(function), let body = file.child(function.node, .body), depth < 6,
      !stack.contains(function)
    else { return [(state, .returns(.unknown))] }
    depth += 1
    stack.append(function)
    defer {
      depth -= 1
      stack.removeLast()
    }
    return run(NodeRef(file: function.file, node: body), state)
  }

  private func spend() -> Bool {
    steps += 1
    if steps > Self.maxSteps { gaveUp = true }
    return !gaveUp
  }

  private func distinct(_ ways: [Way]) -> [Way] {
    struct Key: Hashable {
      let state: JavaState
      let end: JavaEnd
    }
    var seen: Set<Key> = []
    var kept: [Way] = []
    for way in ways where seen.insert(Key(state: way.state, end: way.end)).inserted { kept.append(way) }
    if kept.count > Self.maxWays { gaveUp = true }
    return Array(kept.prefix(Self.maxWays))
  }

  // MARK: Statements

  /// Statements one after the other.
  private func sequence(_ nodes: [NodeRef], _ state: JavaState) -> [Way] {
    var open = [state]
    var ended: [Way] = []
    for node in nodes {
      var next: [JavaState] = []
      for state in open {
        for way in run(node, state) {
          if way.end == .falls { next.append(way.state) } else { ended.append(way) }
        }
      }
      var seen: Set<JavaState> = []
      open = next.filter { seen.insert($0).inserted }
      if open.isEmpty || gaveUp { break }
      if open.count > Self.maxWays { gaveUp = true }
    }
    return distinct(ended + open.map { ($0, .falls) })
  }

  func run(_ ref: NodeRef, _ state: JavaState) -> [Way] {
    guard spend(), let file = project.file(ref) else { return [(state, .falls)] }
    func child(_ role: SyntaxRole) -> NodeRef? {
      file.child(ref.node, role).map { NodeRef(file: ref.file, node: $0) }
    }
    switch file[ref.node].kind {
    case .block:
      return sequence(file.children(ref.node, .statement).map { NodeRef(file: ref.file, node: $0) }, state)
    case .returnStatement:
      guard let value = child(.value) else { return [(state, .returns(.unknown))] }
      return evaluate(value, state).map { ($0.state, $0.throwing ? .throwing : .returns($0.fact)) }
    case .throwStatement: return [(state, .throwing)]
    case .jump: return [(state, .jumps)]
    case .ifStatement: return branch(ref, file, state)
    case .tryStatement: return attempt(ref, file, state)
    case .withStatement:
      return child(.body).map { run($0, state) } ?? [(state, .falls)]
    case .forEach, .forLoop, .whileLoop:
      let once = child(.body).map { run($0, state) } ?? []
      return distinct([(state, .falls)] + once.map { $0.end == .jumps ? ($0.state, .falls) : $0 })
    case .switchStatement:
      let ways = file.children(ref.node, .item).flatMap { item -> [Way] in
        guard let body = file.child(item, .body) else { return [] }
        return run(NodeRef(file: ref.file, node: body), state).map { $0.end == .jumps ? ($0.state, .falls) : $0 }
      }
      return distinct(ways + [(state, .falls)])
    case .assignment:
      return assign(ref, file, state).map { ($0.state, $0.throwing ? .throwing : .falls) }
    case .function, .classDeclaration, .interface, .enumDeclaration: return [(state, .falls)]
    default:
      return evaluate(ref, state).map { ($0.state, $0.throwing ? .throwing : .falls) }
    }
  }

  private func branch(_ ref: NodeRef, _ file: SyntaxFile, _ state: JavaState) -> [Way] {
    guard let condition = file.child(ref.node, .condition) else { return [(state, .falls)] }
    var ways: [Way] = []
    for (after, truth) in decide(NodeRef(file: ref.file, node: condition), state) {
      let side = file.child(ref.node, truth ? .then : .otherwise)
      guard let side else {
        ways.append((after, .falls))
        continue
      }
      ways += run(NodeRef(file: ref.file, node: side), after)
    }
    return distinct(ways)
  }

  /// Anything in the body may fail, so that the handlers also go on from where it began.
  private func attempt(_ ref: NodeRef, _ file: SyntaxFile, _ state: JavaState) -> [Way] {
    guard let body = file.child(ref.node, .body) else { return [(state, .falls)] }
    let inner = run(NodeRef(file: ref.file, node: body), state)
    let handlers = file.children(ref.node, .handler)
    var ways = inner.filter { $0.end != .throwing || handlers.isEmpty }
    let failing = [state] + inner.filter { $0.end == .throwing }.map(\.state)
    for handler in handlers {
      guard let block = file.child(handler, .body) else { continue }
      for start in failing { ways += run(NodeRef(file: ref.file, node: block), start) }
    }
    guard let last = file.child(ref.node, .finally) else { return distinct(ways) }
    return distinct(
      ways.flatMap { way in
        run(NodeRef(file: ref.file, node: last), way.state).map { $0.end == .falls ? ($0.state, way.end) : $0 }
      })
  }

  private func assign(_ ref: NodeRef, _ file: SyntaxFile, _ state: JavaState) -> [JavaResult] {
    let name = file.child(ref.node, .target).map { file[$0].kind == .name ? project.text(file[$0].name) : "" } ?? ""
    guard let value = file.child(ref.node, .value) else { return [JavaResult(state, .unknown)] }
    return evaluate(NodeRef(file: ref.file, node: value), state).map { result in
      var result = result
      if !name.isEmpty { result.state.values[name] = result.fact }
      return result
    }
  }
}

/// What an expression gives on one way.
struct JavaResult {
  var state: JavaState
  let fact: JavaFact
  var throwing = false

  init(_ state: JavaState, _ fact: JavaFact, throwing: Bool = false) {
    self.state = state
    self.fact = fact
    self.throwing = throwing
  }
}
