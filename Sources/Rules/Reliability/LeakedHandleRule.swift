internal import Findings
internal import Model
internal import Source

/// R14. Something that is taken and not given back.
enum LeakedHandleRule: Rule {
  static let info = RuleInfo(
    name: "leaked-handle", alias: "R14", pillar: .reliability, level: .error, confidence: .high,
    summary: "a response, rows or a connection is not given back on every way out",
    why: """
      What is not closed keeps its connection: a pool runs out of them, a process of file descriptors. It happens on the \
      path that fails, so it shows when something else is in trouble already, and the service stays down after that is \
      over.
      """,
    quietWhen: [
      "it is closed by what runs at the end of the function (defer, with, using, try-with-resources)",
      "every way out closes it, or it is read to its end, which closes it",
      "it is returned, kept or handed on to somebody who may close it",
    ],
    example:
      "rows, err := db.Query(statement)\nfor rows.Next() {\n  if err := rows.Scan(&id); err != nil { return err }\n}",
    instead: "rows, err := db.Query(statement)\nif err != nil { return err }\ndefer rows.Close()",
    cwe: [772, 404],
    references: ["https://cwe.mitre.org/data/definitions/772.html", "https://go.dev/doc/database/querying"])

  static func check(_ context: RuleContext) -> [Finding] {
    context.backend.handles.compactMap { handle in
      guard handle.what != "transaction" else { return nil }
      let function = context.backend[handle.function]
      let endpoints = context.endpoints(reaching: handle.function)
      let isServed = !endpoints.isEmpty || context.reach.isReachedByJob(handle.function)
      // A program that runs once gives everything back when it ends.
      if !isServed, isOnce(function) || isMigration(function.location.file) { return nil }
      return Finding(
        rule: info, level: isServed ? nil : isCommand(function.location.file) ? .note : .warning,
        message: message(handle), scenario: scenario(handle, endpoints),
        location: handle.location,
        related: handle.exits.prefix(5).map { Finding.Related($0, "leaves with it open") }, endpoints: endpoints,
        remedy: "close it by what runs at the end of the function, right after the error was looked at",
        subject: "\(function.name) \(handle.callee)")
    }
  }

  private static func isOnce(_ function: Function) -> Bool {
    function.name == "main" || function.name == "init" || function.name == "<module>" || function.purpose != .production
  }

  /// Tools that end soon give everything back.
  private static func isCommand(_ path: String) -> Bool {
    path.split(separator: "/").dropLast().contains {
      ["cmd", "cli", "commands", "command", "tools", "scripts", "hack", "contrib", "client"].contains($0)
    }
  }

  private static func isMigration(_ path: String) -> Bool {
    Words.of(path).contains { ["migration", "migrations", "migrate"].contains($0) }
  }

  private static func message(_ handle: Handle) -> String {
    let name = nouns[handle.what] ?? "the \(handle.what)"
    switch handle.release {
    case .never: return "\(name) of \(handle.callee) is never closed"
    case .sometimes: return "\(name) of \(handle.callee) is not closed on every way out"
    case .atEnd: return "\(name) of \(handle.callee) stays open when the loop is left early"
    }
  }

  private static let nouns = [
    "response": "the body of the response", "rows": "the result", "object": "the body of the object",
    "statement": "the prepared statement", "cursor": "the cursor", "connection": "the connection",
  ]

  private static func scenario(_ handle: Handle, _ endpoints: [String]) -> String {
    let who = endpoints.first.map { "each \($0) that leaves so" } ?? "each call that leaves so"
    switch handle.what {
    case "response", "object":
      return """
        \(who.prefix(1).uppercased() + who.dropFirst()) keeps a socket and its memory: at ten a second, a limit of 1,024 \
        file descriptors is reached in under two minutes, and nothing can be opened any more.
        """
    default:
      return """
        \(who.prefix(1).uppercased() + who.dropFirst()) keeps a connection of the pool: when all are taken, every other \
        query waits, until the process is restarted.
        """
    }
  }
}
