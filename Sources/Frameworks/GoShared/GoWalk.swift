internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Follows a request without credentials through one function, way by way.
struct GoWalk {
  /// What comes of returning.
  enum Style {
    /// Gin: what is not aborted goes on.
    case chain
    /// net/http and Echo: what is not handed on ends here.
    case wrapper
    /// A helper gives results to its caller.
    case helper
  }

  let context: RecognizerContext
  let handlers: GoHandlers
  let file: SyntaxFile
  let id: FileID
  let frame: Frame?
  let budget: GoBudget
  let depth: Int
  private(set) var outcomes: [GoOutcome] = []

  static let maxDepth = 6
  private static let maxStates = 24

  init(
    _ context: RecognizerContext, _ handlers: GoHandlers, _ file: SyntaxFile, _ id: FileID, _ frame: Frame?,
    _ budget: GoBudget, depth: Int
  ) {
    self.context = context
    self.handlers = handlers
    self.file = file
    self.id = id
    self.frame = frame
    self.budget = budget
    self.depth = depth
  }

  func ref(_ node: NodeID) -> NodeRef { NodeRef(file: id, node: node) }
  func text(_ node: NodeID) -> String { context.program.text(file[node].name) }

  /// Every way out of a function's body that was entered in a state.
  static func run(
    _ function: NodeRef, _ state: GoState, _ context: RecognizerContext, _ handlers: GoHandlers, _ frame: Frame?,
    _ budget: GoBudget, depth: Int
  ) -> [GoOutcome] {
    guard depth < maxDepth, !budget.isOver, let file = context.program.file(function.file),
      let body = file.child(function.node, .body), budget.active.insert(function).inserted
    else {
      var state = state
      state.isUnseen = true
      return [GoOutcome(state: state, results: [])]
    }
    defer { budget.active.remove(function) }
    var walk = GoWalk(context, handlers, file, function.file, frame, budget, depth: depth)
    for state in walk.block(body, [state]) { walk.finish(state, []) }
    return walk.outcomes
  }

  private mutating func finish(_ state: GoState, _ results: [GoResult]) {
    if outcomes.count < Self.maxStates {
      outcomes.append(GoOutcome(state: state, results: results))
    } else if var last = outcomes.popLast() {
      last.state.isUnseen = true
      outcomes.append(last)
    }
  }

  // MARK: Statements

  private mutating func block(_ node: NodeID, _ states: [GoState]) -> [GoState] {
    var states = states
    for statement in file.children(node) {
      guard !states.isEmpty else { return [] }
      states = states.flatMap { self.statement(statement, $0) }
      if states.count > Self.maxStates || budget.isOver {
        states = Array(states.prefix(Self.maxStates)).map {
          var state = $0
          state.isUnseen = true
          return state
        }
      }
    }
    return states
  }

  private mutating func statement(_ node: NodeID, _ state: GoState) -> [GoState] {
    budget.fuel -= 1
    guard !budget.isOver else { return [state] }
    switch file[node].kind {
    case .block: return block(node, [state])
    case .ifStatement: return branch(node, state)
    case .switchStatement: return choice(node, state)
    case .forEach, .forLoop, .whileLoop:
      guard let body = file.child(node, .body) else { return [state] }
      var inside = state
      inside.isUncertain = true
      // Zero rounds or one.
      return [inside] + block(body, [inside])
    case .returnStatement:
      let value = file.child(node, .value)
      for before in effects(of: value ?? node, state) {
        var state = before
        // `return echo.ErrUnauthorized`.
        if let value, isRefusal(value) { state.refusal = state.refusal ?? ref(value) }
        finish(state, value.map { results(of: $0, state) } ?? [])
      }
      return []
    case .assignment: return assign(node, state)
    case .call:
      if text(file.child(node, .callee) ?? node) == "panic" {
        finish(state, [])
        return []
      }
      return effects(of: node, state)
    case .jump: return [state]
    default: return effects(of: node, state)
    }
  }

