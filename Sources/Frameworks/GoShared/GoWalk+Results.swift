internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What expressions give for a request without credentials.
extension GoWalk {
  private static let lookups = [
    "find", "get", "load", "fetch", "decode", "verify", "lookup", "parse", "extract", "authenticate", "validate",
    "check",
    "query", "first", "split", "replace", "trim", "is", "has", "can", "match", "read", "select", "where", "compare",
  ]

  func result(of node: NodeID, _ state: GoState, steps: Int = 0) -> GoResult {
    results(of: node, state, steps: steps).first ?? .unknown
  }

  /// The results of an expression: several for a call.
  func results(of node: NodeID, _ state: GoState, steps: Int = 0) -> [GoResult] {
    guard steps < 12 else { return [] }
    switch file[node].kind {
    case .null: return [GoResult(answer: .zero)]
    case .boolean: return [GoResult(answer: file[node].flags.contains(.truth) ? .nonzero : .zero)]
    case .string, .number: return [constant(node)]
    case .function, .list, .dictionary: return [GoResult(answer: .nonzero)]
    case .name: return [named(node, state)]
    case .member: return [member(node, state, steps)]
    case .tuple: return file.children(node).map { result(of: $0, state, steps: steps + 1) }
    case .cast: return [part(.value, of: node, state, steps)]
    case .unary: return [text(node) == "not" ? part(.value, of: node, state, steps).negated : .unknown]
    case .index: return [indexed(node, state, steps)]
    case .comparison: return [compared(node, state, steps)]
    case .logical: return [joined(node, state, steps)]
    case .call: return call(node, state, steps)
    default: return []
    }
  }

  private func part(_ role: SyntaxRole, of node: NodeID, _ state: GoState, _ steps: Int) -> GoResult {
    file.child(node, role).map { result(of: $0, state, steps: steps + 1) } ?? .unknown
  }

  private func named(_ node: NodeID, _ state: GoState) -> GoResult {
    if let known = state.variables[file[node].name] { return known }
    switch context.evaluator.value(of: ref(node), in: frame) {
    case .bool(let flag): return GoResult(answer: flag ? .nonzero : .zero)
    case .null: return GoResult(answer: .zero)
    // An error that is declared once and handed out.
    case .object("errors.New", _), .object("fmt.Errorf", _): return GoResult(answer: .nonzero)
    default: return constant(node)
    }
  }

  /// A number or a text that is written out, or has a name.
  private func constant(_ node: NodeID) -> GoResult {
    let value = context.evaluator.value(of: ref(node), in: frame)
    switch value {
    case .number(let number): return GoResult(answer: number == 0 ? .zero : .nonzero, constant: value)
    case .string(let text) where !text.contains(Value.hole):
      return GoResult(answer: text.isEmpty ? .zero : .nonzero, constant: value)
    default: return .unknown
    }
  }

  /// A member of nothing is nothing: `token.Valid`.
  private func member(_ node: NodeID, _ state: GoState, _ steps: Int) -> GoResult {
    let owner = part(.object, of: node, state, steps)
    if owner.answer == .zero, owner.isByIdentity { return owner }
    if case .bool(let flag) = context.evaluator.value(of: ref(node), in: frame) {
      return GoResult(answer: flag ? .nonzero : .zero)
    }
    return constant(node)
  }

  /// `r.Header["Authorization"]`, a part of something that is not there.
  private func indexed(_ node: NodeID, _ state: GoState, _ steps: Int) -> GoResult {
    if let key = file.child(node, .index), let text = file.stringValue(key), AnonymousWalk.isIdentity(text),
      let object = file.child(node, .object), text.isEmpty == false, isBag(object)
    {
      return .absent
    }
    return part(.object, of: node, state, steps).isByIdentity ? .absent : .unknown
  }

  private func isBag(_ node: NodeID) -> Bool {
    let name = text(node).lowercased()
    return ["header", "headers", "session", "values", "cookies"].contains { name.contains($0) }
  }

