internal import Findings
internal import Model

/// R05. Attempts without end.
enum UnboundedRetryRule: Rule {
  static let info = RuleInfo(
    name: "retry-unbounded", alias: "R05", pillar: .reliability, level: .error, confidence: .high,
    summary: "a remote call is tried again without a limit on attempts or time",
    why: """
      A request that tries until it works does not end while the other side is down. It keeps its worker, its \
      connection and its locks; the client has long gone away. When all workers are in such loops, the service is down \
      as well.
      """,
    quietWhen: [
      "a number of attempts or a deadline ends it",
      "each round takes something new: the loop of a consumer or a scheduler",
      "it waits for others at the start of a process, outside of requests and jobs",
    ],
    example:
      "while True:\n    try:\n        return billing.charge(order)\n    except HTTPError:\n        time.sleep(1)",
    instead: "@retry(stop=stop_after_attempt(3) | stop_after_delay(5), wait=wait_random_exponential(max=2))",
    cwe: [835],
    references: ["https://sre.google/sre-book/addressing-cascading-failures/"])

  static func check(_ context: RuleContext) -> [Finding] {
    Retried.all(context).compactMap { retried in
      guard retried.retry.attempts == .unbounded, !retried.isStartUp else { return nil }
      let function = context.backend[retried.retry.function]
      return Finding(
        rule: info, level: retried.endpoints.isEmpty ? .warning : nil,
        message: "\(function.name) repeats \(retried.what) until it works",
        scenario: scenario(retried), location: retried.retry.location,
        related: retried.effects.first { $0.isRemote }.map { [Finding.Related($0.location, "what is repeated")] } ?? [],
        endpoints: retried.endpoints,
        remedy: "end it after a few attempts and within the time that the caller has, and let the error go up",
        subject: "\(function.name) \(retried.retry.by)")
    }
  }

  private static func scenario(_ retried: Retried) -> String {
    guard !retried.endpoints.isEmpty else {
      return "While \(retried.what) is down, the job never ends, and its worker does nothing else."
    }
    if retried.retry.location.isECMAScript {
      return """
        While \(retried.what) is down, each request to \(retried.titles) goes on for ever: callers give up and try again, \
        and each try leaves one more loop that asks.
        """
    }
    return """
      While \(retried.what) is down, each request to \(retried.titles) goes on for ever and keeps its worker: as many such \
      requests as there are workers, and nothing else is answered.
      """
  }
}
