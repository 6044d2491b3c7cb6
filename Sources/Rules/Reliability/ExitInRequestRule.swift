internal import Findings
internal import Model
internal import Source

/// R20. A request that can end the process.
enum ExitInRequestRule: Rule {
  static let info = RuleInfo(
    name: "exit-in-request-path", alias: "R20", pillar: .reliability, level: .error, confidence: .high,
    summary: "a request can end the whole process",
    why: """
      A process answers many requests at a time. Ending it for the sake of one cuts off all the others, and, when the \
      cause stays, the restarted process ends at the next such request.
      """,
    quietWhen: [
      "it runs at start-up, in a command or in a signal handler, which no request reaches",
      "ending is what it is for: an installer, a restart that an administrator asks for",
    ],
    example: "if response.status_code == 401:\n    os._exit(1)",
    instead: "if response.status_code == 401:\n    raise BillingUnavailable(\"billing does not accept our key\")",
    cwe: [382],
    references: ["https://cwe.mitre.org/data/definitions/382.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    context.backend.effects.compactMap { effect in
      guard case .exit = effect.kind else { return nil }
      let function = context.backend[effect.function]
      guard function.purpose == .production, function.name != "<module>" else { return nil }
      // In a goroutine that a request starts, it ends the process as well.
      guard context.reach.isAwaitedByRequest(function.id) || effect.location.isGo else {
        return dynamic(effect, function, context)
      }
      let endpoints = context.endpoints(reaching: function.id)
      guard let first = endpoints.first, !isMeant(function), !isSettingUp(function, context) else { return nil }
      return Finding(
        rule: info, level: raises(effect) ? .warning : nil, confidence: raises(effect) ? .medium : nil,
        message: "\(function.name) ends the process with \(effect.callee)",
        scenario: """
          One \(first) that comes here ends the process: every other request in flight gets no answer, and clients see \
          connections reset until it is up again.
          """,
        location: effect.location, endpoints: endpoints,
        remedy: "raise an error and answer 5xx; let an operator or a health check decide about the process",
        subject: "\(function.name) \(effect.callee)")
    }
  }

  /// A method that nothing is seen to call, as of a plug-in: whoever calls it gets no error, the process just ends.
  private static func dynamic(_ effect: Effect, _ function: Function, _ context: RuleContext) -> Finding? {
    guard effect.callee == "os._exit", function.name.contains("."), function.callers.isEmpty, !isMeant(function),
      !context.backend.endpoints.isEmpty
    else { return nil }
    return Finding(
      rule: info, level: .warning, confidence: .medium,
      message: "\(function.name) ends the process with \(effect.callee)",
      scenario: """
        Whoever calls it gets no error that could be handled or logged: the process is gone at once, with every request \
        and job in it.
        """,
      location: effect.location, remedy: "raise an error, and let the caller decide what to do about it",
      subject: "\(function.name) \(effect.callee)")
  }

  /// Only an installer's pages lead to it.
  private static func isSettingUp(_ function: Function, _ context: RuleContext) -> Bool {
    context.reach.endpoints(of: function.id).allSatisfy { id in
      context.backend[id].words.contains { ["setup", "install", "installer", "installation"].contains($0) }
    }
  }

  /// Ending the process is what it is for: an installer, a restart that an administrator asks for.
  private static func isMeant(_ function: Function) -> Bool {
    Words.of(function.name + " " + function.location.file).contains {
      [
        "install", "installer", "setup", "restart", "reboot", "shutdown", "quit", "exit", "terminate", "cli", "stop",
        "environment", "flags", "flag",
        "signal", "sigterm", "sigint", "kill", "abort", "child", "fork", "daemon", "main", "worker", "watchdog",
      ]
      .contains($0)
    }
  }

  /// It raises SystemExit, which some servers catch for the worker or the thread.
  private static func raises(_ effect: Effect) -> Bool { ["sys.exit", "exit", "quit"].contains(effect.callee) }
}