  private func compared(_ node: NodeID, _ state: GoState, _ steps: Int) -> GoResult {
    let (left, right) = (part(.left, of: node, state, steps), part(.right, of: node, state, steps))
    let isByIdentity = left.isByIdentity || right.isByIdentity
    func known(_ flag: Bool) -> GoResult {
      GoResult(answer: flag ? .nonzero : .zero, isByIdentity: isByIdentity)
    }
    if let first = left.constant, let second = right.constant, text(node) == "==" || text(node) == "!=" {
      return known((first == second) == (text(node) == "=="))
    }
    switch (text(node), left.answer, right.answer) {
    case ("==", .zero, .zero): return known(true)
    case ("==", .zero, .nonzero), ("==", .nonzero, .zero): return known(false)
    case ("!=", .zero, .zero): return known(false)
    case ("!=", .zero, .nonzero), ("!=", .nonzero, .zero): return known(true)
    case ("<", .zero, .nonzero), ("<=", .zero, .nonzero), ("<=", .zero, .zero), (">=", .zero, .zero): return known(true)
    case (">", .zero, .nonzero), (">=", .zero, .nonzero), (">", .zero, .zero), ("<", .zero, .zero): return known(false)
    default: return .unknown
    }
  }

  private func joined(_ node: NodeID, _ state: GoState, _ steps: Int) -> GoResult {
    let (left, right) = (part(.left, of: node, state, steps), part(.right, of: node, state, steps))
    let decides: GoAnswer = text(node) == "and" ? .zero : .nonzero
    if left.answer == decides { return left }
    if right.answer == decides { return right }
    guard left.answer != .unknown, right.answer != .unknown else { return .unknown }
    return GoResult(answer: left.answer, isByIdentity: left.isByIdentity || right.isByIdentity)
  }

  // MARK: Calls

  private func call(_ node: NodeID, _ state: GoState, _ steps: Int) -> [GoResult] {
    budget.fuel -= 1
    guard !budget.isOver, let callee = file.child(node, .callee) else { return [] }
    let name = text(callee)
    let arguments = file.children(node, .argument).map { $0 }
    let isPlain = ["isauthenticated", "isloggedin", "isauthorized"].contains(name.lowercased())
    if isPlain { return [.absent] }
    if let known = state.results[ref(node)] { return known }
    if file[node].flags.contains(.isNew) { return [GoResult(answer: .nonzero)] }
    if looksForIdentity(callee, name, arguments) || readsCredentials(callee) { return [.absent] }
    if name == "len" || name == "string", let first = arguments.first {
      return [result(of: first, state, steps: steps + 1)]
    }
    if ["Errorf", "New", "NewError"].contains(name), arguments.count > 0, name != "New" || isErrors(callee) {
      return [GoResult(answer: .nonzero)]
    }
    let receiver = file[callee].kind == .member ? part(.object, of: callee, state, steps) : .unknown
    let isOfNothing =
      receiver.isByIdentity && receiver.answer == .zero
      || arguments.prefix(5).contains {
        let given = result(of: $0, state, steps: steps + 1)
        return given.isByIdentity && given.answer == .zero
      }
    guard isOfNothing else { return [] }
    let lower = name.lowercased()
    return Self.lookups.contains { lower.hasPrefix($0) } ? [.absent] : []
  }

  /// Functions of libraries that take credentials from a request.
  private static let readers = [
    "jwt-go/request.ParseFromRequest", "jwt/request.ParseFromRequest", "jwt/v4/request.ParseFromRequest",
    "jwt/v5/request.ParseFromRequest", "jwtauth.FromContext",
  ]

  private func readsCredentials(_ callee: NodeID) -> Bool {
    guard let name = context.evaluator.value(of: ref(callee), in: frame).externalName else { return false }
    return Self.readers.contains { name.hasSuffix($0) || name.hasSuffix($0 + "WithClaims") }
  }

  private func isErrors(_ callee: NodeID) -> Bool {
    file.child(callee, .object).map { text($0) == "errors" } ?? false
  }

  private static let getters: Set<String> = [
    "GetHeader", "Get", "Cookie", "Query", "DefaultQuery", "GetString", "GetUint", "GetInt", "FormValue", "QueryParam",
    "PostForm", "Value", "Header", "Cookies", "GetSession",
  ]

  /// `c.GetHeader("Authorization")`, `r.Cookie("session")`, `r.BasicAuth()`, `session.Get("user")`.
  private func looksForIdentity(_ callee: NodeID, _ name: String, _ arguments: [NodeID]) -> Bool {
    guard file[callee].kind == .member else { return false }
    if name == "BasicAuth" { return arguments.isEmpty }
    guard Self.getters.contains(name), let key = arguments.first else { return false }
    if let text = context.evaluator.value(of: ref(key), in: frame).constantText {
      return AnonymousWalk.isIdentity(text)
        || name.hasPrefix("Cookie") && ["sess", "sid"].contains { text.lowercased().contains($0) }
    }
    // A key of the request's context has a type and a name of its own.
    return name == "Value" && AnonymousWalk.isIdentity(text(key))
  }
}
