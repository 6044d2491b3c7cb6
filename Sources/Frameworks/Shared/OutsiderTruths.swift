internal import Model
internal import Resolution
internal import Source
internal import Syntax

extension AnonymousTruth {
  /// Something about the caller, which an outsider does not have.
  var isAbsent: Bool { answer == .no && mentionsIdentity }
}

/// What conditions are for a request without credentials.
extension OutsiderScope {
  private static let maxSteps = 14

  func truth(of node: NodeID, steps: Int) -> AnonymousTruth {
    budget.fuel -= 1
    guard steps < Self.maxSteps, budget.fuel > 0 else { return .unknown }
    func side(_ role: SyntaxRole) -> AnonymousTruth {
      file.child(node, role).map { truth(of: $0, steps: steps + 1) } ?? .unknown
    }
    switch file[node].kind {
    case .unary: return word(node) == "not" ? side(.value).negated : .unknown
    case .logical: return word(node) == "and" ? side(.left).and(side(.right)) : side(.left).or(side(.right))
    case .comparison: return comparison(node, steps)
    case .conditional:
      let condition = side(.condition)
      var chosen =
        condition.answer == .yes
        ? side(.then) : condition.answer == .no ? side(.otherwise) : .either([side(.then), side(.otherwise)])
      chosen.mentionsIdentity = chosen.mentionsIdentity || condition.mentionsIdentity
      return chosen
    case .assignment, .await, .cast: return side(.value)
    case .boolean: return .known(file[node].flags.contains(.truth))
    case .null: return .known(false)
    case .string: return .known(!(file.stringValue(node) ?? " ").isEmpty)
    case .dictionary, .list, .function, .regex: return .known(true)
    case .call: return call(node, steps)
    case .name: return name(node, steps)
    case .member, .index: return member(node, steps)
    default: return .unknown
    }
  }

  // MARK: Comparisons

  private func comparison(_ node: NodeID, _ steps: Int) -> AnonymousTruth {
    guard let left = file.child(node, .left), let right = file.child(node, .right) else { return .unknown }
    let operation = word(node)
    let isNegative = operation == "!="
    if let known = requestComparison(operation, left, right) ?? environment(left, right) {
      return isNegative ? known.negated : known
    }
    // What fails for want of credentials is neither forbidden nor expired.
    if operation == "instanceof" {
      let name = word(right).lowercased()
      if name.contains("forbidden") || name.contains("expired") { return .known(false) }
    }
    if file[left].kind == .unary, word(left) == "typeof", let value = file.child(left, .value) {
      let inner = truth(of: value, steps: steps + 1)
      guard inner.isAbsent else { return AnonymousTruth(answer: .unknown, mentionsIdentity: inner.mentionsIdentity) }
      let saysUndefined = file.stringValue(right) == "undefined"
      return saysUndefined != isNegative ? AnonymousTruth.absent.negated : .absent
    }
    let first = truth(of: left, steps: steps + 1)
    if file[right].kind == .null || file[right].kind == .boolean || word(right) == "undefined" {
      guard first.answer != .unknown else { return first }
      let isThere = first.answer == .yes
      let isTruth = file[right].kind == .boolean && file[right].flags.contains(.truth)
      let answer = AnonymousTruth(answer: isThere == isTruth ? .yes : .no, mentionsIdentity: first.mentionsIdentity)
      return isNegative ? answer.negated : answer
    }
    let second = truth(of: right, steps: steps + 1)
    // What is not there equals nothing.
    if first.isAbsent || second.isAbsent { return isNegative ? AnonymousTruth.absent.negated : .absent }
    return AnonymousTruth(answer: .unknown, mentionsIdentity: first.mentionsIdentity || second.mentionsIdentity)
  }

  /// `req.method === "OPTIONS"`, `ctx.path !== "/login"`.
  private func requestComparison(_ operation: String, _ left: NodeID, _ right: NodeID) -> AnonymousTruth? {
    guard operation == "==" || operation == "!=", let known = requestMember(left) else { return nil }
    guard let text = evaluator.value(of: ref(right)).constantText else { return .unknown }
    return .known(known == text)
  }

