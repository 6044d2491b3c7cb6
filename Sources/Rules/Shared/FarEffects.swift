internal import Model

/// Effects that a piece of a function leads to, its own and those of what it calls.
enum FarEffects {
  /// Functions followed from one place; real code stays far below it.
  private static let cap = 120
  static let deep = 8

  /// The effects of some functions and of what they call and wait for, nearest first.
  static func of(_ roots: [FunctionID], _ backend: Backend, depth: Int = deep) -> [Effect] {
    var seen: Set<FunctionID> = []
    var level = roots
    var found: [Effect] = []
    for _ in 0..<depth {
      var next: [FunctionID] = []
      for id in level where seen.count < cap && seen.insert(id).inserted {
        let function = backend[id]
        found += function.effects.map { backend.effects[$0] }
        next += function.calls.filter { $0.manner != .spawned }.map(\.callee)
      }
      if next.isEmpty { break }
      level = next
    }
    return found
  }
}

/// What an effect talks to, in words for findings.
extension Effect {
  /// It leaves the process: it may fail through no fault of the code.
  var isRemote: Bool {
    switch kind {
    case .outbound, .cache, .publish, .enqueue, .mail: true
    case .query: waitsForDatabase
    case .transaction(let step): step == .commit || step == .flush
    default: false
    }
  }

  /// Something is sent, stored or started; lost without a trace when the error is.
  var isRemoteWrite: Bool {
    switch kind {
    case .outbound(let call): !["GET", "HEAD", "OPTIONS", ""].contains(call.method)
    case .query(let query): query.isWrite && waitsForDatabase
    case .transaction(let step): step == .commit || step == .flush
    case .publish, .enqueue, .mail: true
    default: false
    }
  }

  /// "billing.example/charges", or the library's name for the call.
  var peer: String {
    if case .outbound(let call) = kind, !call.destination.isEmpty { return call.destination }
    return callee
  }
}
