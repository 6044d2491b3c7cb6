internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What conditions are for a request without credentials.
extension AnonymousWalk {
  private static let maxSteps = 12

  func truth(of node: NodeID, _ scope: AnonymousScope, steps: Int) -> AnonymousTruth {
    guard steps < Self.maxSteps else { return .unknown }
    let file = scope.file
    func side(_ role: SyntaxRole) -> AnonymousTruth {
      file.child(node, role).map { truth(of: $0, scope, steps: steps + 1) } ?? .unknown
    }
    switch file[node].kind {
    case .unary: return word(node, file) == "not" ? side(.value).negated : .unknown
    case .logical:
      return word(node, file) == "and" ? side(.left).and(side(.right)) : side(.left).or(side(.right))
    case .comparison: return comparison(node, scope, steps)
    case .conditional: return .either([side(.then), side(.otherwise)])
    case .assignment, .await, .cast: return side(.value)
    case .boolean: return .known(file[node].flags.contains(.truth))
    case .string: return file.stringValue(node) == "" ? .known(false) : .unknown
    case .null: return .known(false)
    case .call: return call(node, scope, steps)
    case .name, .member, .index: return thing(node, scope, steps)
    case .comprehension: return file.child(node, .element).map { truth(of: $0, scope, steps: steps + 1) } ?? .unknown
    case .list, .tuple, .set:
      return .either(file.children(node, .element).map { truth(of: $0, scope, steps: steps + 1) })
    default: return .unknown
    }
  }

  // MARK: Comparisons

  private func comparison(_ node: NodeID, _ scope: AnonymousScope, _ steps: Int) -> AnonymousTruth {
    let file = scope.file
    guard let left = file.child(node, .left), let right = file.child(node, .right) else { return .unknown }
    let operation = word(node, file)
    let isNegative = operation == "!=" || operation == "not in" || operation == "is not"
    if let known = requestComparison(operation, left, right, scope) { return isNegative ? known.negated : known }
    if operation == "in" || operation == "not in" {
      // `"Authorization" in request.headers`, `"user_id" in session`.
      if let key = file.stringValue(left), isBag(right, scope) && Self.isIdentity(key) || isKey(key, in: right, scope) {
        return isNegative ? AnonymousTruth.absent.negated : .absent
      }
    }
    let first = truth(of: left, scope, steps: steps + 1)
    if file[right].kind == .null || file[right].kind == .boolean {
      guard first.answer != .unknown else { return first }
      // Known answers about identity are "nothing there": None and False alike.
      let isThere = first.answer == .yes
      let matches = file[right].kind == .null ? !isThere : isThere == file[right].flags.contains(.truth)
      let answer = AnonymousTruth(answer: matches ? .yes : .no, mentionsIdentity: first.mentionsIdentity)
      return isNegative ? answer.negated : answer
    }
    let second = truth(of: right, scope, steps: steps + 1)
    // What is not there equals nothing.
    for side in [first, second] where side.mentionsIdentity && side.answer == .no {
      return isNegative ? AnonymousTruth.absent.negated : .absent
    }
    return AnonymousTruth(answer: .unknown, mentionsIdentity: first.mentionsIdentity || second.mentionsIdentity)
  }

  /// `request.endpoint in ("a", "b")`, `request.method == "OPTIONS"`.
  private func requestComparison(
    _ operation: String, _ left: NodeID, _ right: NodeID, _ scope: AnonymousScope
  ) -> AnonymousTruth? {
    guard let known = requestMember(left, scope) else { return nil }
    let value = evaluator.value(of: scope.ref(right))
    if word(right, scope.file) == "SAFE_METHODS" {
      let isSafe = ["GET", "HEAD", "OPTIONS"].contains(known)
      return operation == "in" || operation == "not in" ? .known(isSafe) : nil
    }
    switch operation {
    case "==", "!=":
      guard let text = value.constantText else { return .unknown }
      return .known(matches(known, text))
    case "in", "not in":
      let elements = evaluator.elements(of: value)
      let texts = elements.compactMap(\.constantText)
      if texts.contains(where: { matches(known, $0) }) { return .known(true) }
      return texts.isEmpty || texts.count != elements.count ? .unknown : .known(false)
    default: return nil
    }
  }

  /// The text of a key, written, or by the name of a constant of a library.
  private func key(_ node: NodeID, _ scope: AnonymousScope) -> String? {
    if let text = scope.file.stringValue(node) { return text }
    let value = evaluator.value(of: scope.ref(node))
    return value.constantText ?? value.externalName?.split(separator: ".").last.map(String.init)
  }

  /// A member of the request whose value is known.
  func knownMember(_ node: NodeID, _ scope: AnonymousScope) -> String? { requestMember(node, scope) }

