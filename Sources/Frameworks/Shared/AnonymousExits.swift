internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Where a way through a function ends: what a `return` or a `raise` means for the request.
extension AnonymousScope {
  mutating func thrown(_ node: NodeID) -> AnonymousWays {
    var ways = AnonymousWays()
    ways.falls = false
    guard let value = file.child(node, .value) else {
      ways.stops = true
      return ways
    }
    refuse(node, isClear: walk.isRefusal(value, self), &ways)
    return ways
  }

  mutating func returned(_ node: NodeID) -> AnonymousWays {
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
}
