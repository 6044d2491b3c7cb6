internal import Findings
internal import Model
internal import Source

/// D04. A column that is read, computed with, and written back.
enum LostUpdateRule: Rule {
  static let info = RuleInfo(
    name: "lost-update", alias: "D04", pillar: .dataIntegrity, level: .error, confidence: .medium,
    summary: "a column is read, computed with and written back, without a lock",
    why: """
      Two requests read the same value, each adds its own, each writes its result: the later one overwrites the earlier, \
      and one of the two changes never happened. It needs no crash, only two callers at once.
      """,
    quietWhen: [
      "the row is locked when it is read, or carries a version that the write compares",
      "the database computes the new value itself",
      "the row was made by the same request",
      "the row is handed in, and no caller is seen to read it, so that whoever does may lock it: then it is a note",
      "it renumbers the rows of a loop, each by one: then it is a note",
      "neither a request nor a job reaches it",
    ],
    example: "book.stock = book.stock - quantity",
    instead: "update(Book).where(Book.id == id, Book.stock >= n).values(stock=Book.stock - n)",
    cwe: [362, 367], references: ["https://www.postgresql.org/docs/current/transaction-iso.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    context.backend.updates.compactMap { update in
      guard !update.isProtected else { return nil }
      let function = context.backend[update.function]
      let endpoints = context.endpoints(reaching: update.function)
      guard !endpoints.isEmpty || context.reach.isReachedByJob(update.function) else { return nil }
      // A row that comes in from elsewhere may have been locked there.
      let isHandedIn = update.read == update.write
      let isUnclear = isHandedIn && !isReadByCaller(update, context.backend) || update.isRenumbering
      return Finding(
        rule: info, level: isUnclear ? .note : nil,
        message: "\(update.column) of \(update.table) is read, changed and written back without a lock",
        scenario: """
          Two calls\(endpoints.first.map { " of \($0)" } ?? "") read the same \(update.column) at the same moment; each writes \
          its own result, and the first one's change is lost.
          """,
        location: update.write,
        related: isHandedIn ? [] : [Finding.Related(update.read, "the row comes from here")],
        endpoints: endpoints, remedy: "let the database compute it, or lock the row when it is read",
        subject: "\(function.name) \(update.table).\(update.column)")
    }
  }

  /// Whether one of the callers of a function that changes a row reads such rows itself.
  private static func isReadByCaller(_ update: ReadModifyWrite, _ backend: Backend) -> Bool {
    guard let owner = update.handedIn?.lowercased() else { return false }
    return backend[update.function].callers.contains { caller in
      backend[caller].effects.contains { index in
        guard case .query(let query) = backend.effects[index].kind else { return false }
        return query.operation == .select && !query.locksRows && query.tables.contains { $0.lowercased() == owner }
      }
    }
  }
}
