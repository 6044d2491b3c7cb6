internal import Source

/// What one endpoint or job does, in order, across functions and files: the heart of the model.
package struct RequestPath: Sendable {
  /// One effect on the way.
  package struct Step: Sendable {
    package var effect: EffectID
    fileprivate var way: Way
    /// Loops around it, across functions, outermost first.
    package var loops: [Loop]
    /// Transactions around it, across functions, outermost first: indexes into `Backend.transactions`.
    package var transactions: [Int]
    /// It or a call to it is conditional.
    package var isConditional: Bool
    /// Some call on the way is spawned: the request does not wait for it.
    package var isSpawned: Bool
    /// Some call on the way is offloaded from the event loop.
    package var isOffloaded: Bool

    /// The calls that lead to it, outermost first.
    package var via: [Call] { way.calls }
    /// The functions on the way, the handler first.
    package var functions: [FunctionID] { way.functions }
    /// The handler.
    package var root: FunctionID { way.root }
    /// The calls from the innermost one for which a condition holds on; all of them when it holds for none.
    package func via(since condition: (Call) -> Bool) -> [Call] { way.calls(since: condition) }
    /// There is a call on the way for which a condition holds, asked from the innermost outwards.
    package func isVia(_ condition: (Call) -> Bool) -> Bool { way.contains(condition) }
  }

  package var steps: [Step]
  /// The walk was cut at a bound; later effects are missing.
  package var isTruncated: Bool
}

/// Request paths by endpoint, computed once.
package struct RequestPaths: Sendable {
  /// Bounds of one walk: real request paths stay far below them.
  package static let maxDepth = 16
  package static let maxSteps = 400
  package static let maxVisits = 4_000

  private let byEndpoint: [RequestPath]

  package init(_ backend: Backend, workers: Int = 1) {
    var roots: [(handler: FunctionID, transactions: [Int])] = []
    var positions: [FunctionID: Int] = [:]
    for endpoint in backend.endpoints {
      guard let handler = endpoint.handler.function, positions[handler] == nil else { continue }
      positions[handler] = roots.count
      roots.append((handler, Self.requestTransactions(in: backend, like: endpoint)))
    }
    let worthwhile = Self.worthwhile(in: backend)
    let paths = parallelMap(count: roots.count, workers: workers) { [roots] in
      Self.walk(from: roots[$0].handler, in: backend, worthwhile, transactions: roots[$0].transactions)
    }
    byEndpoint = backend.endpoints.map { endpoint in
      endpoint.handler.function.flatMap { positions[$0] }.map { paths[$0] }
        ?? RequestPath(steps: [], isTruncated: false)
    }
  }

  package subscript(endpoint: EndpointID) -> RequestPath { byEndpoint[Int(endpoint.index)] }

  /// The path from any function, for jobs.
  package static func walk(from root: FunctionID, in backend: Backend) -> RequestPath {
    walk(from: root, in: backend, nil)
  }

  /// Transactions that a filter holds around each request: they are around endpoints of its language.
  private static func requestTransactions(in backend: Backend, like endpoint: Endpoint) -> [Int] {
    let language = endpoint.registered.file.split(separator: ".").last
    return backend.transactions.indices.filter { index in
      let transaction = backend.transactions[index]
      return transaction.form == .request && transaction.location.file.split(separator: ".").last == language
    }
  }

  private static func walk(
    from root: FunctionID, in backend: Backend, _ worthwhile: [Bool]?, transactions: [Int] = []
  ) -> RequestPath {
    var walker = RequestPathWalker(backend: backend, worthwhile: worthwhile)
    var state = WalkState(way: Way(from: root))
    state.transactions = transactions
    walker.visit(root, state)
    return RequestPath(steps: walker.steps, isTruncated: walker.isTruncated)
  }

  /// By function: it or something that it calls has an effect. What has none adds no step.
  private static func worthwhile(in backend: Backend) -> [Bool] {
    var callers = [[Int]](repeating: [], count: backend.functions.count)
    for (position, function) in backend.functions.enumerated() {
      for call in function.calls { callers[Int(call.callee.index)].append(position) }
    }
    var found = backend.functions.map { !$0.effects.isEmpty }
    var stack = found.indices.filter { found[$0] }
    while let next = stack.popLast() {
      for caller in callers[next] where !found[caller] {
        found[caller] = true
        stack.append(caller)
      }
    }
    return found
  }
}

