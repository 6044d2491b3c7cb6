internal import Facts
internal import Model
internal import Source
internal import Syntax

/// Queries as Go's libraries write them.
extension QueryReader {
  /// `Clauses(clause.Locking{Strength: "UPDATE"})`, `Clauses(clause.OnConflict{…})`, `Set("gorm:query_option", "FOR UPDATE")`.
  func apply(clauses link: Link, to query: inout Query) {
    for position in 0..<min(4, evaluator.argumentCount(of: link.call)) {
      guard let given = evaluator.argument(position, of: link.call) else { continue }
      let value = evaluator.value(of: given)
      if let name = value.externalName {
        if name.hasSuffix("clause.Locking") { query.locksRows = true }
        if name.hasSuffix("clause.OnConflict") { query.handlesConflict = true }
      }
      guard let text = value.constantText?.uppercased() else { continue }
      if text.contains("FOR UPDATE") { query.locksRows = true }
      if text.contains("ON CONFLICT") { query.handlesConflict = true }
    }
  }

  /// Columns that conditions written as text compare, up to the first that is no plain comparison:
  /// `Where("email = ? AND tenant_id = ?", …)`, `First(&user, "uid = ?", uid)`.
  func writtenFilters(_ call: NodeRef) -> [String] {
    for position in 0..<min(3, evaluator.argumentCount(of: call)) {
      guard let given = evaluator.argument(position, of: call), let text = evaluator.value(of: given).constantText
      else {
        continue
      }
      return Self.columns(of: text)
    }
    return []
  }

  private static let anything = "?"

  static func columns(of condition: String) -> [String] {
    let words = condition.split { " ()`\"".contains($0) }.map(String.init)
    // Other comparisons than of all columns at once: which rows match is not told by their names.
    if words.contains(where: { ["or", "like", "<", ">", "<=", ">=", "<>", "!=", "not"].contains($0.lowercased()) }) {
      return [Self.anything]
    }
    var found: [String] = []
    for (position, word) in words.enumerated() where position + 1 < words.count {
      guard ["=", "==", "IN", "in", "=?"].contains(words[position + 1]) else {
        continue
      }
      found.append(word.split(separator: ".").last.map(String.init) ?? word)
    }
    return found
  }
}