  /// `process.env.NODE_ENV === "test"`: what is judged is production.
  private func environment(_ left: NodeID, _ right: NodeID) -> AnonymousTruth? {
    guard file[left].kind == .member, word(left) == "NODE_ENV", let text = file.stringValue(right) else { return nil }
    return .known(text == "production")
  }

  /// What is known of the request under a member: `request.url`.
  func requestMember(_ node: NodeID) -> String? {
    // Nest's contexts of HTTP requests.
    if file[node].kind == .call, let callee = file.child(node, .callee), word(callee) == "getType" { return "http" }
    guard file[node].kind == .member, let object = file.child(node, .object), isRequest(object) else { return nil }
    switch word(node) {
    case "method":
      budget.usesRequest = true
      return walk.world.request.method
    case "path", "url", "originalUrl", "routerPath", "pathname":
      budget.usesRequest = true
      return walk.world.request.path
    default: return nil
    }
  }

  /// `req`, `ctx.request`, `request.raw`.
  func isRequest(_ node: NodeID) -> Bool {
    let name = word(node)
    if ["req", "request", "ctx", "_req"].contains(name) { return true }
    // `context.switchToHttp().getRequest()`.
    if file[node].kind == .call { return file.child(node, .callee).map { word($0) == "getRequest" } ?? false }
    return name == "raw" && (file.child(node, .object).map { isRequest($0) } ?? false)
  }

  // MARK: Names

  private static let bags: Set<String> = [
    "headers", "header", "cookies", "signedCookies", "session", "state", "auth", "locals", "credentials",
  ]

  /// Whether a member of the request holds what only callers with credentials have.
  private func isIdentity(_ name: String, of object: NodeID) -> Bool {
    let owner = word(object)
    if owner == "query" || owner == "body" || owner == "params" {
      return style != .hook
        && ["token", "apikey", "api_key", "access_token", "accesstoken", "jwt"].contains(name.lowercased())
    }
    if owner == "headers" || owner == "header" { return Self.isUnusualHeader(name) }
    if Self.bags.contains(owner) {
      return AnonymousWalk.isIdentity(name) || name == "isAuthenticated" || name == "credentials"
    }
    if isRequest(object) {
      return AnonymousWalk.isIdentity(name) && !["author", "email", "id"].contains(name) && name != "auth"
    }
    return false
  }

  /// Headers that browsers send of themselves.
  private static let usualHeaders: Set<String> = [
    "host", "accept", "origin", "referer", "referrer", "connection", "range", "forwarded", "upgrade", "via", "dnt",
    "te",
  ]

  /// Whether a header is sent only by those who know of it.
  private static func isUnusualHeader(_ name: String) -> Bool {
    let name = name.lowercased()
    if usualHeaders.contains(name) { return false }
    return ![
      "content", "user-agent", "useragent", "accept", "x-forwarded", "x-real", "x-request", "csrf", "xsrf", "if-",
      "cache",
      "sec-", "lang", "trace", "cf-", "stripe", "signature", "webhook", "x-github", "x-hub",
    ].contains { name.contains($0) }
  }

  private func name(_ node: NodeID, _ steps: Int) -> AnonymousTruth {
    let name = word(node)
    if name == "undefined" { return .known(false) }
    guard let target = evaluator.definition(of: ref(node)) else {
      return AnonymousTruth(answer: .unknown, mentionsIdentity: AnonymousWalk.isIdentity(name) && name != "id")
    }
    if let truth = known[target] { return truth }
    if walk.world.frame != nil, let truth = constant(evaluator.value(of: ref(node), in: walk.world.frame)) {
      return truth
    }
    if target.file == id, let truth = assigned(target.node, before: node, steps) { return truth }
    return AnonymousTruth(answer: .unknown, mentionsIdentity: AnonymousWalk.isIdentity(name) && name != "id")
  }

