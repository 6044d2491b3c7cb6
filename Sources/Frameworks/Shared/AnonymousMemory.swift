internal import Model
internal import Resolution

/// What walks of one recognizer have found already: most helpers answer the same for every request.
package final class AnonymousMemory {
  private var helpers: [NodeRef: AnonymousWays] = [:]
  private var verdicts: [NodeRef: GuardVerdict] = [:]
  /// What decorators of the project ask for.
  var decorators: [NodeRef: Auth] = [:]
  /// Every endpoint is matched with the same few patterns, and making one costs more than matching.
  private var patterns: [String: PathPattern?] = [:]
  /// Something was compared with the request in hand since this was last cleared: the answer is for that one only.
  var usesRequest = false
  /// Every request has a `user`, who may be anonymous.
  var requestsHaveUsers = false

  package init() {}

  /// A pattern by its text, made once; `nil` when it is not understood, or might take long.
  func pattern(_ source: String) -> PathPattern? {
    if let known = patterns[source] { return known }
    let made = PathPattern(source)
    patterns[source] = made
    return made
  }

  /// A helper's ways, followed once unless they depend on the request. A helper that calls itself goes on.
  func helper(_ function: NodeRef, _ follow: () -> AnonymousWays) -> AnonymousWays {
    if let known = helpers[function] { return known }
    helpers[function] = AnonymousWays()
    let outer = usesRequest
    usesRequest = false
    let ways = follow()
    helpers[function] = usesRequest ? nil : ways
    usesRequest = outer || usesRequest
    return ways
  }

  /// A verdict, found once unless it depends on the request.
  func verdict(of function: NodeRef, _ judge: () -> GuardVerdict) -> GuardVerdict {
    if let known = verdicts[function] { return known }
    let outer = usesRequest
    usesRequest = false
    let verdict = judge()
    if !usesRequest { verdicts[function] = verdict }
    usesRequest = outer
    return verdict
  }
}