  private mutating func branch(_ node: NodeID, _ state: GoState) -> [GoState] {
    guard let condition = file.child(node, .condition) else { return [state] }
    var after: [GoState] = []
    for before in effects(of: condition, state) {
      var state = before
      let result = self.result(of: condition, state)
      if result.isByIdentity { (state.isDecidedByIdentity, state.readsCredentials) = (true, true) }
      state.isLastDecidedByIdentity =
        result.isByIdentity || state.isLastDecidedByIdentity && result.answer != .unknown
      if result.answer == .unknown { state.isUncertain = true }
      if speaksOfCaller(condition) { state.mentionsIdentity = true }
      if result.answer != .zero, let then = file.child(node, .then) { after += block(then, [state]) }
      if result.answer != .nonzero {
        guard let otherwise = file.child(node, .otherwise) else {
          after.append(state)
          continue
        }
        after += statement(otherwise, state)
      }
    }
    return after
  }

  /// Whether a condition has a name in it that speaks of who is calling.
  private func speaksOfCaller(_ condition: NodeID) -> Bool {
    (condition..<file[condition].next).contains { node in
      guard file[node].kind == .name || file[node].kind == .member else { return false }
      let name = text(node)
      return AnonymousWalk.isIdentity(name) || name.lowercased().contains("session")
    }
  }

  private mutating func choice(_ node: NodeID, _ state: GoState) -> [GoState] {
    var rest = file.child(node, .value).map { effects(of: $0, state) } ?? [state]
    var after: [GoState] = []
    var hasDefault = false
    for item in file.children(node, .item) {
      guard let body = file.child(item, .body) else { continue }
      if file[item].flags.contains(.isDefault) {
        hasDefault = true
        after += block(body, rest.map(Self.uncertain))
        continue
      }
      // Without a value the cases are conditions, tried in order.
      if file.child(node, .value) == nil, let condition = file.child(item, .condition) {
        let result = rest.first.map { self.result(of: condition, $0) } ?? .unknown
        let known = rest.map { state -> GoState in
          var state = result.answer == .unknown ? Self.uncertain(state) : state
          if result.isByIdentity { (state.isDecidedByIdentity, state.readsCredentials) = (true, true) }
          return state
        }
        if result.answer != .zero { after += block(body, known) }
        if result.answer == .nonzero { return after }
        rest = known
      } else {
        after += block(body, rest.map(Self.uncertain))
      }
    }
    return hasDefault ? after : after + rest.map(Self.uncertain)
  }

  private static func uncertain(_ state: GoState) -> GoState {
    var state = state
    state.isUncertain = true
    state.isLastDecidedByIdentity = false
    return state
  }

  private mutating func assign(_ node: NodeID, _ state: GoState) -> [GoState] {
    guard let value = file.child(node, .value) else { return [state] }
    return effects(of: value, state).map { before in
      var state = before
      let results = self.results(of: value, state)
      if results.contains(where: \.isByIdentity) { state.readsCredentials = true }
      for (position, target) in targets(of: node).enumerated() where file[target].kind == .name {
        let known = position < results.count ? results[position] : nil
        state.variables[file[target].name] = known ?? implied(file[target].name, by: results.first)
      }
      return state
    }
  }

  private func targets(of node: NodeID) -> [NodeID] {
    guard let target = file.child(node, .target) else { return [] }
    return file[target].kind == .tuple ? file.children(target).map { $0 } : [target]
  }

  /// The second result of a look-up: an error where nothing was found, else a mark.
  private func implied(_ name: Name, by first: GoResult?) -> GoResult {
    guard let first, first.answer == .zero, first.isByIdentity else { return .unknown }
    return context.program.text(name).lowercased().contains("err") ? first.negated : first
  }

  /// What the calls in an expression do, in order: each way that they leave behind.
  private mutating func effects(of node: NodeID, _ state: GoState) -> [GoState] {
    var states = [state]
    var current = node
    while current < file[node].next {
      if file[current].kind == .function {
        current = file[current].next
        continue
      }
      if file[current].kind == .call {
        states = states.flatMap { called(current, $0) }
        if states.count > Self.maxStates { states = states.prefix(Self.maxStates).map(Self.uncertain) }
      }
      current += 1
    }
    return states
  }
}
