internal import Model
internal import Source

/// What a statement's first words tell: its operation, its tables, whether it is bounded. Not a parser: the schema
/// work has one; here a statement is often a template with holes.
struct SQLText {
  let operation: Query.Operation
  let tables: [String]
  let bound: Query.Bound
  let filters: [String]
  let locksRows: Bool
  let handlesConflict: Bool
  /// `SET x = x + 1`.
  let isAtomicExpression: Bool

  init?(_ text: String) {
    let words = Self.words(text)
    guard let first = words.first?.lowercased(), let operation = Self.operations[first] else { return nil }
    let lower = words.map { $0.lowercased() }
    self.operation = first == "with" ? Self.mainOperation(lower) : operation
    tables = Self.tables(words, lower)
    filters = Self.filters(lower)
    let bound = Self.bound(lower, self.operation, hasFilter: lower.contains("where"))
    // What stands in a hole of its own may be the limit.
    let isOpen = words.contains { $0.allSatisfy { $0 == Value.hole } }
    self.bound = isOpen && (bound == .everything || bound == .filtered) ? .unknown : bound
    locksRows = Self.contains(lower, ["for", "update"])
    handlesConflict = Self.contains(lower, ["on", "conflict"]) || Self.contains(lower, ["on", "duplicate"])
    isAtomicExpression = Self.isAtomic(lower)
  }

  private static let operations: [String: Query.Operation] = [
    "select": .select, "insert": .insert, "update": .update, "delete": .delete, "with": .select, "replace": .upsert,
    "merge": .upsert, "create": .schema, "alter": .schema, "drop": .schema, "truncate": .delete, "set": .other,
    "begin": .other, "commit": .other, "rollback": .other, "call": .other, "explain": .other, "values": .select,
    "show": .other, "lock": .other, "copy": .other, "vacuum": .other, "analyze": .other, "pragma": .other,
  ]

  /// `BEGIN`, `START TRANSACTION`, `COMMIT`, `ROLLBACK` as statements of their own.
  static func transactionStep(_ statement: String) -> TransactionStep? {
    guard statement.utf8.count < 80 else { return nil }
    let words = words(statement).map { $0.lowercased() }
    switch words.first {
    case "begin": return .begin
    case "start": return words.dropFirst().first == "transaction" ? .begin : nil
    case "commit", "end": return .commit
    case "rollback": return words.contains("to") ? nil : .rollback
    default: return nil
    }
  }

  private static func words(_ text: String) -> [String] {
    text.split { " \n\t\r,()=;".contains($0) }.prefix(400).map { word in
      String(word.filter { $0 != "\"" && $0 != "`" && $0 != "'" && $0 != "[" && $0 != "]" })
    }.filter { !$0.isEmpty }
  }

  private static func mainOperation(_ words: [String]) -> Query.Operation {
    for (word, operation) in [("insert", Query.Operation.insert), ("update", .update), ("delete", .delete)]
    where words.contains(word) { return operation }
    return .select
  }

  private static func tables(_ words: [String], _ lower: [String]) -> [String] {
    var found: [String] = []
    for (index, word) in lower.enumerated() where ["from", "into", "update", "join", "table"].contains(word) {
      guard index + 1 < words.count else { continue }
      let name = words[index + 1]
      if ["select", "set", "if", "only", "exists", "lateral"].contains(lower[index + 1]) || found.contains(name) {
        continue
      }
      found.append(name)
    }
    return Array(found.prefix(8))
  }

  /// Words that stand before a comparison after `where`, as far as words tell.
  private static func filters(_ words: [String]) -> [String] {
    guard let start = words.firstIndex(of: "where") else { return [] }
    var found: [String] = []
    var expects = true
    for word in words[(start + 1)...] {
      if ["order", "group", "limit", "returning", "for"].contains(word) { break }
      if word == "and" || word == "or" {
        expects = true
      } else if expects {
        found.append(word.split(separator: ".").last.map(String.init) ?? word)
        expects = false
      }
    }
    return Array(found.prefix(8))
  }

  private static func bound(_ words: [String], _ operation: Query.Operation, hasFilter: Bool) -> Query.Bound {
    guard operation == .select else { return .aggregate }
    if words.contains("limit") || words.contains("fetch") { return .limited }
    let aggregates: Set<String> = ["count", "sum", "max", "min", "avg", "exists", "bool_or", "bool_and"]
    if words.dropFirst().first.map({ aggregates.contains($0) }) ?? false, !words.contains("group") { return .aggregate }
    if !words.contains("from") { return .single }
    return hasFilter ? .filtered : .everything
  }

  private static func isAtomic(_ words: [String]) -> Bool {
    guard words.first == "update", let set = words.firstIndex(of: "set") else { return false }
    let end = words.firstIndex(of: "where") ?? words.count
    guard set < end else { return false }
    let part = words[(set + 1)..<end]
    return part.contains { $0 == "+" || $0 == "-" || $0.contains("+") || $0.hasSuffix("-1") }
  }

  private static func contains(_ words: [String], _ pair: [String]) -> Bool {
    zip(words, words.dropFirst()).contains { $0 == pair[0] && $1 == pair[1] }
  }
}
