internal import Findings
internal import Model

/// R04. Attempts that follow each other at once, or at a constant pace.
enum RetryWithoutBackoffRule: Rule {
  static let info = RuleInfo(
    name: "retry-no-backoff", alias: "R04", pillar: .reliability, level: .warning, confidence: .high,
    summary: "a remote call is tried again at once or at a constant pace",
    why: """
      A service that fails is often one that has too much to do. Callers that ask again at once, or all at the same \
      pace, multiply its load just then, and keep it down after the cause is gone.
      """,
    quietWhen: [
      "the wait grows from attempt to attempt (exponential, doubling), or has jitter",
      "how long it waits could not be seen",
      "it waits for others at the start of a process, outside of requests and jobs",
      "it is tried at most twice",
    ],
    example:
      "for _ in range(5):\n    try:\n        return client.get(URL)\n    except HTTPError:\n        time.sleep(1)",
    instead: "@retry(stop=stop_after_attempt(3), wait=wait_random_exponential(multiplier=0.2, max=2))",
    cwe: [],
    references: [
      "https://sre.google/sre-book/addressing-cascading-failures/",
      "https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/",
    ])

  static func check(_ context: RuleContext) -> [Finding] {
    Retried.all(context).compactMap { retried in
      let retry = retried.retry
      guard retry.backoff == .none || retry.backoff == .constant, !retried.outbound.isEmpty, !retried.isStartUp else {
        return nil
      }
      if case .bounded(let count?) = retry.attempts, count <= 2 { return nil }
      let function = context.backend[retry.function]
      let pace = retry.backoff == .none ? "at once" : "at a constant pace"
      return Finding(
        rule: info, level: isMild(retried) ? .note : nil, message: "\(function.name) repeats \(retried.what) \(pace)",
        scenario: scenario(retried, pace), location: retry.location,
        related: retried.outbound.prefix(1).map { Finding.Related($0.location, "what is repeated") },
        endpoints: retried.endpoints,
        remedy: "let the wait grow with each attempt and add a random part to it",
        subject: "\(function.name) \(retry.by)")
    }
  }

  /// Mails only, a second or so apart, and few of them: a mail server bears that.
  private static func isMild(_ retried: Retried) -> Bool {
    guard retried.retry.backoff == .constant, case .bounded(let count?) = retried.retry.attempts, count <= few else {
      return false
    }
    return retried.outbound.allSatisfy {
      if case .mail = $0.kind { return true }
      return false
    }
  }

  private static let few = 3

  private static func scenario(_ retried: Retried, _ pace: String) -> String {
    let who = retried.endpoints.isEmpty ? "every run of the job" : "every request in flight to \(retried.titles)"
    var times = "again and again"
    if case .bounded(let count?) = retried.retry.attempts { times = "up to \(count) times" }
    return """
      While \(retried.what) is overloaded, \(who) asks it \(times), \(pace): the load on it grows just when it can't \
      bear it.
      """
  }
}
