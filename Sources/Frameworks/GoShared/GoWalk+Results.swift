internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What expressions give for a request without credentials.
extension GoWalk {
  func result(of node: NodeID, _ state: GoState, steps: Int = 0) -> GoResult {
    results(of: node, state, steps: steps).first ?? .unknown
  }

  /// The results of an expression: several for a call, and for others where an assignment takes two.
  func results(of node: NodeID, _ state: GoState, steps: Int = 0, wanted: Int = 1) -> [GoResult] {
    guard steps < 12 else { return [] }
    switch file[node].kind {
    case .null: return [GoResult(answer: .zero)]
    case .boolean: return [.known(file[node].flags.contains(.truth))]
    case .string, .number: return [constant(node)]
    case .function, .list, .dictionary: return [GoResult(answer: .nonzero)]
    case .name: return [named(node, state)]
    case .member: return [member(node, state, steps)]
    case .tuple: return file.children(node).map { result(of: $0, state, steps: steps + 1) }
    case .cast: return cast(node, state, steps, wanted)
    case .unary: return [text(node) == "not" ? part(.value, of: node, state, steps).negated : .unknown]
    case .index: return indexed(node, state, steps, wanted)
    case .comparison: return [compared(node, state, steps)]
    case .logical: return [joined(node, state, steps)]
    case .binary: return [added(node, state, steps)]
    case .call: return call(node, state, steps)
    default: return []
    }
  }

  func part(_ role: SyntaxRole, of node: NodeID, _ state: GoState, _ steps: Int) -> GoResult {
    file.child(node, role).map { result(of: $0, state, steps: steps + 1) } ?? .unknown
  }

  private func named(_ node: NodeID, _ state: GoState) -> GoResult {
    if let known = state.variables[file[node].name] { return known }
    if let known = requestText(node) { return known }
    if isRequest(node) { return GoResult(answer: .nonzero) }
    if let mark = enumerator(node) { return GoResult(answer: .unknown, mark: mark) }
    switch context.evaluator.value(of: ref(node), in: frame) {
    case .bool(let flag): return .known(flag)
    case .null: return GoResult(answer: .zero)
    // An error that is declared once and handed out.
    case .function, .bound: return GoResult(answer: .nonzero)
    default: return error(node) ?? constant(node)
    }
  }

  /// An error that is declared once and handed out: `var ErrMissing = errors.New("…")`.
  private func error(_ node: NodeID) -> GoResult? {
    guard text(node).hasPrefix("Err") || text(node).hasPrefix("err"),
      let target = context.evaluator.definition(of: ref(node)), let other = context.program.file(target.file),
      other.source.language == .go
    else { return nil }
    let statement = other[target.node].kind == .assignment ? target.node : other[target.node].parent
    guard other[statement].kind == .assignment, other[statement].parent == 0,
      let value = other.child(statement, .value),
      other[value].kind == .call
    else { return nil }
    var result = GoResult(answer: .nonzero)
    result.isRefusal = other.children(value, .argument).contains { argument in
      ["StatusUnauthorized", "StatusForbidden"].contains(context.program.text(other[argument].name))
        || other[argument].kind == .number && ["401", "403"].contains(other.text(argument))
    }
    if let callee = other.child(value, .callee), context.program.text(other[callee].name) == "NewHTTPError" {
      result.type = "github.com/labstack/echo.HTTPError"
    }
    return result
  }

  /// One of a row of constants that count up.
  private func enumerator(_ node: NodeID) -> NodeRef? {
    guard let target = context.evaluator.definition(of: ref(node)), let other = context.program.file(target.file),
      other.source.language == .go
    else { return nil }
    let statement = other[target.node].kind == .assignment ? target.node : other[target.node].parent
    guard other[statement].kind == .assignment, other[statement].flags.contains(.constant) else { return nil }
    guard let value = other.child(statement, .value) else { return NodeRef(file: target.file, node: statement) }
    let counts = (value..<other[value].next).contains { context.program.text(other[$0].name) == "iota" }
    return counts ? NodeRef(file: target.file, node: statement) : nil
  }

  /// Notes that the request decided something.
  func looked(at result: GoResult) {
    if let part = result.part { budget.parts.insert(part) }
  }

  /// A number or a text that is written out, or has a name.
  private func constant(_ node: NodeID) -> GoResult {
    let value = context.evaluator.value(of: ref(node), in: frame)
    switch value {
    case .number(let number): return GoResult(answer: number == 0 ? .zero : .nonzero, constant: value)
    case .string(let text) where !text.contains(Value.hole):
      return GoResult(answer: text.isEmpty ? .zero : .nonzero, constant: value)
    case .external(let name), .member(let name, _):
      if let status = Self.status(name) { return GoResult(answer: .nonzero, constant: .number(status)) }
      return GoHandlers.verb(value).map { GoResult(answer: .nonzero, constant: .string($0)) } ?? .unknown
    default: return .unknown
    }
  }

