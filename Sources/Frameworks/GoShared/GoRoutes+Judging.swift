internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Who may call the routes that were found.
extension GoRoutes {
  /// A route whose callers are still to be judged.
  struct Found {
    var endpoint: Endpoint
    let call: Registration
    let row: [GoMiddleware]
    let handled: GoHandled
    let isUnseen: Bool
    /// It is registered in several ways, which may be guarded differently.
    var isRepeated = false

    var place: NodeRef { call.call }
  }

  mutating func judge() {
    var plain: [String: Set<String>] = [:]
    for item in found where !item.endpoint.path.contains("{") {
      plain[item.endpoint.method, default: []].insert(item.endpoint.path)
    }
    for item in found { endpoints.append(judged(item, plain[item.endpoint.method] ?? [])) }
  }

  func judged(_ item: Found, _ others: Set<String>) -> Endpoint {
    var endpoint = item.endpoint
    let isOpen = endpoint.path.contains("{")
    let request = GoRequest(
      method: endpoint.method == "ANY" ? nil : endpoint.method, path: endpoint.path, others: isOpen ? others : [])
    let passages = guards.passages(item.row, request)
    apply(passages, item, to: &endpoint)
    if endpoint.auth.requirement != .required, !isEntrance(endpoint), let function = item.handled.function {
      let own = guards.ownCheck(of: function, item.handled.frame, passages.last, request)
      if own.requirement != .unknown || !mayBeEntrance(endpoint) { endpoint.auth = endpoint.auth.stronger(own) }
    }
    if item.isUnseen, endpoint.auth.requirement != .required { endpoint.auth = Auth(.unknown, by: "its router") }
    return endpoint
  }

  private static let entrances = [
    "login", "signin", "sign-in", "logon", "authorize", "authenticate", "callback", "oauth", "oidc", "saml", "sso",
    "forgot", "register", "signup", "sign-up",
  ]

  /// Where callers without credentials come in: refusing wrong ones is the endpoint's work.
  func isEntrance(_ endpoint: Endpoint) -> Bool {
    let segments = endpoint.path.split(separator: "/").map { $0.lowercased() }.filter { !$0.hasPrefix("{") }
    guard let last = segments.last, endpoint.method != "DELETE" else { return false }
    if ["auth", "in", "up"].contains(last) { return true }
    return segments.suffix(2).contains { segment in Self.entrances.contains { segment.contains($0) } }
  }

  /// Where credentials are likely to be what is sent.
  func mayBeEntrance(_ endpoint: Endpoint) -> Bool {
    let last = endpoint.path.split(separator: "/").last?.lowercased() ?? ""
    if last.contains("logout") || last.contains("signout") { return true }
    guard ["POST", "ANY"].contains(endpoint.method), !last.hasPrefix("{") else { return false }
    return ["token", "session", "reset", "password"].contains { last.contains($0) }
      || last == "out"
  }

  private func apply(_ passages: [GoGuards.Passage], _ found: Found, to endpoint: inout Endpoint) {
    for (item, passage) in zip(found.row, passages) {
      var auth = passage.auth
      // `if config.Auth { router.Use(guard) }`: it may not be there.
      if auth.requirement == .required, isConditional(item.ref, for: found) { auth.requirement = .unknown }
      let described = guards.described(item, auth)
      endpoint.middleware.append(described)
      if described.kind == .rateLimit { endpoint.rateLimit = described }
      endpoint.auth = endpoint.auth.stronger(auth)
    }
  }

  /// Whether a middleware is hung under a condition under which the route is not.
  private func isConditional(_ ref: NodeRef, for route: Found) -> Bool {
    guard let file = context.program.file(ref.file) else { return false }
    var branch = ref.node
    var node = file[ref.node].parent
    while node != 0, file[node].kind != .function {
      if file[node].kind == .ifStatement || file[node].kind == .switchStatement {
        let isWithin = route.place.file == ref.file && route.place.node > node && route.place.node < file[node].next
        // `if dav { mount(router.Group("/dav", guard)) }`: the function that registers is called there as well.
        let isCalledThere =
          !route.isRepeated
          && route.call.context.chain.contains { call in
            call.file == ref.file && call.node >= branch && call.node < file[branch].next
          }
        guard isWithin || isCalledThere else { return true }
      }
      branch = node
      node = file[node].parent
    }
    return false
  }
}
