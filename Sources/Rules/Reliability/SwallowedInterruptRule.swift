internal import Findings
internal import Model
internal import Source

/// R33. A thread is told to end, and nobody listens.
enum SwallowedInterruptRule: Rule {
  static let info = RuleInfo(
    name: "swallowed-interrupt", alias: "R33", pillar: .reliability, level: .warning, confidence: .high,
    summary: "an interrupt is caught and forgotten: the thread goes on as if nobody had asked it to end",
    why: """
      Whoever shuts a pool down or cancels a task interrupts its thread. The exception takes that wish away from the \
      thread: when the handler neither ends nor renews it, a loop goes on for ever and the process has to be killed, and a \
      wait that was broken off counts as one that came to its end.
      """,
    quietWhen: [
      "the handler calls Thread.currentThread().interrupt(), throws, returns, breaks off or sets something",
      "the loop around it asks for something else that ends it",
      "outside of a loop: no request and no job comes this way, or a comment says why nothing is done",
    ],
    example:
      "while (true) {\n  try { poll(queue.take()); }\n  catch (InterruptedException e) { log.warn(\"\", e); }\n}",
    instead: "catch (InterruptedException e) { Thread.currentThread().interrupt(); return; }",
    cwe: [391],
    references: ["https://docs.oracle.com/javase/tutorial/essential/concurrency/interrupt.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    context.backend.handlers.compactMap { handler in
      let function = context.backend[handler.function]
      guard let lost = handler.lostInterrupt, function.purpose == .production else { return nil }
      let endpoints = context.endpoints(reaching: function.id)
      switch lost {
      case .endlessLoop: break
      case .rest: if endpoints.isEmpty { return nil }
      }
      return Finding(
        rule: info, level: lost == .rest ? .note : nil,
        message: lost == .endlessLoop
          ? "\(function.name) catches an interrupt and its loop goes on: nothing ends this thread"
          : "\(function.name) catches an interrupt and goes on as if its wait had ended",
        scenario: scenario(lost, endpoints), location: handler.location, endpoints: endpoints,
        remedy: lost == .endlessLoop
          ? "interrupt the thread again and leave the loop"
          : "interrupt the thread again (Thread.currentThread().interrupt()) and end what was going on",
        subject: function.name)
    }
  }

  private static func scenario(_ lost: ErrorHandler.LostInterrupt, _ endpoints: [String]) -> String {
    switch lost {
    case .endlessLoop:
      """
      A deployment shuts the pool down: the interrupt is swallowed, the loop goes on, the shutdown waits until its time is \
      up and the process is killed in the middle of its work.
      """
    case .rest:
      """
      When the server stops while \(endpoints.first ?? "a call") waits here, it goes on with what is not there yet, and \
      whatever waits next does not know that it should end.
      """
    }
  }
}