  /// The number of a status that net/http has a name for; what is neither fine nor about the caller counts as 400.
  private static func status(_ name: String) -> Double? {
    guard let dot = name.lastIndex(of: "."), name.hasPrefix("net/http.Status") || name.contains("fiber.Status") else {
      return nil
    }
    switch name[name.index(after: dot)...] {
    case "StatusUnauthorized", "StatusProxyAuthRequired": return 401
    case "StatusForbidden": return 403
    case "StatusNotFound": return 404
    case "StatusInternalServerError": return 500
    case let other: return other == "StatusText" ? nil : fine.contains(String(other)) ? 200 : 400
    }
  }

  private static let refusals: Set<String> = ["ErrUnauthorized", "ErrForbidden"]

  /// A member of nothing is nothing: `token.Valid`.
  private func member(_ node: NodeID, _ state: GoState, _ steps: Int) -> GoResult {
    if let known = requestText(node) { return known }
    let owner = part(.object, of: node, state, steps)
    if owner.isFresh {
      if let known = owner.fields[file[node].name] { return known }
      return GoResult(answer: .zero, isByIdentity: owner.isByIdentity)
    }
    if owner.answer == .zero, owner.isByIdentity { return owner }
    if Self.refusals.contains(text(node)) { return GoResult(answer: .nonzero, isRefusal: true) }
    if let mark = enumerator(node) { return GoResult(answer: .unknown, mark: mark) }
    switch context.evaluator.value(of: ref(node), in: frame) {
    case .bool(let flag): return .known(flag)
    case .null: return GoResult(answer: .zero)
    case .function, .bound: return GoResult(answer: .nonzero)
    default: if let error = error(node) { return error }
    }
    if isLeftOut(node) { return GoResult(answer: .zero) }
    return constant(node)
  }

  /// A field that the literal which made the object leaves out, and that nothing assigns.
  private func isLeftOut(_ node: NodeID) -> Bool {
    guard let owner = file.child(node, .object),
      case .instance(let type, let site?) = context.evaluator.value(of: ref(owner), in: frame),
      let made = context.program.file(site.file), made[site.node].kind == .call, made[site.node].flags.contains(.isNew),
      made.source.language == .go, let declared = context.program.file(type.file)
    else { return false }
    let arguments = made.children(site.node, .argument)
    guard arguments.allSatisfy({ made[$0].kind == .keywordArgument && made[$0].name != file[node].name }) else {
      return false
    }
    guard let body = declared.child(type.node, .body),
      declared.children(body).contains(where: { declared[$0].kind == .field && declared[$0].name == file[node].name })
    else { return false }
    return !(context.program.index(of: site.file)?.attributes.contains { $0.name == file[node].name } ?? true)
  }

  /// `r.Header["Authorization"]`, a part of something that is not there.
  private func indexed(_ node: NodeID, _ state: GoState, _ steps: Int, _ wanted: Int) -> [GoResult] {
    guard let key = file.child(node, .index), let object = file.child(node, .object) else { return [] }
    if let text = file.stringValue(key), GoIdentity.speaks(text), isBag(object) { return [.absent, .absent] }
    let known = result(of: key, state, steps: steps + 1)
    if let text = known.constant?.text, let answer = isEntry(text, of: object) {
      looked(at: known)
      return [answer, answer]
    }
    let owner = result(of: object, state, steps: steps + 1)
    if owner.isByIdentity { return [.absent, .absent] }
    return owner.isInput ? [.input, .input] : []
  }

  /// Whether a table of constants has an entry: `public[r.URL.Path]`.
  private func isEntry(_ text: String, of object: NodeID) -> GoResult? {
    let table = context.evaluator.value(of: ref(object), in: frame)
    guard case .literal = table else { return nil }
    let keys = context.evaluator.entries(of: table).map(\.key)
    guard !keys.isEmpty else { return nil }
    let answers = keys.map { GoTexts.areEqual(text, $0) }
    if answers.contains(true) { return .known(true) }
    return answers.contains(nil) ? .unknown : .known(false)
  }

  private func isBag(_ node: NodeID) -> Bool {
    let name = text(node).lowercased()
    return ["header", "headers", "session", "values", "cookies"].contains { name.contains($0) }
  }

  // MARK: Types

