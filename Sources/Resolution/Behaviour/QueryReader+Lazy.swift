internal import Facts
internal import Model
internal import Source
internal import Syntax

/// Django's lazy query sets.
extension QueryReader {
  /// A project's own manager or query set stands before the model, and is none.
  func isManager(_ type: NodeRef) -> Bool {
    evaluator.externalAncestors(of: type).contains {
      $0.hasPrefix("django.") && ($0.hasSuffix("Manager") || $0.hasSuffix("QuerySet"))
    }
  }

  /// The query that going over a lazy result runs.
  func query(goingOver made: NodeRef, _ fact: CallFact) -> Query {
    var links = chain(from: made)
    if let own = self.fact(of: made) { links.insert(Link(call: made, fact: own), at: 0) }
    var query = Query(operation: operation(fact, links), tables: tables(fact, made, links), bound: .unknown)
    apply(links, to: &query)
    query.bound = bound(fact, links, query, made)
    return query
  }
}
