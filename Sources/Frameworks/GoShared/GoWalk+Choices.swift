internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Loops, and choices among several ways.
extension GoWalk {
  mutating func loop(_ node: NodeID, _ state: GoState) -> [GoState] {
    guard let body = file.child(node, .body) else { return [state] }
    let rounds = file[node].kind == .forEach ? context.evaluator.iterations(of: ref(node), in: frame) : []
    if !rounds.isEmpty, rounds.count <= Self.maxRounds, !rounds.contains(where: { $0 === frame }) {
      return unrolled(rounds, body, state)
    }
    var inside = state
    inside.isUncertain = true
    let earlier = outcomes.count
    // Zero rounds or one.
    let after = block(body, [inside]).map(Self.landed)
    let changes =
      outcomes.count > earlier || after.contains { $0.passes != state.passes || $0.refusal != state.refusal }
    return changes ? [inside] + after : [state]
  }

  static let maxRounds = 12

  mutating func unrolled(_ rounds: [Frame?], _ body: NodeID, _ state: GoState) -> [GoState] {
    let outer = frame
    defer { frame = outer }
    var going = [state]
    var done: [GoState] = []
    for round in rounds {
      frame = round
      let after = block(body, going)
      done += after.filter { $0.jump == .out }
      going = after.filter { $0.jump != .out }.map(Self.landed)
    }
    return (going + done).map(Self.landed)
  }

  static func landed(_ state: GoState) -> GoState {
    var state = state
    state.jump = nil
    return state
  }

  mutating func choice(_ node: NodeID, _ state: GoState) -> [GoState] {
    let value = file.child(node, .value)
    var rest = value.map { file[$0].kind == .assignment ? assign($0, state) : effects(of: $0, state) } ?? [state]
    var after: [GoState] = []
    let items = file.children(node, .item).map { $0 }
    for item in items where !file[item].flags.contains(.isDefault) {
      guard let body = file.child(item, .body) else { continue }
      var left: [GoState] = []
      for state in rest {
        let result = chosen(item, value, state)
        let known = file.child(item, .condition).map { decided(state, by: result, $0) } ?? state
        if result.answer != .zero { after += block(body, [known]) }
        if result.answer != .nonzero { left.append(known) }
      }
      rest = left
    }
    guard let otherwise = items.first(where: { file[$0].flags.contains(.isDefault) }),
      let body = file.child(otherwise, .body)
    else { return (after + rest).map { broken($0) } }
    return (after + block(body, rest)).map { broken($0) }
  }

  /// `break` ends a choice; `continue` is about the loop around it.
  func broken(_ state: GoState) -> GoState {
    state.jump == .out ? Self.landed(state) : state
  }

  /// Whether a case is the one: one of its conditions holds, or is what is asked about.
  func chosen(_ item: NodeID, _ value: NodeID?, _ state: GoState) -> GoResult {
    var found = GoResult.known(false)
    for condition in file.children(item, .condition) {
      let result: GoResult
      if let value {
        result =
          file[value].kind == .assignment
          ? ofType(condition, file.child(value, .value).map { self.result(of: $0, state) } ?? .unknown)
          : equality(self.result(of: value, state), self.result(of: condition, state))
      } else {
        result = self.result(of: condition, state)
      }
      if result.answer == .nonzero { return result }
      if result.answer == .unknown || found.answer == .zero && result.isByIdentity { found = result }
    }
    return found
  }
}