  private func matches(_ known: String, _ text: String) -> Bool {
    known == text || !known.hasPrefix("/") && known.lowercased() == text.lowercased()
  }

  /// What is known of the request under a member: `request.path`.
  private func requestMember(_ node: NodeID, _ scope: AnonymousScope) -> String? {
    let file = scope.file
    guard file[node].kind == .member, let object = file.child(node, .object) else { return nil }
    if word(node, file) == "action", isView(object, scope) {
      memory.usesRequest = true
      return request.action
    }
    guard isRequest(object, scope) else { return nil }
    memory.usesRequest = true
    return request.member(word(node, file))
  }

  func isRequest(_ node: NodeID, _ scope: AnonymousScope) -> Bool {
    let name = word(node, scope.file)
    return name == "request" || name == "req"
  }

  /// `session`, `request.headers`, `request.cookies`, `g`: tables that hold credentials when there are any.
  private func isBag(_ node: NodeID, _ scope: AnonymousScope) -> Bool {
    let kind = scope.file[node].kind
    guard kind == .name || kind == .member else { return false }
    // GraphQL's `info.context`.
    if kind == .member, word(node, scope.file) == "context", let object = scope.file.child(node, .object),
      word(object, scope.file) == "info"
    {
      return true
    }
    return ["session", "headers", "cookies", "g", "request", "req", "META", "COOKIES"].contains(word(node, scope.file))
  }

  // MARK: Names

  private static let identityWords = [
    "user", "uid", "auth", "login", "logged", "token", "account", "admin", "apikey", "api-key", "api_key", "identity",
    "jwt", "role", "email", "credential", "principal", "permission",
  ]

  /// Whether a key or name speaks of who is calling.
  static func isIdentity(_ name: String) -> Bool {
    let name = name.lowercased()
    if name == "id" || name.hasPrefix("x-") && name.hasSuffix("key") { return true }
    if ["csrf", "xsrf", "agent", "nonce", "author", "reset", "confirm"].contains(where: name.contains),
      !name.contains("authoriz"), !name.contains("authent")
    {
      return false
    }
    return identityWords.contains { name.contains($0) }
  }

  /// Names, members and entries: identities that are not there, variables by what they were given.
  private func thing(_ node: NodeID, _ scope: AnonymousScope, _ steps: Int) -> AnonymousTruth {
    let file = scope.file
    let name = word(node, file)
    switch file[node].kind {
    case .index:
      guard let object = file.child(node, .object), let index = file.child(node, .index) else { return .unknown }
      if let key = file.stringValue(index),
        isBag(object, scope) && Self.isIdentity(key) || isKey(key, in: object, scope)
      {
        return .absent
      }
      return entry(of: object, scope, steps)
    case .name:
      if isNeverGiven(node, scope, steps) { return .absent }
      if let assigned = assignment(of: node, scope) { return truth(of: assigned, scope, steps: steps + 1) }
      let external = evaluator.value(of: scope.ref(node)).externalName ?? ""
      if external.hasPrefix("flask_jwt_extended.current_user") { return .absent }
      // Flask-Login's anonymous user is an object like any other.
      if external.hasSuffix(".current_user") { return AnonymousTruth(answer: .unknown, mentionsIdentity: true) }
      return AnonymousTruth(answer: .unknown, mentionsIdentity: Self.isIdentity(name) && name != "id")
    default:
      guard let object = file.child(node, .object) else { return .unknown }
      if isDisabling(node, scope) { return .known(false) }
      if let known = attribute(name, of: object, scope) { return known }
      if let given = assigned(node, object, scope) { return truth(of: given, scope, steps: steps + 1) }
      if name == "is_anonymous" { return AnonymousTruth.absent.negated }
      if isIdentityObject(object, scope) || name.hasPrefix("is_authenticated") { return .absent }
      if isBag(object, scope), Self.isIdentity(name) || name == "authorization" { return .absent }
      return entry(of: object, scope, steps)
    }
  }

  /// A part of something: of nothing it is nothing.
  private func entry(of object: NodeID, _ scope: AnonymousScope, _ steps: Int) -> AnonymousTruth {
    let whole = truth(of: object, scope, steps: steps + 1)
    return whole.answer == .no && whole.mentionsIdentity
      ? .absent : AnonymousTruth(answer: .unknown, mentionsIdentity: whole.mentionsIdentity)
  }

  /// `current_user`, `g.user`, `self.current_user`.
  private func isIdentityObject(_ node: NodeID, _ scope: AnonymousScope) -> Bool {
    let file = scope.file
    let name = word(node, file)
    if name == "_get_current_object" { return false }
    if name == "current_user" || name == "current_identity" {
      if case .module = evaluator.value(of: scope.ref(node)) { return false }
      return true
    }
    guard file[node].kind == .member, let object = file.child(node, .object) else { return false }
    return isBag(object, scope) && ["user", "current_user", "account", "identity"].contains(name)
  }

