internal import Findings
internal import Model
internal import Source

/// D09. A method whose annotation asks for a transaction is called so that it gets none.
enum TransactionBypassedRule: Rule {
  static let info = RuleInfo(
    name: "tx-annotation-bypassed", alias: "D09", pillar: .dataIntegrity, level: .error, confidence: .high,
    summary: "a method that asks for a transaction by an annotation is called past what would open it",
    why: """
      The annotation works by an object that the framework puts before the bean: only calls that come through it open the \
      transaction. A call on `this`, and every call of a private, final or static method, goes straight to the code. Each \
      of its writes is then committed by itself, and what fails in between stays half done; nobody sees it in the code, \
      since the annotation stands there.
      """,
    quietWhen: [
      "the caller has a transaction already, by an annotation, a template, or because everyone who calls it has one",
      "the method writes once: a statement is a transaction by itself",
      "annotations are woven into the classes (AspectJ), or the framework derives the bean's class (Quarkus, Micronaut)",
      "it is called on an injected bean, the bean's own proxy among them",
      "no request and no job comes this way",
    ],
    example:
      "public void importAll(List<Row> rows) { rows.forEach(this::importOne); }\n"
      + "@Transactional public void importOne(Row row) { … }",
    instead:
      "the method in a bean of its own: importer.importOne(row)\n"
      + "or transactionTemplate.executeWithoutResult(status -> importOne(row))",
    cwe: [662],
    references: [
      "https://docs.spring.io/spring-framework/reference/data-access/transaction/declarative/annotations.html"
    ])

  static func check(_ context: RuleContext) -> [Finding] {
    let backend = context.backend
    var declared: [FunctionID: Transaction] = [:]
    for transaction in backend.transactions where transaction.form == .function {
      if let function = transaction.function { declared[function] = transaction }
    }
    var found: [FunctionID: Finding] = [:]
    for caller in backend.functions where !caller.isTest {
      for call in caller.calls where call.bypass != nil && call.manner != .spawned && found[call.callee] == nil {
        guard let transaction = declared[call.callee], call.context.transaction == nil,
          let writes = writes(call.callee, backend), let entry = entry(to: caller.id, declared, context)
        else { continue }
        found[call.callee] = finding(call, caller, transaction, writes, entry, context)
      }
    }
    return found.keys.sorted().compactMap { found[$0] }
  }

  // MARK: What it writes

  private static let depth = 6
  private static let cap = 120

  /// Two writes that nothing but the missing transaction holds together.
  private static func writes(_ function: FunctionID, _ backend: Backend) -> (Effect, Effect)? {
    var seen: Set<FunctionID> = []
    var found: [Effect] = []
    collect(function, backend, depth, &seen, &found)
    guard found.count > 1 else { return nil }
    return (found[0], found[1])
  }

  /// The writes of a function and of what it calls; those that a transaction of their own holds count as one.
  private static func collect(
    _ id: FunctionID, _ backend: Backend, _ depth: Int, _ seen: inout Set<FunctionID>, _ found: inout [Effect]
  ) {
    guard depth > 0, seen.count < cap, seen.insert(id).inserted, found.count < 2 else { return }
    let function = backend[id]
    for index in function.effects {
      let effect = backend.effects[index]
      guard case .query(let query) = effect.kind, query.isWrite, !effect.context.isInCatch else { continue }
      // One of two branches runs, and what stands in a loop is written as often as it goes round.
      if let last = found.last, last.context.isConditional, effect.context.isConditional, last.function == id {
        continue
      }
      found.append(effect)
      if !effect.context.loops.isEmpty { found.append(effect) }
    }
    for call in function.calls where call.manner == .direct || call.manner == .passed {
      var inner: [Effect] = []
      collect(call.callee, backend, depth - 1, &seen, &inner)
      guard let first = inner.first else { continue }
      if call.bypass == nil, isAtomic(call.callee, backend), call.context.loops.isEmpty { inner = [first] }
      if call.context.isConditional, let last = found.last, last.context.isConditional { continue }
      found += inner
    }
  }

  private static func isAtomic(_ function: FunctionID, _ backend: Backend) -> Bool {
    backend.transactions.contains { $0.form == .function && $0.function == function }
  }

  // MARK: Who calls

  /// An endpoint or a job that comes to a function with no transaction open on the way.
  private static func entry(
    to function: FunctionID, _ declared: [FunctionID: Transaction], _ context: RuleContext
  ) -> String? {
    let backend = context.backend
    let jobs = Dictionary(
      backend.jobs.compactMap { job in job.function.map { ($0, job.name) } }, uniquingKeysWith: { first, _ in first })
    let handlers = Dictionary(
      backend.endpoints.compactMap { endpoint in endpoint.handler.function.map { ($0, endpoint.title) } },
      uniquingKeysWith: { first, _ in first })
    var seen: Set<FunctionID> = []
    var level = [function]
    while !level.isEmpty, seen.count < 400 {
      var next: [FunctionID] = []
      for id in level where seen.insert(id).inserted && declared[id] == nil {
        if let title = handlers[id] ?? jobs[id] { return title }
        next += backend[id].callers.filter { caller in
          !backend[caller].isTest
            && backend[caller].calls.contains { $0.callee == id && $0.context.transaction == nil }
        }
      }
      level = next
    }
    return nil
  }

  // MARK: Words

  private static func finding(
    _ call: Call, _ caller: Function, _ transaction: Transaction, _ writes: (Effect, Effect), _ entry: String,
    _ context: RuleContext
  ) -> Finding {
    let callee = context.backend[call.callee]
    return Finding(
      rule: info, message: "\(callee.name) runs without the transaction that its annotation asks for: \(reason(call))",
      scenario: """
        \(entry) comes here with no transaction open. Each write of \(callee.name) is committed by itself: when the second \
        one fails, or the process is stopped in between, the first one stays.
        """,
      location: call.location,
      related: [
        Finding.Related(transaction.location, "the annotation that has no effect here"),
        Finding.Related(writes.0.location, "a write"),
      ] + (writes.0.location == writes.1.location ? [] : [Finding.Related(writes.1.location, "another one")]),
      endpoints: context.endpoints(reaching: caller.id),
      remedy: call.bypass == .ownObject
        ? "move it into a bean of its own, or open the transaction where the call begins"
        : "make it a public method of a bean, or open the transaction where the call begins",
      subject: "\(caller.name) \(callee.name)")
  }

  private static func reason(_ call: Call) -> String {
    switch call.bypass {
    case .privateMethod: "nothing can be put before a private method"
    case .finalMethod: "nothing can be put before a final method"
    case .staticMethod: "nothing can be put before a static method"
    case .ownObject, nil: "it is called on the object itself"
    }
  }
}
