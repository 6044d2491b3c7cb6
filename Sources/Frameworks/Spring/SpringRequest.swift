internal import Resolution
internal import Source

/// A request to an endpoint, as matchers see it.
struct SpringRequest {
  let method: String
  /// Without the context path.
  let path: String
  /// What the controller's class and method are annotated with, by the names that annotations may have.
  var annotations: Set<String> = []
  var methodAnnotations: Set<String> = []
}

/// What a rule or a chain is for.
indirect enum SpringMatcher {
  case any
  case none
  /// Not seen.
  case unknown
  case path(String, method: String?)
  case method(String)
  /// Endpoints with one of these annotations: what code finds by looking for it.
  case annotated([String])
  case all([SpringMatcher])
  case either([SpringMatcher])
  case not(SpringMatcher)
  /// There only under a condition that is not known.
  case conditional(SpringMatcher)

  func matches(_ request: SpringRequest) -> SpringMatch {
    switch self {
    case .any: return .yes
    case .none: return .no
    case .unknown: return .perhaps
    case .path(let pattern, let method):
      return SpringPattern.matches(pattern, request.path) && (method.map { Self.method($0, request) } ?? .yes)
    case .method(let method): return Self.method(method, request)
    case .annotated(let names): return names.contains(where: request.annotations.contains) ? .yes : .no
    case .all(let all): return all.reduce(SpringMatch.yes) { $0 && $1.matches(request) }
    case .either(let all): return all.reduce(SpringMatch.no) { $0 || $1.matches(request) }
    case .not(let matcher): return !matcher.matches(request)
    case .conditional(let matcher): return matcher.matches(request) == .no ? .no : .perhaps
    }
  }

  private static func method(_ method: String, _ request: SpringRequest) -> SpringMatch {
    request.method == method ? .yes : request.method == "ANY" ? .perhaps : .no
  }
}