  /// What a local variable was given, whole or as a part of something.
  private func assigned(_ target: NodeID, before use: NodeID, _ steps: Int) -> AnonymousTruth? {
    guard file[target].kind == .name || file[target].kind == .parameter else { return nil }
    if file[target].kind == .parameter { return nil }
    var node = target
    var key: String?
    for _ in 0..<6 {
      let parent = file[node].parent
      switch file[parent].kind {
      case .pair:
        if key == nil { key = file.child(parent, .key).flatMap { file.stringValue($0) } }
      case .dictionary: break
      case .tuple, .list: key = key ?? ""
      case .parameter: return known[ref(parent)].map { part($0) }
      case .assignment:
        // A default inside a pattern.
        if file[parent].role == .value || file[parent].role == .element { node = parent; continue }
        guard target < use, let value = file.child(parent, .value) else { return nil }
        let whole = truth(of: value, steps: steps + 1)
        guard let key else { return whole }
        if whole.isAbsent { return whole }
        return !key.isEmpty && isIdentity(key, of: core(value)) ? .absent : part(whole)
      default: return nil
      }
      node = parent
    }
    return nil
  }

  /// The expression inside casts and awaits.
  private func core(_ node: NodeID) -> NodeID {
    var node = node
    while file[node].kind == .await || file[node].kind == .cast, let value = file.child(node, .value) { node = value }
    return node
  }

  /// A part of something: of nothing it is nothing.
  private func part(_ whole: AnonymousTruth) -> AnonymousTruth {
    whole.isAbsent ? whole : AnonymousTruth(answer: .unknown, mentionsIdentity: whole.mentionsIdentity)
  }

  private func member(_ node: NodeID, _ steps: Int) -> AnonymousTruth {
    guard let object = file.child(node, .object) else { return .unknown }
    let key = file[node].kind == .index ? file.child(node, .index).flatMap { text($0) } : word(node)
    if let key, isIdentity(key, of: object) { return .absent }
    if walk.world.frame != nil, let key, let option = option(key, of: object) { return option }
    return part(truth(of: object, steps: steps + 1))
  }

  /// A member of an options object that is known: what was left out is nothing.
  private func option(_ key: String, of object: NodeID) -> AnonymousTruth? {
    guard file[object].kind == .name,
      case .literal(let literal) = evaluator.value(of: ref(object), in: walk.world.frame),
      let options = walk.context.program.file(literal.file), options[literal.node].kind == .dictionary
    else { return nil }
    if let entry = evaluator.entryNode(key, of: .literal(literal)) {
      return constant(evaluator.value(of: entry, in: walk.world.frame))
    }
    return options.children(literal.node).contains { options[$0].kind == .spread } ? nil : .known(false)
  }

  private func constant(_ value: Value) -> AnonymousTruth? {
    switch value {
    case .bool(let flag): .known(flag)
    case .null: .known(false)
    default: nil
    }
  }

  /// The text of a key, written or as a constant.
  private func text(_ node: NodeID) -> String? {
    file.stringValue(node) ?? evaluator.value(of: ref(node)).constantText
  }

  // MARK: Calls

  private static let lookups = [
    "find", "get", "load", "fetch", "decode", "verify", "lookup", "parse", "extract", "unsign", "authenticate",
    "validate", "check", "one", "query", "first", "split", "replace", "trim", "slice", "pop", "substring", "includes",
    "startswith", "is", "has", "can", "match", "test", "exec", "lookup", "resolve", "read", "select", "where",
  ]

