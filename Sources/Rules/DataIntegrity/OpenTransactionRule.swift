internal import Findings
internal import Model
internal import Source

/// D11. A transaction that some way out leaves open.
enum OpenTransactionRule: Rule {
  static let info = RuleInfo(
    name: "tx-not-closed", alias: "D11", pillar: .dataIntegrity, level: .error, confidence: .high,
    summary: "a transaction is neither committed nor rolled back on every way out",
    why: """
      An open transaction keeps its connection and every lock that its statements took. Whoever wants the same rows waits \
      for it, the pool loses a connection each time, and the database cannot clean up behind the oldest one.
      """,
    quietWhen: [
      "a rollback runs at the end of the function, whatever happens",
      "every way out commits or rolls back",
      "it is returned, kept or handed to a function that ends it",
    ],
    example: "tx, err := db.Begin()\nif err := debit(tx); err != nil { return err }\nreturn tx.Commit()",
    instead: "tx, err := db.Begin()\nif err != nil { return err }\ndefer tx.Rollback()\n…\nreturn tx.Commit()",
    cwe: [772, 460], references: ["https://go.dev/doc/database/execute-transactions"])

  static func check(_ context: RuleContext) -> [Finding] {
    context.backend.handles.compactMap { handle in
      guard handle.what == "transaction" else { return nil }
      let function = context.backend[handle.function]
      let endpoints = context.endpoints(reaching: handle.function)
      let isServed = !endpoints.isEmpty || context.reach.isReachedByJob(handle.function)
      return Finding(
        rule: info, level: isServed ? nil : .warning,
        message: handle.release == .never
          ? "\(function.name) begins a transaction and never ends it"
          : "\(function.name) leaves its transaction open on some way out",
        scenario: """
          When \(endpoints.first ?? function.name) leaves this way, its locks stay and a connection of the pool is gone: \
          others who want the same rows wait until they time out, and some failures later no connection is left.
          """,
        location: handle.location,
        related: handle.exits.prefix(5).map { Finding.Related($0, "leaves with it open") }, endpoints: endpoints,
        remedy: "roll back by what runs at the end of the function; after a commit that does nothing",
        subject: "\(function.name) \(handle.callee)")
    }
  }
}
