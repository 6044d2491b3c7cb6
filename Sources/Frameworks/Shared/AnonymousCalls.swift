internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Calls on the way: of the guarded function, of what refuses, of helpers of the project.
extension AnonymousScope {
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
