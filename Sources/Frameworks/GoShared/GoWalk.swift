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
  let function: NodeRef
  /// What is known of parameters, and of loop variables.
  var frame: Frame?
  let budget: GoBudget
  let depth: Int
  /// What it assigns is seen outside: a function written among others' statements.
  private var keepsVariables = false
  var outcomes: [GoOutcome] = []

  static let maxDepth = 6
  static let maxStates = 24

  init(
    _ context: RecognizerContext, _ handlers: GoHandlers, _ file: SyntaxFile, _ function: NodeRef, _ frame: Frame?,
    _ budget: GoBudget, depth: Int
  ) {
    self.context = context
    self.handlers = handlers
    self.file = file
    id = function.file
    self.function = function
    self.frame = frame
    self.budget = budget
    self.depth = depth
  }

  func ref(_ node: NodeID) -> NodeRef { NodeRef(file: id, node: node) }
  func text(_ node: NodeID) -> String { context.program.text(file[node].name) }

  /// Every way out of a function's body that was entered in a state.
  static func run(
    _ function: NodeRef, _ state: GoState, _ context: RecognizerContext, _ handlers: GoHandlers, _ frame: Frame?,
    _ budget: GoBudget, depth: Int, keepsVariables: Bool = false
  ) -> [GoOutcome] {
    guard depth < maxDepth, !budget.isOver, let file = context.program.file(function.file),
      let body = file.child(function.node, .body), budget.active.insert(function).inserted
    else {
      var state = state
      state.isUnseen = true
      return [GoOutcome(state: state, results: [])]
    }
    defer { budget.active.remove(function) }
    var walk = GoWalk(context, handlers, file, function, frame, budget, depth: depth)
    walk.keepsVariables = keepsVariables
    for state in walk.block(body, [state]) { walk.finish(state, []) }
    return walk.outcomes
  }

  mutating func finish(_ state: GoState, _ results: [GoResult]) {
    var state = state
    if !keepsVariables { state.variables = [:] }
    state.results = [:]
    let outcome = GoOutcome(state: state, results: results)
    if outcomes.contains(outcome) { return }
    if outcomes.count < Self.maxStates {
      outcomes.append(outcome)
    } else if var last = outcomes.popLast() {
      last.state.isUnseen = true
      outcomes.append(last)
    }
  }

  // MARK: Statements

  mutating func block(_ node: NodeID, _ states: [GoState]) -> [GoState] {
    var states = states
    var leaving: [GoState] = []
    for statement in file.children(node) {
      guard !states.isEmpty else { break }
      states = Self.distinct(states.flatMap { settledStatement(statement, $0) })
      leaving += states.filter { $0.jump != nil }
      states.removeAll { $0.jump != nil }
      if states.count > Self.maxStates || budget.isOver {
        states = Array(states.prefix(Self.maxStates)).map {
          var state = $0
          state.isUnseen = true
          return state
        }
      }
    }
    return states + leaving
  }

  /// Ways that differ in nothing that matters further on are one.
  static func distinct(_ states: [GoState]) -> [GoState] {
    guard states.count > 1 || states.first?.results.isEmpty == false else { return states }
    var seen: Set<GoState> = []
    return states.compactMap { state in
      var state = state
      state.results = [:]
      return seen.insert(state).inserted ? state : nil
    }
  }

  /// What could not be decided within a statement makes nothing uncertain where all ways come to the same.
  mutating func settledStatement(_ node: NodeID, _ before: GoState) -> [GoState] {
    let known = outcomes.count
    let after = statement(node, before)
    guard outcomes.count == known, let first = after.first.map({ Self.certain($0, as: before) }),
      after.allSatisfy({ Self.certain($0, as: before) == first })
    else { return after }
    var one = after[0]
    one.isUncertain = before.isUncertain
    return [one]
  }

  mutating func statement(_ node: NodeID, _ state: GoState) -> [GoState] {
    budget.fuel -= 1
    guard !budget.isOver else { return [state] }
    switch file[node].kind {
    case .block: return block(node, [state])
    case .ifStatement: return branch(node, state)
    case .switchStatement: return choice(node, state)
    case .forEach, .forLoop, .whileLoop: return loop(node, state)
    case .returnStatement:
      leave(file.child(node, .value), node, state)
      return []
    case .assignment: return assign(node, state)
    case .call:
      if text(file.child(node, .callee) ?? node) == "panic" {
        var state = state
        state.isFailed = true
        finish(state, [])
        return []
      }
      return effects(of: node, state)
    case .jump:
      var state = state
      state.jump = file[node].flags.contains(.isContinue) ? .next : .out
      return [state]
    default: return effects(of: node, state)
    }
  }

  /// Everything that a `return` does.
  mutating func leave(_ value: NodeID?, _ node: NodeID, _ state: GoState) {
    for before in effects(of: value ?? node, state) {
      var state = before
      let results = value.map { self.results(of: $0, state) } ?? []
      // `return echo.ErrUnauthorized`.
      // What a helper answers with is its caller's to hand on.
      if depth == 0, let value {
        if results.contains(where: \.isRefusal) {
          state.refusal = state.refusal ?? ref(value)
        } else if let error = results.last, error.answer == .nonzero, givesError {
          state.isFailed = true
        }
      }
      finish(state, results)
    }
  }

  /// Whether the function's last result is an error.
  var givesError: Bool {
    guard let type = file.child(function.node, .type) else { return false }
    let last = file[type].kind == .tuple ? file.children(type).map { $0 }.last : type
    return last.map { text($0) == "error" } ?? false
  }

  mutating func branch(_ node: NodeID, _ state: GoState) -> [GoState] {
    guard let condition = file.child(node, .condition) else { return [state] }
    var after: [GoState] = []
    for before in effects(of: condition, state) {
      let result = self.result(of: condition, before)
      let state = decided(before, by: result, condition)
      let then = file.child(node, .then)
      var otherwise = state
      if result.answer != .zero, let then {
        let certainty = before.isUncertain
        let earlier = outcomes.count
        var inside = state
        let tested = tested(condition, result)
        let before = tested.flatMap { state.variables[$0] }
        if let tested { inside.variables[tested, default: .unknown].answer = .nonzero }
        let passed = block(then, [inside]).map { left in
          guard let tested, left.variables[tested] == inside.variables[tested] else { return left }
          var left = left
          left.variables[tested] = before
          return left
        }
        // Failing is not what happens as a rule: the other way is the usual one, unless this one turns callers away.
        if result.answer == .unknown, isAboutError(condition), !refuses(passed, since: earlier, than: state) {
          otherwise.isUncertain = certainty
        }
        after += passed
      }
      if result.answer != .nonzero {
        if let other = file.child(node, .otherwise) {
          after += statement(other, otherwise)
        } else {
          after.append(otherwise)
        }
      }
    }
    return after
  }

  /// A way, as certain as it was before.
  static func certain(_ state: GoState, as before: GoState) -> GoState {
    var state = state
    state.isUncertain = before.isUncertain
    state.isLastDecidedByIdentity = before.isLastDecidedByIdentity
    state.mentionsIdentity = before.mentionsIdentity
    state.results = before.results
    return state
  }

  /// The variable that a condition compares with nothing: within the branch of `err != nil` there is an error.
  func tested(_ condition: NodeID, _ result: GoResult) -> Name? {
    guard result.answer == .unknown, file[condition].kind == .comparison, text(condition) == "!=",
      let left = file.child(condition, .left), file[left].kind == .name, let right = file.child(condition, .right),
      file[right].kind == .null
    else { return nil }
    return file[left].name
  }

  func decided(_ before: GoState, by result: GoResult, _ condition: NodeID) -> GoState {
    var state = before
    if result.isByIdentity { (state.isDecidedByIdentity, state.readsCredentials) = (true, true) }
    state.isLastDecidedByIdentity = result.isByIdentity || state.isLastDecidedByIdentity && result.answer != .unknown
    // What callers choose themselves keeps nobody out.
    if result.answer == .unknown, !result.isInput { state.isUncertain = true }
    if speaksOfCaller(condition) { state.mentionsIdentity = true }
    return state
  }

  /// Whether new ways turn callers away.
  func refuses(_ states: [GoState], since earlier: Int, than before: GoState) -> Bool {
    let isNew = { (state: GoState) in state.refusal != before.refusal }
    return states.contains(where: isNew)
      || outcomes.dropFirst(earlier).contains { isNew($0.state) || $0.state.isUnseen }
      || outcomes.count >= Self.maxStates
  }

  /// `err != nil`, where the error is not about who is calling.
  func isAboutError(_ condition: NodeID) -> Bool {
    guard file[condition].kind == .comparison, text(condition) == "!=", let left = file.child(condition, .left),
      let right = file.child(condition, .right), file[right].kind == .null, file[left].kind == .name
    else { return false }
    return text(left).lowercased().hasPrefix("err")
  }

  /// Whether a condition has a name in it that speaks of who is calling.
  func speaksOfCaller(_ condition: NodeID) -> Bool {
    (condition..<file[condition].next).contains { node in
      guard file[node].kind == .name || file[node].kind == .member else { return false }
      return handlers.words.isAbout(file[node].name, [.caller, .session], context.program)
    }
  }

  /// What the calls in an expression do, inner ones first: each way that they leave behind.
  mutating func effects(of node: NodeID, _ state: GoState) -> [GoState] {
    var calls: [NodeID] = []
    var current = node
    while current < file[node].next {
      if file[current].kind == .function {
        current = file[current].next
        continue
      }
      if file[current].kind == .call { calls.append(current) }
      current += 1
    }
    if calls.count > 1 { calls.sort { (file[$0].next, $1) < (file[$1].next, $0) } }
    var states = [state]
    for call in calls {
      states = states.flatMap { called(call, $0) }
      if states.count > Self.maxStates { states = states.prefix(Self.maxStates).map(Self.unseen) }
    }
    return states
  }

  static func unseen(_ state: GoState) -> GoState {
    var state = state
    state.isUnseen = true
    return state
  }
}
