internal import Source

/// What one endpoint or job does, in order, across functions and files: the heart of the model.
package struct RequestPath: Sendable {
  /// One effect on the way.
  package struct Step: Sendable {
    package var effect: EffectID
    /// The calls that lead to it, outermost first.
    package var via: [Call]
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
    /// The functions on the way, the handler first.
    package var functions: [FunctionID]
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

  package init(_ backend: Backend) {
    var byHandler: [FunctionID: RequestPath] = [:]
    let worthwhile = Self.worthwhile(in: backend)
    byEndpoint = backend.endpoints.map { endpoint in
      guard let handler = endpoint.handler.function else { return RequestPath(steps: [], isTruncated: false) }
      if let known = byHandler[handler] { return known }
      let wide = Self.requestTransactions(in: backend, like: endpoint)
      let path = Self.walk(from: handler, in: backend, worthwhile, transactions: wide)
      byHandler[handler] = path
      return path
    }
  }

  package subscript(endpoint: EndpointID) -> RequestPath { byEndpoint[Int(endpoint.index)] }

  /// The path from any function, for jobs.
  package static func walk(from root: FunctionID, in backend: Backend) -> RequestPath {
    walk(from: root, in: backend, nil)
  }

  /// Transactions that a filter holds around each request: they are around endpoints of its language.
  private static func requestTransactions(in backend: Backend, like endpoint: Endpoint) -> [Int] {
    backend.transactions.indices.filter { index in
      let transaction = backend.transactions[index]
      return transaction.form == .request
        && transaction.location.file.split(separator: ".").last == endpoint.registered.file.split(separator: ".").last
    }
  }

  private static func walk(
    from root: FunctionID, in backend: Backend, _ worthwhile: [Bool]?, transactions: [Int] = []
  ) -> RequestPath {
    var walker = RequestPathWalker(backend: backend, worthwhile: worthwhile)
    var state = WalkState(functions: [root])
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

/// What holds on the way down to a function.
struct WalkState {
  var via: [Call] = []
  var loops: [Loop] = []
  var transactions: [Int] = []
  var isConditional = false
  var isSpawned = false
  var isOffloaded = false
  var functions: [FunctionID]
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
    guard visits <= RequestPaths.maxVisits, state.functions.count <= RequestPaths.maxDepth,
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
        effect: effect.id, via: state.via, loops: state.loops + effect.context.loops,
        transactions: state.transactions + (effect.context.transaction.map { [$0] } ?? []),
        isConditional: state.isConditional || effect.context.isConditional, isSpawned: state.isSpawned,
        isOffloaded: state.isOffloaded, functions: state.functions))
  }

  private mutating func follow(_ call: Call, _ state: WalkState) {
    guard worthwhile?[Int(call.callee.index)] ?? true, !state.functions.contains(call.callee) else { return }
    var next = state
    next.via.append(call)
    next.loops += call.context.loops
    if let transaction = call.context.transaction { next.transactions.append(transaction) }
    next.isConditional = next.isConditional || call.context.isConditional
    next.isSpawned = next.isSpawned || call.manner == .spawned
    next.isOffloaded = next.isOffloaded || call.manner == .offloaded
    next.functions.append(call.callee)
    visit(call.callee, next)
  }
}
