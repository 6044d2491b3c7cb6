internal import Findings
internal import Model
internal import Source

/// R06. Something that must not happen twice is tried twice.
enum UnsafeRetryRule: Rule {
  static let info = RuleInfo(
    name: "retry-unsafe-write", alias: "R06", pillar: .reliability, level: .error, confidence: .medium,
    summary: "a call that creates something is repeated without an idempotency key",
    why: """
      An attempt that fails at the caller may have worked on the other side: the answer got lost, or came too late. \
      Trying it again then charges, sends or creates a second time.
      """,
    quietWhen: [
      "an idempotency key goes with the call, the same for each attempt",
      "the call can be repeated by its nature: GET, PUT, DELETE, a search, a token, an upsert",
      "it is an e-mail, tried three times at most: then it is a note",
      "the method or where the headers come from could not be seen",
    ],
    example: "@retry(stop=stop_after_attempt(3))\ndef charge(order):\n    client.post(\"/charges\", json=order)",
    instead: "client.post(\"/charges\", json=order, headers={\"Idempotency-Key\": order.key})",
    cwe: [],
    references: ["https://aws.amazon.com/builders-library/making-retries-safe-with-idempotent-APIs/"])

  static func check(_ context: RuleContext) -> [Finding] {
    var seen: Set<Location> = []
    return Retried.all(context).compactMap { retried in
      guard repeats(retried.retry.attempts), let unsafe = retried.effects.first(where: isUnsafe),
        seen.insert(unsafe.location).inserted
      else { return nil }
      let function = context.backend[retried.retry.function]
      return Finding(
        rule: info, level: level(unsafe, retried),
        message: "\(function.name) may do \(unsafe.peer) more than once",
        scenario: """
          When \(unsafe.peer) does its work but its answer is lost or late, the next attempt does it again\
          \(retried.endpoints.isEmpty ? "" : " within one \(retried.endpoints[0])"): twice charged, sent or created.
          """,
        location: unsafe.location, related: [Finding.Related(retried.retry.location, "repeated from here")],
        endpoints: retried.endpoints,
        remedy: "send an idempotency key that is the same for each attempt, or retry only what surely did not arrive",
        subject: "\(function.name) \(unsafe.callee)")
    }
  }

  private static func level(_ unsafe: Effect, _ retried: Retried) -> Level? {
    if isVague(unsafe) || isFewMails(unsafe, retried.retry) { return .note }
    return retried.endpoints.isEmpty ? .warning : nil
  }

  /// A mail that comes twice annoys somebody; one that never comes does so more.
  private static func isFewMails(_ unsafe: Effect, _ retry: Retry) -> Bool {
    guard case .mail = unsafe.kind, case .bounded(let count?) = retry.attempts else { return false }
    return count <= few
  }

  private static let few = 3

  private static func repeats(_ attempts: Retry.Attempts) -> Bool {
    if case .bounded(let count?) = attempts { return count > 1 }
    return true
  }

  /// Words of addresses where a POST asks instead of doing, or brings about what a second one leaves as it is.
  private static let harmless: Set<String> = [
    "revoke", "revocation", "revocations", "cancel", "deactivate", "deactivations", "activate", "enable", "disable",
    "logout", "close", "archive", "unsubscribe", "subscribe", "ack", "acknowledge", "sync", "ping", "read", "stop",
    "start",
    "token", "tokens", "oauth", "oauth2", "auth", "login", "search", "query", "graphql", "validate", "verify", "check",
    "completions", "embeddings", "chat", "generate", "translate", "calculate", "estimate", "quote", "preview", "lookup",
    "introspect", "userinfo", "sign", "signature", "hash", "encrypt", "decrypt", "render", "write", "batchget", "rpc",
    "siteverify", "predict", "inference", "parse", "refresh",
  ]

  private static func isUnsafe(_ effect: Effect) -> Bool {
    switch effect.kind {
    case .outbound(let call):
      return call.mayRepeatWork && !call.hasIdempotencyKey && !call.takesHeaders
        && !Words.of(call.destination).contains { harmless.contains($0) }
    case .mail: return true
    default: return false
    }
  }

  /// Where it goes is not seen: it may be a POST that asks.
  private static func isVague(_ effect: Effect) -> Bool {
    guard case .outbound(let call) = effect.kind else { return false }
    return Words.of(call.destination).allSatisfy { $0.count < 2 || $0 == "http" || $0 == "https" }
  }
}
