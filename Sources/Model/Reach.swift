/// Which endpoints and jobs reach which function, by calls of every manner.
package struct Reach: Sendable {
  /// Sorted endpoint ids by function index; capped, so that a helper used everywhere stays cheap.
  private let endpointsOf: [[EndpointID]]
  private let jobsOf: [Bool]
  private let requestThread: [Bool]
  /// Endpoints kept per function.
  package static let cap = 50

  package init(_ backend: Backend) {
    var endpoints = [[EndpointID]](repeating: [], count: backend.functions.count)
    for endpoint in backend.endpoints {
      var roots: [FunctionID] = []
      if let handler = endpoint.handler.function { roots.append(handler) }
      roots += endpoint.middleware.compactMap(\.function)
      Self.walk(from: roots, in: backend) { function in
        if endpoints[function].last == endpoint.id || endpoints[function].count >= Self.cap { return false }
        endpoints[function].append(endpoint.id)
        return true
      }
    }
    var jobs = [Bool](repeating: false, count: backend.functions.count)
    Self.walk(from: backend.jobs.compactMap(\.function), in: backend) { function in
      if jobs[function] { return false }
      jobs[function] = true
      return true
    }
    endpointsOf = endpoints
    jobsOf = jobs
    requestThread = Self.awaited(backend)
  }

  /// The endpoints that reach a function, at most `cap`.
  package func endpoints(of function: FunctionID) -> [EndpointID] { endpointsOf[Int(function.index)] }

  /// Whether some background job reaches it.
  package func isReachedByJob(_ function: FunctionID) -> Bool { jobsOf[Int(function.index)] }

  /// Whether some request waits for it: reached from a handler by direct calls only.
  package func isAwaitedByRequest(_ function: FunctionID) -> Bool { requestThread[Int(function.index)] }

  private static func walk(from roots: [FunctionID], in backend: Backend, enter: (Int) -> Bool) {
    var stack = roots.reversed().map { Int($0.index) }
    while let function = stack.popLast() {
      guard enter(function) else { continue }
      for call in backend.functions[function].calls { stack.append(Int(call.callee.index)) }
    }
  }

  private static func awaited(_ backend: Backend) -> [Bool] {
    var seen = [Bool](repeating: false, count: backend.functions.count)
    var stack = backend.endpoints.flatMap { endpoint in
      ([endpoint.handler.function] + endpoint.middleware.map(\.function)).compactMap { $0.map { Int($0.index) } }
    }
    while let function = stack.popLast() {
      guard !seen[function] else { continue }
      seen[function] = true
      for call in backend.functions[function].calls where call.manner == .direct || call.manner == .passed {
        stack.append(Int(call.callee.index))
      }
    }
    return seen
  }
}
