internal import Resolution
internal import Source
internal import Syntax

/// Promises: what is made of an executor, and what happens then or in case of an error.
extension OutsiderScope {
  /// `new Promise((resolve, reject) => …)`, `promise.then(f)`, `promise.catch(g)`; `nil` for other calls.
  mutating func promised(_ call: NodeID) -> OutsiderWays? {
    guard let callee = file.child(call, .callee) else { return nil }
    let arguments = file.children(call, .argument)
    if file[call].flags.contains(.isNew), word(callee) == "Promise", let executor = arguments.first,
      file[executor].kind == .function, let body = file.child(executor, .body)
    {
      var ways = block(body)
      if !ways.passes, !ways.isRefused { ways.falls = true }
      ways.answers = []
      return ways
    }
    guard file[callee].kind == .member, let object = file.child(callee, .object) else { return nil }
    switch word(callee) {
    case "then": return then(object, arguments)
    case "catch": return caught(object, arguments.first)
    default: return nil
    }
  }

  private mutating func then(_ object: NodeID, _ arguments: [NodeID]) -> OutsiderWays {
    var ways = expression(object)
    if ways.falls, let callback = arguments.first { ways.then(run(callback)) }
    if ways.thrown != nil, arguments.count > 1 { ways = recovered(ways, arguments[1]) }
    return ways
  }

  private mutating func caught(_ object: NodeID, _ handler: NodeID?) -> OutsiderWays {
    let ways = expression(object)
    guard ways.thrown != nil, let handler else { return ways }
    return recovered(ways, handler)
  }

  private mutating func recovered(_ ways: OutsiderWays, _ handler: NodeID) -> OutsiderWays {
    var ways = ways
    let error = ways.thrown
    ways.thrown = nil
    // `.catch(next)` hands the error on.
    if isNext(handler) {
      ways.refusal = ways.refusal ?? error
      return ways
    }
    let outer = isUnderIdentity
    isUnderIdentity = true
    var next = run(handler)
    isUnderIdentity = outer
    if next.thrown != nil { next.thrown = error }
    ways.or(next)
    return ways
  }

  /// A callback: written in place, or `next` itself.
  private mutating func run(_ callback: NodeID) -> OutsiderWays {
    if isNext(callback) {
      var ways = OutsiderWays.ended()
      ways.passes = true
      return ways
    }
    guard file[callback].kind == .function, let body = file.child(callback, .body) else { return OutsiderWays() }
    var ways = block(body)
    if !ways.passes, !ways.isRefused { ways.falls = true }
    ways.answers = []
    return ways
  }
}