  private func call(_ node: NodeID, _ steps: Int) -> AnonymousTruth {
    guard let callee = file.child(node, .callee) else { return .unknown }
    let name = word(callee)
    let arguments = file.children(node, .argument)
    if file[node].flags.contains(.isNew) { return .known(true) }
    if name == "Boolean" || name == "String", let first = arguments.first { return truth(of: first, steps: steps + 1) }
    if let metadata = metadata(callee, name, arguments) { return metadata }
    if let identity = identityCall(callee, name, arguments) { return identity }
    if let known = pathTest(callee, name, arguments) { return known }
    if let function = function(callee, name) {
      guard depth + 1 < OutsiderWalk.maxDepth else { return .unknown }
      let ways = walk.run(function, .helper, bindings(function, arguments), depth: depth + 1, budget)
      var answer = AnonymousTruth.either(ways.answers)
      if AnonymousWalk.isIdentity(name) { answer.mentionsIdentity = true }
      return answer
    }
    let parts = arguments.prefix(4).map { truth(of: $0, steps: steps + 2) }
    let receiver =
      file[callee].kind == .member ? file.child(callee, .object).map { truth(of: $0, steps: steps + 1) } : nil
    let isOfNothing = (receiver?.isAbsent ?? false) || parts.contains { $0.isAbsent }
    let lower = name.lowercased()
    if isOfNothing, Self.lookups.contains(where: { lower.hasPrefix($0) }) { return .absent }
    let mentions =
      AnonymousWalk.isIdentity(name) || (receiver?.mentionsIdentity ?? false) || parts.contains { $0.mentionsIdentity }
    return AnonymousTruth(answer: .unknown, mentionsIdentity: mentions)
  }

  /// `reflector.getAllAndOverride("isPublic", [handler, class])`.
  private func metadata(_ callee: NodeID, _ name: String, _ arguments: [NodeID]) -> AnonymousTruth? {
    guard ["get", "getAll", "getAllAndOverride", "getAllAndMerge"].contains(name), let known = walk.world.metadata,
      let object = file.child(callee, .object), word(object).lowercased().contains("reflector"),
      let first = arguments.first
    else { return nil }
    budget.usesRequest = true
    let key = text(first) ?? word(first)
    guard !key.isEmpty else { return .unknown }
    return .known(known[key] ?? false)
  }

  /// `req.isAuthenticated()`, `req.get("Authorization")`, `ctx.cookies.get("token")`.
  private func identityCall(_ callee: NodeID, _ name: String, _ arguments: [NodeID]) -> AnonymousTruth? {
    guard file[callee].kind == .member, let object = file.child(callee, .object) else { return nil }
    if name == "isAuthenticated" { return .absent }
    if name == "isUnauthenticated" { return AnonymousTruth.absent.negated }
    guard ["get", "header", "has"].contains(name), let key = arguments.first.flatMap({ text($0) }) else { return nil }
    guard isRequest(object) || Self.bags.contains(word(object)) || word(object) == "headers" else { return nil }
    return AnonymousWalk.isIdentity(key) ? .absent : nil
  }

  /// `req.path.startsWith("/api")`, `open.includes(req.path)`.
  private func pathTest(_ callee: NodeID, _ name: String, _ arguments: [NodeID]) -> AnonymousTruth? {
    guard file[callee].kind == .member, let object = file.child(callee, .object), let given = arguments.first else {
      return nil
    }
    if let known = requestMember(object) {
      guard let text = evaluator.value(of: ref(given)).constantText else { return .unknown }
      switch name {
      case "startsWith": return .known(known.hasPrefix(text))
      case "endsWith": return .known(known.hasSuffix(text))
      case "includes": return .known(known.contains(text))
      default: return .unknown
      }
    }
    if name == "some", let matches = someTest(object, given) { return matches }
    if name == "test", let known = requestMember(given) { return regexTest(object, known) }
    guard name == "includes" || name == "has", let known = requestMember(given) else { return nil }
    let elements = evaluator.elements(of: evaluator.value(of: ref(object)))
    let texts = elements.compactMap(\.constantText)
    if texts.contains(known) { return .known(true) }
    return texts.isEmpty || texts.count != elements.count ? .unknown : .known(false)
  }

