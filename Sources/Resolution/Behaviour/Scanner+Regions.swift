internal import Facts
internal import Model
internal import Source
internal import Syntax

extension BehaviourScanner {
  /// What surrounds a whole function: decorators that open transactions or retry.
  mutating func enterFunction(_ function: NodeRef) {
    for decorator in file.children(function.node, .decorator) + typeDecorators(function.node) {
      guard let value = file.child(decorator, .value) else { continue }
      if remembers(value) { context.isKept = true }
      if namesBreaker(value) { context.hasBreaker = true }
      let name = evaluator.value(of: ref(value)).externalName
      if let name, name.lowercased().contains("breaker") { context.hasBreaker = true }
      guard let name, let fact = evaluator.program.facts.call(name) else { continue }
      if fact.effect == .transaction {
        let transaction = addTransaction(decorator, .function)
        behaviour.transactions[transaction].isOwn = asksForOwnTransaction(value)
        context.transaction = transaction
      }
      if let by = fact.properties["retry"] {
        behaviour.retries.append(libraryRetry(by, fact, value, at: decorator))
        context.retry = behaviour.retries.count - 1
      }
    }
    enterInheritedTransaction(function)
  }

  /// A `with` block: transactions, locks, clients.
  mutating func visitWith(_ node: NodeID) {
    let outer = context
    for item in file.children(node, .item) {
      visitChildren(item)
      guard let value = file.child(item, .value) else { continue }
      if namesBreaker(value) { context.hasBreaker = true }
      enter(value)
    }
    if let body = file.child(node, .body) { visit(body) }
    context = outer
  }

  /// What a context manager means for its block.
  private mutating func enter(_ value: NodeID) {
    var known = evaluator.value(of: ref(value)).alternatives
    // `with db.begin():` is about what is called, not about the session that it gives.
    if file[value].kind == .call, let callee = file.child(value, .callee) {
      known = evaluator.value(of: ref(callee)).alternatives + known
    }
    for name in Set(known.compactMap(\.externalName)).sorted() {
      guard let fact = evaluator.program.facts.call(name) else { continue }
      if fact.effect == .transaction { context.transaction = addTransaction(value, .block) }
      if fact.effect == .lock { context.lock = location(value) }
    }
  }
}
