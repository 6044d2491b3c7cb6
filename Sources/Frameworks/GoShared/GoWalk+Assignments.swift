internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What variables are given.
extension GoWalk {
  mutating func assign(_ node: NodeID, _ state: GoState) -> [GoState] {
    guard let value = file.child(node, .value) else { return [declared(node, state)] }
    return effects(of: value, state).map { before in
      var state = before
      let targets = targets(of: node)
      let results = self.results(of: value, state, wanted: targets.count)
      if results.contains(where: \.isByIdentity) { state.readsCredentials = true }
      for (position, target) in targets.enumerated() {
        let known = position < results.count ? results[position] : nil
        let result = known ?? implied(target, by: results.first)
        // `token := r.Form.Get("T")` is what it is called.
        let isCredential = result.isInput && position == 0 && GoIdentity.isCredential(text(target))
        set(target, isCredential ? .absent : result, &state)
      }
      return state
    }
  }

  /// `var user *User`: nothing yet.
  func declared(_ node: NodeID, _ state: GoState) -> GoState {
    var state = state
    for target in targets(of: node) where file[target].kind == .name {
      state.variables[file[target].name] = GoResult(answer: .zero, isFresh: true)
    }
    return state
  }

  func set(_ target: NodeID, _ result: GoResult, _ state: inout GoState) {
    switch file[target].kind {
    case .name: state.variables[file[target].name] = result
    case .member:
      guard let owner = file.child(target, .object), file[owner].kind == .name,
        var known = state.variables[file[owner].name], known.isFresh
      else { return }
      known.fields[file[target].name] = result
      state.variables[file[owner].name] = known
    default: break
    }
  }

  func targets(of node: NodeID) -> [NodeID] {
    guard let target = file.child(node, .target) else { return [] }
    return file[target].kind == .tuple ? file.children(target).map { $0 } : [target]
  }

  /// The second result of a look-up: an error where nothing was found, else a mark.
  func implied(_ target: NodeID, by first: GoResult?) -> GoResult {
    guard let first else { return .unknown }
    guard first.answer == .zero, first.isByIdentity else { return first.isInput ? .input : .unknown }
    return text(target).lowercased().contains("err") ? first.negated : first
  }
}