  /// `open.some((url) => req.path.startsWith(url))`.
  private func someTest(_ list: NodeID, _ callback: NodeID) -> AnonymousTruth? {
    guard file[callback].kind == .function, let parameter = evaluator.parameters(of: ref(callback)).first,
      let body = file.child(callback, .body), let first = file.children(body).first(where: { _ in true }),
      let call = file[first].kind == .call ? first : file.child(first, .value), file[call].kind == .call,
      let callee = file.child(call, .callee), file[callee].kind == .member, let object = file.child(callee, .object),
      let known = requestMember(object), let given = file.child(call, .argument),
      evaluator.definition(of: ref(given)) == parameter
    else { return nil }
    let texts = constants(of: list)
    guard !texts.isEmpty else { return .unknown }
    switch word(callee) {
    case "startsWith": return .known(texts.contains { known.hasPrefix($0) })
    case "endsWith": return .known(texts.contains { known.hasSuffix($0) })
    case "includes": return .known(texts.contains { known.contains($0) })
    default: return nil
    }
  }

  /// The texts of a list; what `filter` takes away depends on the environment, and is taken to stay.
  private func constants(of list: NodeID) -> [String] {
    var value = evaluator.value(of: ref(list))
    if let site = value.site ?? definitionSite(of: list), let other = walk.context.program.file(site.file),
      let callee = other.child(site.node, .callee), other[callee].kind == .member,
      walk.context.program.text(other[callee].name) == "filter", let object = other.child(callee, .object)
    {
      value = evaluator.value(of: NodeRef(file: site.file, node: object))
    }
    return evaluator.elements(of: value).compactMap(\.constantText)
  }

  /// The call that a local variable was made by.
  private func definitionSite(of node: NodeID) -> NodeRef? {
    guard let target = evaluator.definition(of: ref(node)), let other = walk.context.program.file(target.file) else {
      return nil
    }
    let parent = other[target.node].parent
    guard other[parent].kind == .assignment, let value = other.child(parent, .value), other[value].kind == .call else {
      return nil
    }
    return NodeRef(file: target.file, node: value)
  }

  /// `/\/api\/v1\//i.test(req.path)`: patterns that are plain texts.
  private func regexTest(_ pattern: NodeID, _ path: String) -> AnonymousTruth {
    var place = ref(pattern)
    if file[pattern].kind == .name, let target = evaluator.definition(of: place),
      let other = walk.context.program.file(target.file), let value = other.child(other[target.node].parent, .value)
    {
      place = NodeRef(file: target.file, node: value)
    }
    guard let other = walk.context.program.file(place.file), other[place.node].kind == .regex,
      let plain = PlainPattern(other.text(place.node))
    else { return .unknown }
    return .known(plain.matches(path))
  }
}

/// A regular expression that is a plain text, anchored or not.
struct PlainPattern {
  private var text = ""
  private var isAtStart = false
  private var isAtEnd = false
  private var ignoresCase = false

  /// `nil` when it is more than that. `source` is written with its slashes and flags.
  init?(_ source: String) {
    guard source.hasPrefix("/"), let end = source.lastIndex(of: "/"), end > source.startIndex else { return nil }
    ignoresCase = source[end...].contains("i")
    var rest = source[source.index(after: source.startIndex)..<end]
    if rest.first == "^" { isAtStart = true; rest.removeFirst() }
    while let character = rest.popFirst() {
      switch character {
      case "\\":
        guard let next = rest.popFirst(), !next.isLetter, !next.isNumber else { return nil }
        text.append(next)
      case "$" where rest.isEmpty: isAtEnd = true
      case "(", ")", "[", "]", "{", "}", "*", "+", "?", "|", ".", "^", "$": return nil
      default: text.append(character)
      }
    }
    if ignoresCase { text = text.lowercased() }
  }

  func matches(_ path: String) -> Bool {
    let path = ignoresCase ? path.lowercased() : path
    switch (isAtStart, isAtEnd) {
    case (true, true): return path == text
    case (true, false): return path.hasPrefix(text)
    case (false, true): return path.hasSuffix(text)
    case (false, false): return path.contains(text)
    }
  }
}
