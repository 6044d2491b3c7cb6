internal import Facts
internal import Model
internal import Syntax

/// Says whether a value is a row as the database has it, every column in it.
package struct RowReader {
  private let reader: QueryReader

  package init(_ evaluator: Evaluator) { reader = QueryReader(evaluator: evaluator) }

  /// Whether the call, or what it is chained to, reads or writes a row and answers with all of its columns.
  package func isWholeRow(_ site: NodeRef) -> Bool {
    guard let fact = reader.fact(of: site) else { return false }
    let links = [QueryReader.Link(call: site, fact: fact)] + reader.chain(from: site)
    guard let source = links.first(where: { $0.fact.effect == .query }) else { return false }
    if links.contains(where: { $0.fact.properties["chain"] == "columns" }) { return false }
    let query = reader.query(source.fact, at: source.call)
    guard query.operation != .delete, query.bound != .aggregate, query.statement.isEmpty else { return false }
    return reader.place("columns", source.fact, source.call) == nil
  }
}