/// The calls from a handler to a function. Steps share their beginnings, and a large backend has a hundred thousand of
/// them: hence a class, whose links are followed without a copy.
final class Way: Sendable {
  /// The function that it leads to.
  let end: FunctionID
  /// The call that leads there; `nil` for the handler.
  let call: Call?
  let before: Way?

  init(from root: FunctionID) {
    end = root
    call = nil
    before = nil
  }

  init(_ call: Call, after before: Way) {
    end = call.callee
    self.call = call
    self.before = before
  }

  var root: FunctionID {
    var way = self
    while let before = way.before { way = before }
    return way.end
  }

  /// Outermost first.
  var calls: [Call] { chain.compactMap(\.call) }

  /// Those from the innermost one for which a condition holds on.
  func calls(since condition: (Call) -> Bool) -> [Call] {
    var found: [Call] = []
    _ = contains { call in
      found.append(call)
      return condition(call)
    }
    found.reverse()
    return found
  }

  /// The handler first.
  var functions: [FunctionID] { chain.map(\.end) }

  private var chain: [Way] {
    var found = [self]
    var way = self
    while let before = way.before {
      found.append(before)
      way = before
    }
    found.reverse()
    return found
  }

  /// Asked from the innermost call outwards.
  func contains(_ condition: (Call) -> Bool) -> Bool {
    var way = self
    while let call = way.call, let before = way.before {
      if condition(call) { return true }
      way = before
    }
    return false
  }

  func passes(_ function: FunctionID) -> Bool {
    var way = self
    while way.end != function {
      guard let before = way.before else { return false }
      way = before
    }
    return true
  }
}

/// What holds on the way down to a function.
struct WalkState {
  var way: Way
  /// Functions on the way.
  var depth = 1
  var loops: [Loop] = []
  var transactions: [Int] = []
  var isConditional = false
  var isSpawned = false
  var isOffloaded = false
}

struct RequestPathWalker {
  let backend: Backend
  /// Functions that are worth a visit; `nil` when that is not known.
  let worthwhile: [Bool]?
  var steps: [RequestPath.Step] = []
  var isTruncated = false
  private var visits = 0

  init(backend: Backend, worthwhile: [Bool]?) {
    self.backend = backend
    self.worthwhile = worthwhile
  }

  /// Effects and calls of a function, merged in source order.
  mutating func visit(_ id: FunctionID, _ state: WalkState) {
    visits += 1
    guard visits <= RequestPaths.maxVisits, state.depth <= RequestPaths.maxDepth,
      steps.count < RequestPaths.maxSteps
    else {
      isTruncated = true
      return
    }
    let calls = backend.functions[Int(id.index)].calls
    var next = 0
    for index in backend.functions[Int(id.index)].effects {
      while next < calls.count, calls[next].location < backend.effects[index].location {
        follow(calls[next], state)
        next += 1
      }
      add(backend.effects[index], state)
    }
    while next < calls.count {
      follow(calls[next], state)
      next += 1
    }
  }

  private mutating func add(_ effect: Effect, _ state: WalkState) {
    steps.append(
      RequestPath.Step(
        effect: effect.id, way: state.way, loops: joined(state.loops, effect.context.loops),
        transactions: joined(state.transactions, effect.context.transaction.map { [$0] } ?? []),
        isConditional: state.isConditional || effect.context.isConditional, isSpawned: state.isSpawned,
        isOffloaded: state.isOffloaded))
  }

  /// Both, in one array that is shared where one of them is empty.
  private func joined<Element>(_ outer: [Element], _ inner: [Element]) -> [Element] {
    if inner.isEmpty { return outer }
    return outer.isEmpty ? inner : outer + inner
  }

  private mutating func follow(_ call: Call, _ state: WalkState) {
    guard worthwhile?[Int(call.callee.index)] ?? true, !state.way.passes(call.callee) else { return }
    var next = state
    next.way = Way(call, after: state.way)
    next.depth += 1
    next.loops = joined(state.loops, call.context.loops)
    if let transaction = call.context.transaction { next.transactions.append(transaction) }
    next.isConditional = next.isConditional || call.context.isConditional
    next.isSpawned = next.isSpawned || call.manner == .spawned
    next.isOffloaded = next.isOffloaded || call.manner == .offloaded
    visit(call.callee, next)
  }
}
