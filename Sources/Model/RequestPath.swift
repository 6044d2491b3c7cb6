internal import Source

/// What one endpoint or job does, in order, across functions and files: the heart of the model.
package struct RequestPath: Sendable {
  /// One effect on the way.
  package struct Step: Sendable {
    package var effect: EffectID
    /// The calls that lead to it, outermost first.
    package var via: CallPath
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

/// Calls one inside the other, outermost first. Each is kept once for all that is done below it: paths are many and deep.
package struct CallPath: RandomAccessCollection, Sendable {
  private final class Kept: Sendable {
    let call: Call
    init(_ call: Call) { self.call = call }
  }

  private var kept: [Kept] = []

  package var startIndex: Int { 0 }
  package var endIndex: Int { kept.count }
  package subscript(position: Int) -> Call { kept[position].call }

  mutating func append(_ call: Call) { kept.append(Kept(call)) }
  mutating func removeLast() { kept.removeLast() }
}

/// Request paths by endpoint, computed once.
package struct RequestPaths: Sendable {
  /// Bounds of one walk: real request paths stay far below them.
  package static let maxDepth = 16
  package static let maxSteps = 400
  package static let maxVisits = 4_000

  private let byEndpoint: [RequestPath]

  /// The result does not depend on the number of workers.
  package init(_ backend: Backend, workers: Int = 1) {
    let worthwhile = Self.worthwhile(in: backend)
    var numbers: [FunctionID: Int] = [:]
    var handlers: [FunctionID] = []
    for case let handler? in backend.endpoints.map(\.handler.function) where numbers[handler] == nil {
      numbers[handler] = handlers.count
      handlers.append(handler)
    }
    let walked = parallelMap(count: handlers.count, workers: workers) { [handlers] position in
      Self.walk(from: handlers[position], in: backend, worthwhile)
    }
    byEndpoint = backend.endpoints.map { endpoint in
      endpoint.handler.function.flatMap { numbers[$0] }.map { walked[$0] } ?? RequestPath(steps: [], isTruncated: false)
    }
  }

  package subscript(endpoint: EndpointID) -> RequestPath { byEndpoint[Int(endpoint.index)] }

  /// The path from any function, for jobs.
  package static func walk(from root: FunctionID, in backend: Backend) -> RequestPath {
    walk(from: root, in: backend, nil)
  }

  private static func walk(from root: FunctionID, in backend: Backend, _ worthwhile: [Bool]?) -> RequestPath {
    var walker = RequestPathWalker(root: root, backend: backend, worthwhile: worthwhile)
    walker.visit(root, WalkFlags())
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
struct WalkFlags {
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
  /// The way down to the current function: what is done on it shares these, until the next call changes them.
  private var via = CallPath()
  private var loops: [Loop] = []
  private var transactions: [Int] = []
  private var functions: [FunctionID]

  init(root: FunctionID, backend: Backend, worthwhile: [Bool]?) {
    self.backend = backend
    self.worthwhile = worthwhile
    functions = [root]
  }

  /// Effects and calls of a function, merged in source order.
  mutating func visit(_ id: FunctionID, _ flags: WalkFlags) {
    visits += 1
    guard visits <= RequestPaths.maxVisits, functions.count <= RequestPaths.maxDepth,
      steps.count < RequestPaths.maxSteps
    else {
      isTruncated = true
      return
    }
    let calls = backend.functions[Int(id.index)].calls
    var next = 0
    for index in backend.functions[Int(id.index)].effects {
      while next < calls.count, calls[next].location < backend.effects[index].location {
        follow(calls[next], flags)
        next += 1
      }
      add(backend.effects[index], flags)
    }
    while next < calls.count {
      follow(calls[next], flags)
      next += 1
    }
  }

  private mutating func add(_ effect: Effect, _ flags: WalkFlags) {
    steps.append(
      RequestPath.Step(
        effect: effect.id, via: via, loops: loops + effect.context.loops,
        transactions: transactions + (effect.context.transaction.map { [$0] } ?? []),
        isConditional: flags.isConditional || effect.context.isConditional, isSpawned: flags.isSpawned,
        isOffloaded: flags.isOffloaded, functions: functions))
  }

  private mutating func follow(_ call: Call, _ flags: WalkFlags) {
    guard worthwhile?[Int(call.callee.index)] ?? true, !functions.contains(call.callee) else { return }
    let outer = (loops: loops.count, transactions: transactions.count)
    via.append(call)
    loops += call.context.loops
    if let transaction = call.context.transaction { transactions.append(transaction) }
    functions.append(call.callee)
    visit(
      call.callee,
      WalkFlags(
        isConditional: flags.isConditional || call.context.isConditional,
        isSpawned: flags.isSpawned || call.manner == .spawned,
        isOffloaded: flags.isOffloaded || call.manner == .offloaded))
    via.removeLast()
    functions.removeLast()
    loops.removeLast(loops.count - outer.loops)
    transactions.removeLast(transactions.count - outer.transactions)
  }
}
