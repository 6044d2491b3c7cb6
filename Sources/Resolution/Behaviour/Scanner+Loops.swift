internal import Facts
internal import Model
internal import Source
internal import Syntax

extension BehaviourScanner {
  /// A loop: what it goes over is outside of it, its body inside.
  mutating func visitLoop(_ node: NodeID, over iterable: NodeID?) {
    if let iterable { visit(iterable) }
    if let iterable { recordIteration(iterable) }
    var loop = loop(over: iterable, at: headOf(node))
    if isGo, iterable == nil, let source = conditionSource(node) { loop.source = source }
    if let retry = isGo ? goRetryLoop(node, iterable) : retryLoop(node, iterable) {
      // The body runs once when all goes well: it is no loop over elements.
      behaviour.retries.append(retry)
      let index = behaviour.retries.count - 1
      for child in file.children(node) where child != iterable && file[child].role != .target {
        within({ $0.retry = index }, { $0.visit(child) })
      }
      return
    }
    for child in file.children(node) where child != iterable {
      let role = file[child].role
      if isGo, role == .body, endsInFirstRound(child) {
        visit(child)
      } else if role == .body || role == .condition || role == .update {
        within({ $0.loops.append(loop) }, { $0.visit(child) })
      } else if role != .target {
        visit(child)
      }
    }
  }

  /// A comprehension: everything but the first iterable runs once per element.
  mutating func visitComprehension(_ node: NodeID) {
    let clauses = file.children(node, .item)
    guard let first = clauses.first, let iterable = file.child(first, .iterable) else { return visitChildren(node) }
    visit(iterable)
    recordIteration(iterable)
    let loop = loop(over: iterable, at: headOf(node))
    within({ $0.loops.append(loop) }) { scanner in
      for clause in clauses {
        for child in scanner.file.children(clause) where child != iterable { scanner.visit(child) }
      }
      for element in scanner.file.children(node) where scanner.file[element].role == .element { scanner.visit(element) }
    }
  }

  /// Going over a lazy result runs its query: the facts of the type's `__iter__`.
  mutating func recordIteration(_ iterable: NodeID) {
    guard file.source.language == .python else { return }
    for alternative in evaluator.value(of: ref(iterable)).alternatives {
      guard case .object(let name, let made?) = alternative,
        let fact = evaluator.program.facts.call(name + ".__iter__")
      else { continue }
      let query = QueryReader(evaluator: evaluator).query(goingOver: made, fact)
      var context = inOpenTransaction(context)
      // What a name holds is read once, however often a loop goes over it.
      context.loops = Array(context.loops.prefix(loopCount(around: origin(of: iterable))))
      behaviour.effects.append(
        Effect(
          id: EffectID(index: UInt32(behaviour.effects.count)), function: current, location: location(iterable),
          callee: fact.name, kind: .query(query), isBlocking: fact.isBlocking, context: context))
      return
    }
  }

  /// Where the thing that a loop goes over comes into being: the assignment of a name, else the expression.
  private func origin(of iterable: NodeID) -> NodeID {
    guard file[iterable].kind == .name, let definition = evaluator.definition(of: ref(iterable)), definition.file == id
    else { return iterable }
    return definition.node
  }

  /// How many loops of its function a node stands in.
  private func loopCount(around node: NodeID) -> Int {
    var count = 0
    var current = node
    while current != 0, file[current].kind != .function {
      let parent = file[current].parent
      switch file[parent].kind {
      case .forEach, .whileLoop, .forLoop: if file[current].role == .body { count += 1 }
      case .comprehension: if file[current].role == .element { count += 1 }
      default: break
      }
      current = parent
    }
    return count
  }

  private func headOf(_ node: NodeID) -> Location {
    Location(file: file.source.path, line: lines.line(at: file[node].start))
  }

  /// A loop with what is known of what it goes over.
  func loop(over iterable: NodeID?, at place: Location) -> Loop {
    guard let iterable else { return Loop(source: .condition, location: place) }
    var loop = Loop(source: loopSource(iterable), location: place)
    if let named = named(iterable) {
      loop.over = evaluator.program.text(file[named].name)
      if file[named].kind == .name, let definition = evaluator.definition(of: ref(named)), definition.file == id {
        loop.isOverParameter = file[definition.node].kind == .parameter
      }
    }
    return loop
  }

  /// What an iterable is named by: `regions` of `Object.values(regions)` and of `regions.filter(isOpen)`.
  private func named(_ iterable: NodeID, depth: Int = 0) -> NodeID? {
    guard depth < 4 else { return nil }
    switch file[iterable].kind {
    case .name, .member: return iterable
    case .await, .cast, .unary: return file.child(iterable, .value).flatMap { named($0, depth: depth + 1) }
    case .call:
      guard let callee = file.child(iterable, .callee) else { return nil }
      let name = evaluator.program.text(file[callee].name)
      if file[callee].kind == .member, let object = file.child(callee, .object) {
        if Self.views.contains(name), let given = file.child(iterable, .argument) {
          return named(given, depth: depth + 1)
        }
        if Self.sieves.contains(name) { return named(object, depth: depth + 1) }
      }
      return callee
    default: return nil
    }
  }

  /// `Object.entries(x)`, `Array.from(x)`.
  private static let views: Set<String> = ["entries", "keys", "from"]
  /// What gives the same things, or some of them.
  private static let sieves: Set<String> = ["filter", "slice", "sort", "reverse", "values", "items", "concat", "flat"]

