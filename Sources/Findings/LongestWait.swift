internal import Model

/// How long an endpoint may wait for other services at worst: the timeouts on its path, times their retries.
package struct LongestWait: Sendable, Hashable {
  /// "POST /orders".
  package let endpoint: String
  /// `nil` when nothing limits it.
  package let seconds: Double?

  package init(endpoint: String, seconds: Double?) {
    self.endpoint = endpoint
    self.seconds = seconds
  }

  /// The endpoint that may wait longest; `nil` when no wait was seen whose limit, or lack of one, is known.
  init?(in context: RuleContext) {
    let backend = context.backend
    let waits = backend.endpoints.compactMap { endpoint -> LongestWait? in
      let steps = context.paths[endpoint.id].steps.filter { !$0.isSpawned }
      let limits = steps.map { Self.limit(backend[$0.effect], in: backend) }
      if limits.contains(.unbounded) { return LongestWait(endpoint: endpoint.title, seconds: nil) }
      let total = limits.reduce(0.0) { sum, limit in
        if case .seconds(let seconds) = limit { sum + seconds } else { sum }
      }
      return total > 0 ? LongestWait(endpoint: endpoint.title, seconds: total) : nil
    }
    guard let longest = waits.map({ $0.seconds ?? .infinity }).max(),
      let wait = waits.first(where: { ($0.seconds ?? .infinity) == longest })
    else { return nil }
    self = wait
  }

  private enum Limit: Equatable { case seconds(Double), unbounded, unknown }

  private static func limit(_ effect: Effect, in backend: Backend) -> Limit {
    guard case .outbound(let call) = effect.kind else { return .unknown }
    let attempts = effect.context.retry.map { backend.retries[$0].attempts } ?? .bounded(1)
    switch (call.timeout, attempts) {
    case (.none, _), (_, .unbounded): return .unbounded
    case (.set(let seconds?), .bounded(let count)), (.libraryDefault(let seconds), .bounded(let count)):
      return .seconds(seconds * Double(max(1, count ?? 1)))
    default: return .unknown
    }
  }
}
