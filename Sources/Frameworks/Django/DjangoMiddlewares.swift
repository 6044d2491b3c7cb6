internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// One entry of `MIDDLEWARE`.
struct DjangoMiddleware {
  enum Kind {
    /// A function that goes on by returning nothing.
    case hook(NodeRef)
    /// A function that calls `get_response`.
    case wrapper(NodeRef)
    /// A library's that refuses who is not logged in.
    case login
    case other
  }

  var name: String
  var location: Location
  var kinds: [Kind]
}

/// The middleware of a site.
extension DjangoReading {
  func readMiddleware() -> [DjangoMiddleware] {
    var elements = settings.elements("MIDDLEWARE", lists)
    if elements.isEmpty { elements = settings.elements("MIDDLEWARE_CLASSES", lists) }
    return elements.compactMap { element in
      guard !element.isConditional, let text = evaluator.value(of: element.node, in: element.frame).constantText else {
        return nil
      }
      return DjangoMiddleware(name: text, location: context.location(element.node), kinds: kinds(text))
    }
  }

  private func kinds(_ dotted: String) -> [DjangoMiddleware.Kind] {
    switch settings.resolve(dotted) {
    case .type(let type):
      var found: [DjangoMiddleware.Kind] = []
      for name in ["process_request", "process_view"] {
        if let function = evaluator.method(name, of: type) { found.append(.hook(function)) }
      }
      if let call = evaluator.method("__call__", of: type) { found.append(.wrapper(call)) }
      let inherits = classes.libraries(of: type).contains { $0.hasSuffix("LoginRequiredMiddleware") }
      return inherits ? found + [.login] : found
    case .function(let function):
      guard let file = context.program.file(function.file) else { return [.other] }
      return evaluator.returns(of: function, file).compactMap { returned in
        guard case .function(let inner) = evaluator.value(of: returned) else { return nil }
        return .wrapper(inner)
      }
    default: return dotted.hasSuffix("LoginRequiredMiddleware") ? [.login] : [.other]
    }
  }

  /// What the middleware asks of a request.
  func applyMiddleware(_ request: AnonymousRequest, isExempt: Bool, _ endpoint: inout Endpoint) {
    for middleware in self.middleware {
      var auth = Auth(.none)
      for kind in middleware.kinds {
        switch kind {
        case .login where !isExempt: auth = Auth(.required, by: middleware.name, location: middleware.location)
        case .login, .other: break
        case .hook(let function):
          auth = auth.stronger(demand(walk(request).hook(function), middleware))
        case .wrapper(let function):
          auth = auth.stronger(demand(walk(request).wrapper(function), middleware))
        }
      }
      endpoint.auth = endpoint.auth.stronger(auth)
      let lower = middleware.name.lowercased()
      let kind: Middleware.Kind =
        auth.requirement != .none
        ? .guarding
        : lower.contains("cors")
          ? .cors : lower.contains("ratelimit") || lower.contains("throttl") ? .rateLimit : .other
      endpoint.middleware.append(Middleware(name: middleware.name, kind: kind, location: middleware.location))
    }
  }

  private func demand(_ verdict: GuardVerdict, _ middleware: DjangoMiddleware) -> Auth {
    guard verdict.requirement == .required || verdict.requirement == .unknown else { return Auth(.none) }
    return Auth(verdict.requirement, by: middleware.name, location: verdict.location ?? middleware.location)
  }
}
