internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What refuses a caller: aborts, errors, answers with 401 or 403, redirects to a login page.
extension AnonymousWalk {
  private static let refusalWords = [
    "unauthorized", "unauthorised", "unauthenticated", "forbidden", "notauthenticated", "permissiondenied", "autherror",
    "authenticationerror", "authorizationerror", "authfailed", "notauthorized", "invalidtoken", "missingtoken",
    "accessdenied", "nopermission",
  ]

  private func soundsRefusing(_ name: String) -> Bool {
    let name = name.lowercased().replacing("_", with: "")
    return Self.refusalWords.contains { name.contains($0) }
  }

  /// Whether an error or a call speaks of missing credentials.
  func isRefusal(_ node: NodeID, _ scope: AnonymousScope) -> Bool {
    let file = scope.file
    if status(in: node, scope, among: [401, 403]) { return true }
    var callee = node
    if file[node].kind == .call, let inner = file.child(node, .callee) { callee = inner }
    return soundsRefusing(word(callee, file)) || saysRefusal(node, callee, file)
  }

  private static let sayings = [
    "logged in", "log in", "login", "signed in", "sign in", "authenticat", "unauthorized", "permission",
  ]

  /// `raise GraphQLError("You must be logged in")`: GraphQL's errors have no status.
  private func saysRefusal(_ node: NodeID, _ callee: NodeID, _ file: SyntaxFile) -> Bool {
    guard file[node].kind == .call, ["GraphQLError", "Exception", "PermissionError"].contains(word(callee, file)),
      let given = file.child(node, .argument), file[given].end - file[given].start < 200
    else { return false }
    let text = file.text(given).lowercased()
    return Self.sayings.contains { text.contains($0) }
  }

  /// Whether it says 401, which nothing but missing credentials does.
  func isUnauthorized(_ node: NodeID, _ scope: AnonymousScope) -> Bool {
    let file = scope.file
    return (node..<file[node].next).contains { child in
      switch file[child].kind {
      case .number: file.text(child) == "401"
      case .name, .member:
        {
          let name = word(child, file).lowercased()
          return name.contains("unauthorized") || name.contains("unauthenticated")
        }()
      default: false
      }
    } || redirectsToLogin(node, scope)
  }

  /// A status among the arguments or elements of an expression.
  private func status(in node: NodeID, _ scope: AnonymousScope, among statuses: Set<Int>) -> Bool {
    let file = scope.file
    guard file[node].next - node < 200 else { return false }
    for child in node..<file[node].next {
      switch file[child].kind {
      case .number:
        if let number = Int(file.text(child)), statuses.contains(number), !isKey(child, file) { return true }
      case .name, .member:
        let name = word(child, file).lowercased()
        if statuses.contains(where: { name.contains("\($0)") }) || name == "unauthorized" || name == "forbidden" {
          return true
        }
      default: break
      }
    }
    return false
  }

  private func isKey(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    file[node].role == .key || file[node].role == .index
  }

  private func redirectsToLogin(_ node: NodeID, _ scope: AnonymousScope) -> Bool {
    let text = scope.file[node].end - scope.file[node].start < 400 ? scope.file.text(node).lowercased() : ""
    guard text.contains("redirect") || text.contains("httpfound") || text.contains("httpseeother") else { return false }
    return ["login", "log_in", "signin", "sign_in", "auth.", "register", "/auth"].contains { text.contains($0) }
  }

  /// Whether an answer refuses: `return "…", 401`, `return jsonify(…), 403`, `return redirect(url_for("login"))`.
  func isRefusalAnswer(_ node: NodeID, _ scope: AnonymousScope) -> Bool {
    if isRefusal(node, scope) || redirectsToLogin(node, scope) { return true }
    // `response.status_code = 401; return response`.
    let file = scope.file
    guard file[node].kind == .name else { return false }
    let statement = file[node].parent
    for sibling in file.children(file[statement].parent) where sibling < statement && file[sibling].kind == .assignment
    {
      guard let target = file.child(sibling, .target), file[target].kind == .member,
        ["status_code", "status"].contains(word(target, file)),
        let value = file.child(sibling, .value)
      else {
        if let target = file.child(sibling, .target), file[target].name == file[node].name,
          let value = file.child(sibling, .value), isRefusal(value, scope)
        {
          return true
        }
        continue
      }
      if status(in: value, scope, among: [401, 403]) { return true }
    }
    return false
  }