  /// What a loop goes over.
  func loopSource(_ iterable: NodeID) -> Loop.Source {
    if let count = rangeCount(iterable) { return .constant(count: count) }
    if let inner = reordered(iterable), case .constant(let count) = loopSource(inner) { return .constant(count: count) }
    if isGo, let source = goLoopSource(iterable) { return source }
    let value = evaluator.value(of: ref(iterable))
    if case .literal(let literal) = value {
      guard program(literal) == .comprehension else { return .constant(count: evaluator.elements(of: value).count) }
      // As many as what it is made from, when that is written down.
      if let inner = origin(ofComprehension: literal), inner < iterable, case .constant(let count) = loopSource(inner) {
        return .constant(count: count)
      }
    }
    if isEnumeration(value, iterable) { return .constant(count: nil) }
    let text = file.text(iterable).prefix(200).lowercased()
    if ["chunk", "batch", "page"].contains(where: { text.contains($0) }) { return .batches }
    if isColumn(iterable) { return .mapping }
    if isRows(value) { return .rows }
    if isRequest(value, iterable) { return .request }
    return isMapping(iterable) ? .mapping : .collection
  }

  /// `template.due_dates` of a Django row: relations are asked for with `.all()`, so that this is a column with a list
  /// in it.
  private func isColumn(_ iterable: NodeID) -> Bool {
    guard file.source.language == .python, file[iterable].kind == .member, let owner = file.child(iterable, .object)
    else { return false }
    let value = evaluator.value(of: ref(owner))
    return (value.alternatives + (evaluator.row(of: value).map { [$0] } ?? [])).contains { value in
      guard case .instance(let type, _) = value else { return false }
      return evaluator.externalAncestors(of: type).contains("django.db.models.Model")
        && evaluator.declaration(evaluator.program.text(file[iterable].name), in: type) != nil
    }
  }

  /// What a comprehension of this function goes over.
  private func origin(ofComprehension literal: NodeRef) -> NodeID? {
    guard literal.file == id, let clause = file.child(literal.node, .item) else { return nil }
    return file.child(clause, .iterable)
  }

  /// `for kind in Kind`, `for key, label in Kind.choices`: the members of a class.
  private func isEnumeration(_ value: Value, _ iterable: NodeID) -> Bool {
    if file.source.language == .java { return isOfEnumeration(iterable) }
    guard file.source.language == .python else { return false }
    if case .type = value { return true }
    guard file[iterable].kind == .member,
      ["choices", "values", "names", "labels", "__members__"].contains(evaluator.program.text(file[iterable].name)),
      let object = file.child(iterable, .object)
    else { return false }
    if case .type = evaluator.value(of: ref(object)) { return true }
    return false
  }

  /// `Kind.values()` of Java.
  private func isOfEnumeration(_ iterable: NodeID) -> Bool {
    guard file[iterable].kind == .call, let callee = file.child(iterable, .callee), file[callee].kind == .member,
      evaluator.program.text(file[callee].name) == "values", let object = file.child(callee, .object),
      case .type(let type) = evaluator.value(of: ref(object))
    else { return false }
    return evaluator.program.node(type)?.kind == .enumDeclaration
  }

  /// `settings.items()`, `Object.entries(settings)`.
  private func isMapping(_ iterable: NodeID) -> Bool {
    guard file[iterable].kind == .call, let callee = file.child(iterable, .callee), file[callee].kind == .member else {
      return false
    }
    let name = evaluator.program.text(file[callee].name)
    if file.source.language == .python {
      return ["items", "keys", "values"].contains(name) && evaluator.argumentCount(of: ref(iterable)) == 0
    }
    if file.source.language == .java {
      return ["keySet", "entrySet", "values", "asMap"].contains(name)
        && evaluator.argumentCount(of: ref(iterable)) == 0
    }
    let object = file.child(callee, .object).map { file.text($0) }
    return object == "Object" && ["entries", "keys", "values"].contains(name)
  }

  private func program(_ literal: NodeRef) -> SyntaxKind? { evaluator.program.node(literal)?.kind }

  /// `rows` of `reversed(rows)`, `enumerate(rows)`: as many.
  private func reordered(_ iterable: NodeID) -> NodeID? {
    guard file.source.language == .python, file[iterable].kind == .call, let callee = file.child(iterable, .callee),
      file[callee].kind == .name,
      ["reversed", "sorted", "enumerate", "list", "tuple"].contains(evaluator.program.text(file[callee].name)),
      let first = file.child(iterable, .argument), file[first].kind != .keywordArgument
    else { return nil }
    return first
  }

  /// `range(3)` with a constant.
  private func rangeCount(_ iterable: NodeID) -> Int? {
    guard file[iterable].kind == .call, let callee = file.child(iterable, .callee),
      evaluator.program.text(file[callee].name) == "range", let bound = evaluator.argument(0, of: ref(iterable)),
      case .number(let count) = evaluator.value(of: bound), count < 1_000_000
    else { return nil }
    return Int(count)
  }

  /// Whether a value is what a query answered.
  private func isRows(_ value: Value) -> Bool {
    value.alternatives.contains { alternative in
      guard let site = alternative.site else { return false }
      let reader = QueryReader(evaluator: evaluator)
      if reader.fact(of: site)?.effect == .query { return true }
      // `(await db.scalars(…)).all()`.
      return reader.chain(from: site).contains { $0.fact.effect == .query }
    }
  }
}
