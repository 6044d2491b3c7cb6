package import Model
package import Resolution
internal import Source
internal import Syntax

/// Judges middleware values of ECMAScript frameworks: functions of the project by what they do, libraries by name.
package final class MiddlewareGuards {
  private let context: RecognizerContext
  private let walk: OutsiderWalk
  /// The same middleware stands before many routes.
  private var memo: [Question: Auth] = [:]
  /// Of middleware that asks the same whatever the request.
  private var generalMemo: [Question: Auth] = [:]
  private var looksAtRequest = false
  private var described: [Question: Middleware] = [:]
  /// The request in hand.
  private var request = AnonymousRequest()
  /// The middleware expression that is judged.
  private var wrapping: NodeRef?
  private var wrapDepth = 0

  private struct Question: Hashable {
    let ref: NodeRef
    let frame: ObjectIdentifier?
    var request = AnonymousRequest()
  }

  package init(_ context: RecognizerContext) {
    self.context = context
    walk = OutsiderWalk(context)
  }

  private var evaluator: Evaluator { context.evaluator }

  /// What a middleware expression asks of callers.
  ///
  /// Middleware that compares method or path answers for `request`.
  package func auth(of ref: NodeRef, in frame: Frame?, request: AnonymousRequest = AnonymousRequest()) -> Auth {
    let question = Question(ref: ref, frame: frame.map { ObjectIdentifier($0) }, request: request)
    if let known = memo[question] { return known }
    var general = question
    general.request = AnonymousRequest()
    if let known = generalMemo[general] { return known }
    self.request = request
    let outer = looksAtRequest
    looksAtRequest = false
    let auth = judge(ref, frame)
    if looksAtRequest { memo[question] = auth } else { generalMemo[general] = auth }
    looksAtRequest = looksAtRequest || outer
    return auth
  }

  private func judge(_ ref: NodeRef, _ frame: Frame?) -> Auth {
    let name = title(of: ref)
    if context.extraGuards.contains(name) { return Auth(.required, by: name, location: context.location(ref)) }
    let value = evaluator.value(of: ref, in: frame)
    let outer = wrapping
    wrapping = evaluator.originCall(of: ref, in: frame) ?? ref
    defer { wrapping = outer }
    var auth = auth(of: value, name)
    if auth.requirement != .none, auth.location == nil { auth.location = context.location(ref) }
    if auth.by.isEmpty { auth.by = name }
    return auth
  }

  private func auth(of value: Value, _ name: String) -> Auth {
    switch value {
    case .function(let function), .bound(let function, _): return auth(of: function, name)
    case .object(let library, let site): return auth(ofLibrary: library, site, name)
    case .external(let library), .member(let library, _): return auth(ofLibrary: library, nil, name)
    case .union(let values):
      let all = values.map { auth(of: $0, name) }
      let first = all.first ?? Auth(.none)
      return all.allSatisfy { $0.requirement == first.requirement } ? first : Auth(.unknown, by: name)
    case .literal, .string, .number, .bool, .null, .module, .folder, .type, .instance, .row, .table: return Auth(.none)
    case .unknown, .parameter: return Self.soundsLikeGuard(name) ? Auth(.unknown, by: name) : Auth(.none)
    }
  }

  private func auth(of function: NodeRef, _ name: String) -> Auth {
    // `(error, request, response, next)` runs when something has failed.
    guard evaluator.parameters(of: function).count < 4 else { return Auth(.none) }
    walk.world.request = request
    let outer = walk.world.judge
    walk.world.judge = { [self] in auth(ofCalled: $0, wrappedAt: wrapping) }
    defer { walk.world.judge = outer }
    let verdict = walk.verdict(of: function, .middleware)
    looksAtRequest = looksAtRequest || walk.looksAtRequest
    guard verdict.requirement != .none else { return Auth(.none) }
    // Nothing in it refuses, nothing in its name says so: it is only too long to follow.
    if verdict.requirement == .unknown, verdict.location == nil, !Self.soundsLikeGuard(name), name != "<function>" {
      return Auth(.none)
    }
    return Auth(verdict.requirement, by: name, location: verdict.location ?? context.headLocation(function))
  }

  /// What a middleware asks that another one calls: `passport.authenticate("jwt")(req, res, next)`, or `fn(req, res,
  /// next)` in `asyncHandler(fn)`, where `fn` is what the wrapper was given.
  private func auth(ofCalled callee: NodeRef, wrappedAt site: NodeRef?) -> Auth {
    guard wrapDepth < 4 else { return Auth(.unknown) }
    wrapDepth += 1
    defer { wrapDepth -= 1 }
    guard let file = context.program.file(callee.file), file[callee.node].kind == .name else {
      return auth(of: callee, in: nil, request: request)
    }
    guard let target = evaluator.definition(of: callee), context.program.node(target)?.kind == .parameter, let site
    else { return auth(of: callee, in: nil, request: request) }
    let function = NodeRef(file: target.file, node: context.program.node(target)?.parent ?? 0)
    guard let position = evaluator.parameters(of: function).firstIndex(of: target),
      let given = evaluator.argument(position, of: site)
    else { return Auth(.none) }
    return auth(of: given, in: nil, request: request)
  }

  /// Libraries whose middleware refuses callers without credentials.
  private static let required: Set<String> = [
    "express-jwt", "express-jwt.expressjwt", "express-jwt.jwt", "express-oauth2-jwt-bearer.auth",
    "express-oauth2-jwt-bearer.requiredScopes", "express-openid-connect.requiresAuth", "koa-jwt",
    "connect-ensure-login.ensureLoggedIn", "express-basic-auth", "express-bearer-token",
  ]

  private func auth(ofLibrary library: String, _ site: NodeRef?, _ name: String) -> Auth {
    if library.hasPrefix("passport") && library.hasSuffix(".authenticate") { return passport(site, name) }
    if library.hasSuffix(".unless") { return Auth(.unknown, by: name) }
    if Self.required.contains(library) {
      for flag in ["credentialsRequired", "passthrough"] {
        guard let site, let options = evaluator.argument(0, of: site),
          let entry = evaluator.entryNode(flag, of: evaluator.value(of: options))
        else { continue }
        let value = evaluator.value(of: entry)
        if value == .bool(flag == "passthrough") { return Auth(.optional, by: library) }
        if case .bool = value { continue }
        return Auth(.unknown, by: library)
      }
      return Auth(.required, by: library)
    }
    let isUnseen = library.hasPrefix(Evaluator.parameterType)
    return Self.soundsLikeGuard(isUnseen ? name : library) && !Self.harmless.contains(where: library.contains)
      ? Auth(.unknown, by: name) : Auth(.none)
  }

  /// Strategies in which the request itself brings the credentials to be checked: logging in.
  private static let loginStrategies = [
    "local", "google", "facebook", "github", "twitter", "saml", "ldapauth", "oauth2", "discord", "azure",
    "microsoft", "apple", "linkedin", "gitlab", "bitbucket", "spotify", "steam", "slack", "openidconnect", "oidc",
    "magic",
  ]

  private func passport(_ site: NodeRef?, _ name: String) -> Auth {
    guard let site, let first = evaluator.argument(0, of: site) else { return Auth(.unknown, by: "passport") }
    let value = evaluator.value(of: first)
    let strategies = value.constantText.map { [$0] } ?? evaluator.elements(of: value).compactMap(\.constantText)
    return Self.passport(strategies, "passport")
  }

  /// What Passport's strategies ask of callers; `by` is what uses them.
  package static func passport(_ strategies: [String], _ by: String) -> Auth {
    if strategies.contains("anonymous") { return Auth(.optional, by: "\(by) \(strategies.joined(separator: ", "))") }
    if !strategies.isEmpty, strategies.allSatisfy({ s in loginStrategies.contains { s.hasPrefix($0) } }) {
      return Auth(.none)
    }
    return Auth(strategies.isEmpty ? .unknown : .required, by: "\(by) \(strategies.joined(separator: ", "))")
  }

  private static let harmless = [
    "helmet", "cors", "session", "cookie", "author", "passport.initialize", "passport.session", "lusca", "xss", "csrf",
    "csurf", "limit",
  ]

  /// Whether a name says that something authenticates or authorises.
  package static func soundsLikeGuard(_ name: String) -> Bool {
    let name = name.lowercased()
    if harmless.contains(where: name.contains) { return false }
    let words = [
      "auth", "jwt", "guard", "protect", "loggedin", "login", "signedin", "token", "permission", "acl", "isadmin",
      "requireuser", "requireadmin", "restrict", "secured", "verifyuser", "ensureuser", "role", "apikey",
    ]
    return words.contains { name.contains($0) }
  }

  /// How a middleware is called in reports: its name, or the name of the call that made it.
  package func title(of ref: NodeRef) -> String {
    guard let file = context.program.file(ref.file) else { return "" }
    var node = ref.node
    while true {
      switch file[node].kind {
      case .call: if let callee = file.child(node, .callee) { node = callee; continue }
      case .member:
        let object = file.child(node, .object).map { context.program.text(file[$0].name) } ?? ""
        let name = context.program.text(file[node].name)
        return object.isEmpty ? name : "\(object).\(name)"
      case .function:
        let name = context.program.text(file[node].name)
        return name.isEmpty ? "<function>" : name
      default: break
      }
      return context.program.text(file[node].name)
    }
  }

  /// A middleware for the model.
  package func middleware(_ ref: NodeRef, _ auth: Auth, in frame: Frame?) -> Middleware {
    let question = Question(ref: ref, frame: frame.map { ObjectIdentifier($0) })
    if let known = described[question] { return known }
    let middleware = describe(ref, auth, frame)
    described[question] = middleware
    return middleware
  }

  private func describe(_ ref: NodeRef, _ auth: Auth, _ frame: Frame?) -> Middleware {
    let name = title(of: ref)
    var function: FunctionID?
    switch evaluator.value(of: ref, in: frame) {
    case .function(let found), .bound(let found, _): function = context.functions.id(of: found)
    default: break
    }
    let lower = name.lowercased()
    let kind: Middleware.Kind =
      auth.requirement != .none
      ? .guarding
      : ["limit", "throttle", "slowdown", "brute"].contains(where: lower.contains)
        ? .rateLimit
        : lower.contains("cors")
          ? .cors
          : ["valid", "celebrate", "schema", "joi", "zod"].contains(where: lower.contains)
            ? .validation
            : ["json", "bodyparser", "urlencoded", "multer", "upload"].contains(where: lower.contains)
              ? .bodyParser : .other
    return Middleware(name: name, kind: kind, location: context.location(ref), function: function)
  }
}