  /// The value that a local variable was given before its use; `nil` for anything else.
  private func assignment(of node: NodeID, _ scope: AnonymousScope) -> NodeID? {
    guard let target = evaluator.definition(of: scope.ref(node)), target.file == scope.id else { return nil }
    let file = scope.file
    guard target.node < node, file[target.node].kind == .name else { return nil }
    let parent = file[target.node].parent
    guard file[parent].kind == .assignment, file[target.node].role == .target else { return nil }
    return file.child(parent, .value)
  }

  /// A setting that switches guards off, for tests and development.
  private func isDisabling(_ node: NodeID, _ scope: AnonymousScope) -> Bool {
    let text = scope.file.text(node).lowercased()
    guard text.utf8.count < 120, ["config", "setting", "environ"].contains(where: text.contains) else { return false }
    return ["disable", "testing", "bypass", "no_auth", "noauth", "skip_auth"].contains { text.contains($0) }
  }

  // MARK: Calls

  private func call(_ node: NodeID, _ scope: AnonymousScope, _ steps: Int) -> AnonymousTruth {
    let file = scope.file
    guard let callee = file.child(node, .callee) else { return .unknown }
    let name = word(callee, file)
    if isDisabling(node, scope) { return .known(false) }
    let first = file.child(node, .argument)
    if file[callee].kind == .name, ["bool", "any", "all", "str", "len", "int", "set", "tuple", "list"].contains(name) {
      return first.map { truth(of: $0, scope, steps: steps + 1) } ?? .unknown
    }
    if let known = attributeTest(name, node, scope) ?? superAnswer(callee, scope) { return known }
    if name == "AnonymousUser" { return AnonymousTruth(answer: .yes, mentionsIdentity: true) }
    if name == "isinstance", file.text(node).contains("Anonymous") { return AnonymousTruth.absent.negated }
    if name == "hasattr" || name == "getattr", let first, isBag(first, scope),
      let key = file.children(node, .argument).dropFirst().first.flatMap({ file.stringValue($0) }), Self.isIdentity(key)
    {
      if name == "hasattr", key == "user", memory.requestsHaveUsers, isRequest(first, scope) { return .known(true) }
      return .absent
    }
    if file[callee].kind == .member, let object = file.child(callee, .object) {
      if let known = requestMember(object, scope), let given = first { return textTest(name, known, given, scope) }
      if let answer = patternTest(name, object, first, scope) { return answer }
      if name == "get", isBag(object, scope), let key = first.flatMap({ key($0, scope) }) {
        return Self.isIdentity(key) ? .absent : .unknown
      }
    }
    if let function = function(callee, scope) {
      guard scope.depth + 1 < Self.maxDepth else { return .unknown }
      let ways = helper(function, depth: scope.depth + 1)
      var answer = AnonymousTruth.either(ways.answers)
      if Self.isIdentity(name) { answer.mentionsIdentity = true }
      return answer
    }
    if let value = evaluator.value(of: scope.ref(callee)).externalName,
      Self.absentCalls.contains(where: value.hasSuffix)
    {
      return .absent
    }
    guard file[callee].kind == .member, let object = file.child(callee, .object) else {
      return AnonymousTruth(answer: .unknown, mentionsIdentity: Self.isIdentity(name))
    }
    if isIdentityObject(object, scope) {
      return name == "_get_current_object" ? AnonymousTruth(answer: .unknown, mentionsIdentity: true) : .absent
    }
    let rest = entry(of: object, scope, steps)
    return rest.answer == .no
      ? rest : AnonymousTruth(answer: .unknown, mentionsIdentity: rest.mentionsIdentity || Self.isIdentity(name))
  }

  /// Functions of libraries that answer with who is calling.
  private static let absentCalls = [
    "flask_jwt_extended.get_jwt_identity", "flask_jwt_extended.get_current_user", "flask_jwt_extended.get_jwt",
    "flask_jwt_extended.verify_jwt_in_request_optional", "aiohttp_security.authorized_userid",
    "aiohttp_security.permits", ".is_authenticated",
  ]

  /// `request.path.startswith("/api")`.
  private func textTest(_ name: String, _ known: String, _ given: NodeID, _ scope: AnonymousScope) -> AnonymousTruth {
    let value = evaluator.value(of: scope.ref(given))
    let texts = value.constantText.map { [$0] } ?? evaluator.elements(of: value).compactMap(\.constantText)
    guard !texts.isEmpty else { return .unknown }
    switch name {
    case "startswith": return .known(texts.contains { known.hasPrefix($0) })
    case "endswith": return .known(texts.contains { known.hasSuffix($0) })
    default: return .unknown
    }
  }
}
