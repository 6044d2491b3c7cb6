internal import Facts
internal import Syntax

/// What a query is not, though it looks like it.
extension QueryReader {
  /// `session.add(row)` of a row that a query answered: it is there already.
  func addsKnownRow(_ fact: CallFact, _ call: NodeRef) -> Bool {
    guard fact.properties["autocommits"] == "false", let row = place("entity", fact, call) else { return false }
    let values = evaluator.value(of: row).alternatives
    return !values.isEmpty
      && values.allSatisfy { value in
        guard let site = value.site, let source = self.fact(of: site) else { return false }
        return source.effect == .query && source.name != fact.name
      }
  }

  /// `select(Log.kind).distinct()`: the few values that a column has.
  func listsValues(_ links: [Link]) -> Bool {
    guard links.contains(where: { $0.fact.name == "sqlalchemy.Select.distinct" }) else { return false }
    return links.contains { link in
      guard link.fact.name == "sqlalchemy.select", evaluator.argumentCount(of: link.call) == 1,
        let column = evaluator.argument(0, of: link.call)
      else { return false }
      return evaluator.program.node(column)?.kind == .member
    }
  }

  /// Callers hand in statements on different tables, or the names of different tables to put into one:
  /// `connection.execute(insert_into(table, row))` in a class around a driver.
  func variesInTables(_ fact: CallFact, _ call: NodeRef) -> Bool {
    guard var statement = place("statement", fact, call) else { return false }
    var value = evaluator.value(of: statement)
    if let inner = value.site.flatMap({ evaluator.argument(0, of: $0) }) ?? inner(statement) {
      (statement, value) = (inner, evaluator.value(of: inner))
    }
    let tables = value.alternatives.compactMap { $0.text.flatMap { SQLText($0)?.tables.first } }
    if Set(tables).count > 1 { return true }
    guard evaluator.program.node(statement)?.kind == .call else { return false }
    return (0..<min(4, evaluator.argumentCount(of: statement))).contains { position in
      guard let given = evaluator.argument(position, of: statement) else { return false }
      return Set(evaluator.value(of: given).alternatives.compactMap(\.constantText)).count > 1
    }
  }

  /// The statement in `text(…)`.
  private func inner(_ statement: NodeRef) -> NodeRef? {
    evaluator.program.node(statement)?.kind == .call && evaluator.fact(of: statement) != nil
      ? evaluator.argument(0, of: statement) : nil
  }
}
