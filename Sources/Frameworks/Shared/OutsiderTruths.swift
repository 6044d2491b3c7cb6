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
    // `"authorization" in req.headers`.
    if operation == "in", let key = file.stringValue(left), isIdentity(key, of: right) { return .absent }
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
    if let known = ordering(operation, first, right) { return known }
    let second = truth(of: right, steps: steps + 1)
    // What is not there equals nothing.
    if first.isAbsent || second.isAbsent { return isNegative ? AnonymousTruth.absent.negated : .absent }
    return AnonymousTruth(answer: .unknown, mentionsIdentity: first.mentionsIdentity || second.mentionsIdentity)
  }

  /// `req.uid <= 0`: where that is asked, the id of those who are not logged in is no positive number.
  private func ordering(_ operation: String, _ first: AnonymousTruth, _ right: NodeID) -> AnonymousTruth? {
    guard ["<", "<=", ">", ">="].contains(operation), first.isAbsent, file[right].kind == .number else { return nil }
    switch (operation, String(file.text(right))) {
    case ("<=", "0"), ("<", "1"): return AnonymousTruth.absent.negated
    case (">", "0"), (">=", "1"): return .absent
    default: return AnonymousTruth(answer: .unknown, mentionsIdentity: true)
    }
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
    if file[node].kind == .call, let callee = file.child(node, .callee), word(callee) == "getType" {
      return walk.world.contextType
    }
    guard file[node].kind == .member, let object = file.child(node, .object), isRequest(object) else { return nil }
    switch word(node) {
    case "method":
      budget.uses.method = true
      return walk.world.request.method
    case "path", "url", "originalUrl", "routerPath", "pathname":
      budget.uses.others = true
      return walk.world.request.path
    default: return nil
    }
  }

  /// The members of GraphQL's context that stand for the caller. Others of similar names do something: `userLoader`.
  static let contextIdentities: Set<String> = [
    "user", "me", "viewer", "currentuser", "userid", "uid", "account", "accountid", "auth", "isauth", "isauthenticated",
    "isloggedin", "session", "token", "authtoken", "accesstoken", "jwt", "identity", "principal", "authuser",
    "loggedinuser", "currentuserid", "viewerid", "authorization", "claims", "credentials", "authenticateduser",
    "remoteuser", "usertoken", "decodedtoken", "authenticated", "loggedin",
  ]

  /// Whether a node is GraphQL's context.
  func isContext(_ node: NodeID) -> Bool {
    guard !walk.world.contexts.isEmpty, file[node].kind == .name else { return false }
    if let target = evaluator.definition(of: ref(node)), walk.world.contexts.contains(target) { return true }
    return ["context", "ctx"].contains(word(node))
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

  static let bags: Set<String> = [
    "headers", "header", "cookies", "signedCookies", "session", "state", "auth", "locals", "credentials",
  ]

  /// Whether a member of the request holds what only callers with credentials have.
  func isIdentity(_ name: String, of object: NodeID) -> Bool {
    if isContext(object) { return Self.contextIdentities.contains(name.lowercased()) }
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

  /// Whether a name speaks of who is calling.
  func tellsOfCaller(_ name: String) -> Bool { walk.world.namesTell && AnonymousWalk.isIdentity(name) }

  private func name(_ node: NodeID, _ steps: Int) -> AnonymousTruth {
    let name = word(node)
    if name == "undefined" { return .known(false) }
    guard let target = evaluator.definition(of: ref(node)) else {
      return AnonymousTruth(answer: .unknown, mentionsIdentity: tellsOfCaller(name) && name != "id")
    }
    if let truth = known[target] { return truth }
    if walk.world.frame != nil, let truth = constant(evaluator.value(of: ref(node), in: walk.world.frame)) {
      return truth
    }
    if target.file == id, let truth = assigned(target.node, before: node, steps) { return truth }
    return AnonymousTruth(answer: .unknown, mentionsIdentity: tellsOfCaller(name) && name != "id")
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
        let whole = truth(of: key == nil ? value : filled(value), steps: steps + 1)
        guard let key else { return whole }
        if whole.isAbsent { return whole }
        return !key.isEmpty && isIdentity(key, of: core(value)) ? .absent : part(whole)
      default: return nil
      }
      node = parent
    }
    return nil
  }

  /// What parts are taken from: of `header?.split(" ") ?? []` the left, since nothing has no parts either.
  private func filled(_ value: NodeID) -> NodeID {
    let value = core(value)
    guard file[value].kind == .logical, ["??", "or"].contains(word(value)), let left = file.child(value, .left),
      let right = file.child(value, .right), [.list, .dictionary].contains(file[right].kind),
      file[right].next == right + 1
    else { return value }
    return left
  }

  /// The expression inside casts and awaits.
  private func core(_ node: NodeID) -> NodeID {
    var node = node
    while file[node].kind == .await || file[node].kind == .cast, let value = file.child(node, .value) { node = value }
    return node
  }

  /// A part of something: of nothing it is nothing.
  func part(_ whole: AnonymousTruth) -> AnonymousTruth {
    whole.isAbsent ? whole : AnonymousTruth(answer: .unknown, mentionsIdentity: whole.mentionsIdentity)
  }

  private func member(_ node: NodeID, _ steps: Int) -> AnonymousTruth {
    guard let object = file.child(node, .object) else { return .unknown }
    let key = file[node].kind == .index ? file.child(node, .index).flatMap { text($0) } : word(node)
    if let key, isIdentity(key, of: object) { return .absent }
    // An answer that went out is seen where it was given.
    if key == "headersSent" { return .known(false) }
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
  func text(_ node: NodeID) -> String? {
    file.stringValue(node) ?? evaluator.value(of: ref(node)).constantText
  }
}