  /// Whether an answer says that a request is malformed, too large or too frequent.
  func isErrorAnswer(_ node: NodeID, _ scope: AnonymousScope) -> Bool {
    let file = scope.file
    if status(in: node, scope, among: [400, 404, 405, 406, 409, 413, 415, 422, 429]) { return true }
    guard file[node].kind == .call, let callee = file.child(node, .callee) else { return false }
    let name = word(callee, file).lowercased()
    return ["error", "badrequest", "bad_request", "notallowed", "not_found", "problem"].contains { name.contains($0) }
  }

  /// Whether a piece of code holds a refusal.
  func hasRefusal(_ block: NodeID, _ scope: AnonymousScope) -> Bool {
    let file = scope.file
    return (block..<file[block].next).contains { node in
      switch file[node].kind {
      case .throwStatement: file.child(node, .value).map { isRefusal($0, scope) } ?? false
      case .returnStatement: file.child(node, .value).map { isRefusalAnswer($0, scope) } ?? false
      case .call:
        file.child(node, .callee).map { word($0, file).contains("abort") } ?? false
          && isRefusal(node, scope)
      default: false
      }
    }
  }

  /// Functions of libraries that refuse callers without credentials.
  private static let refusing = [
    "flask_jwt_extended.verify_jwt_in_request", "flask_jwt_extended.verify_fresh_jwt_in_request",
    "flask_jwt_extended.verify_jwt_refresh_token_in_request", "aiohttp_security.check_authorized",
    "aiohttp_security.check_permission", "aiohttp_security.api.check_authorized",
    "aiohttp_security.api.check_permission",
  ]

  /// Whether a call ends the request: `nil` when it does not, true when it does so for want of credentials.
  func refusesByCalling(_ call: NodeID, _ callee: NodeID, _ scope: AnonymousScope) -> Bool? {
    let name = word(callee, scope.file)
    if name == "abort" || name == "flask_abort" { return isUnauthorized(call, scope) }
    guard name.hasPrefix("check_") || name.hasPrefix("verify_") || name.hasPrefix("verify") else { return nil }
    guard let external = evaluator.value(of: scope.ref(callee)).externalName, Self.refusing.contains(external) else {
      return nil
    }
    if let flag = evaluator.argument(named: "optional", of: scope.ref(call)) {
      return evaluator.value(of: flag) == .bool(false) ? true : nil
    }
    return true
  }

  /// Whether a callee is what a wrapper guards: a parameter of a function around.
  func isGuarded(_ callee: NodeID, _ scope: AnonymousScope) -> Bool {
    let file = scope.file
    if file[callee].kind == .name, let target = evaluator.definition(of: scope.ref(callee)), target.file == scope.id {
      return file[target.node].kind == .parameter
    }
    // `self.func(…)` and `super().dispatch_request(…)`.
    guard file[callee].kind == .member, let object = file.child(callee, .object) else { return false }
    let name = word(callee, file)
    if name == "ensure_sync" { return true }
    if file[object].kind == .call, ["dispatch_request", "_iter", "dispatch", "__call__"].contains(name) { return true }
    return word(object, file) == "self"
      && ["func", "fn", "f", "view", "handler", "function", "view_func", "get_response"].contains(name)
  }

  /// The function of the project that a callee is; never one that comes in as a parameter.
  func function(_ callee: NodeID, _ scope: AnonymousScope) -> NodeRef? {
    let file = scope.file
    if file[callee].kind == .name, let target = evaluator.definition(of: scope.ref(callee)), target.file == scope.id,
      file[target.node].kind == .parameter
    {
      return nil
    }
    switch evaluator.value(of: scope.ref(callee)) {
    case .function(let function), .bound(let function, _): return function
    default: return nil
    }
  }
}

extension AnonymousScope {
  func hasRefusal(_ block: NodeID) -> Bool { walk.hasRefusal(block, self) }

  /// Whether code reads credentials in a way that fails without them: it decodes a token, or splits a header.
  func readsCredentials(_ block: NodeID) -> Bool {
    (block..<file[block].next).contains { node in
      switch file[node].kind {
      case .call:
        file.child(node, .callee).map { callee in
          let name = walk.word(callee, file).lowercased()
          return ["decode", "verify", "authenticate", "validate_token", "check_token", "split", "lookup_user"].contains
          {
            name.contains($0)
          }
        } ?? false
      case .index:
        file.child(node, .index).flatMap { file.stringValue($0) }.map { AnonymousWalk.isIdentity($0) } ?? false
      case .member: walk.word(node, file) == "authorization"
      default: false
      }
    }
  }
}