  /// `u.(*echo.HTTPError)`, which may tell whether it is one.
  private func cast(_ node: NodeID, _ state: GoState, _ steps: Int, _ wanted: Int) -> [GoResult] {
    let value = part(.value, of: node, state, steps)
    guard let type = file.child(node, .type) else { return [value] }
    let isOf = ofType(type, value)
    if wanted == 1 { return [value] }
    if isOf.answer == .zero { return [GoResult(answer: .zero, isByIdentity: value.isByIdentity), isOf] }
    return [value, isOf]
  }

  /// Whether something known is of a type.
  func ofType(_ type: NodeID, _ value: GoResult) -> GoResult {
    if file[type].kind == .null { return equality(value, GoResult(answer: .zero)) }
    // What is not there is of no type.
    if value.answer == .zero, !value.isFresh { return .known(false, isByIdentity: value.isByIdentity) }
    guard let known = value.type else { return value.isFresh ? .known(true) : .unknown }
    if text(type) == "error" || text(type) == "any" { return .known(true) }
    let wanted = context.evaluator.instance(ofType: ref(type)).externalName
    return .known(wanted == known, isByIdentity: value.isByIdentity)
  }

  // MARK: Operators

  private func compared(_ node: NodeID, _ state: GoState, _ steps: Int) -> GoResult {
    let (left, right) = (part(.left, of: node, state, steps), part(.right, of: node, state, steps))
    switch text(node) {
    case "==": return equality(left, right)
    case "!=": return equality(left, right).negated
    default: break
    }
    let isByIdentity = left.isByIdentity || right.isByIdentity
    func known(_ flag: Bool) -> GoResult { .known(flag, isByIdentity: isByIdentity) }
    switch (text(node), left.answer, right.answer) {
    case ("<", .zero, .nonzero), ("<=", .zero, .nonzero), ("<=", .zero, .zero), (">=", .zero, .zero): return known(true)
    case (">", .zero, .nonzero), (">=", .zero, .nonzero), (">", .zero, .zero), ("<", .zero, .zero): return known(false)
    // Nothing is not longer than something.
    case (">", .zero, .unknown) where left.isByIdentity: return known(false)
    case ("<", .unknown, .zero) where right.isByIdentity: return known(false)
    default: return chosen(left, right)
    }
  }

  /// Unknown, but the caller's choice where one side is given and the other is written down.
  private func chosen(_ left: GoResult, _ right: GoResult) -> GoResult {
    let isPlain = { (result: GoResult) in result.constant != nil || result.answer != .unknown }
    return left.isInput && (isPlain(right) || right.isInput) || right.isInput && isPlain(left) ? .input : .unknown
  }

  func equality(_ left: GoResult, _ right: GoResult) -> GoResult {
    let isByIdentity = left.isByIdentity || right.isByIdentity
    if let first = left.mark, let second = right.mark { return .known(first == second, isByIdentity: isByIdentity) }
    if let first = left.constant, let second = right.constant {
      looked(at: left)
      looked(at: right)
      guard let one = first.text, let other = second.text else { return .known(first == second) }
      if isOfOtherRoute(one, other) || isOfOtherRoute(other, one) { return .known(false) }
      return GoTexts.areEqual(one, other).map { .known($0) } ?? .unknown
    }
    switch (left.answer, right.answer) {
    case (.zero, .zero): return .known(true, isByIdentity: isByIdentity)
    case (.zero, .nonzero), (.nonzero, .zero): return .known(false, isByIdentity: isByIdentity)
    default: return chosen(left, right)
    }
  }

  /// Whether a text is the path of another route: the router has told them apart.
  private func isOfOtherRoute(_ path: String, _ text: String) -> Bool {
    path.contains(Value.hole) && budget.request.others.contains(text)
  }

  private func joined(_ node: NodeID, _ state: GoState, _ steps: Int) -> GoResult {
    let (left, right) = (part(.left, of: node, state, steps), part(.right, of: node, state, steps))
    let decides: GoAnswer = text(node) == "and" ? .zero : .nonzero
    if left.answer == decides { return left }
    if right.answer == decides { return right }
    guard left.answer != .unknown, right.answer != .unknown else {
      let open = [left, right].filter { $0.answer == .unknown }
      return open.allSatisfy(\.isInput) ? .input : .unknown
    }
    return GoResult(answer: left.answer, isByIdentity: left.isByIdentity || right.isByIdentity)
  }

  /// Texts side by side.
  private func added(_ node: NodeID, _ state: GoState, _ steps: Int) -> GoResult {
    let (left, right) = (part(.left, of: node, state, steps), part(.right, of: node, state, steps))
    guard text(node) == "+", let one = left.constant?.text, let other = right.constant?.text else {
      return left.isInput || right.isInput ? chosen(left, right) : .unknown
    }
    var text = GoResult(answer: one.isEmpty && other.isEmpty ? .zero : .nonzero, constant: .string(one + other))
    text.part = left.part ?? right.part
    return text
  }
}
