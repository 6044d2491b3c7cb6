internal import Facts
internal import Model
internal import Source
internal import Syntax

/// Reads a query from the call that runs it and from the chain of calls that made it: `session.query(User)
/// .filter(…).limit(10).all()`. Facts say what each link does: the property `chain` is one of entity, filter, key,
/// limit, offset, order, lock, eager, single, aggregate, conflict, columns.
package struct QueryReader {
  let evaluator: Evaluator

  package init(evaluator: Evaluator) { self.evaluator = evaluator }

  /// One call of a chain, the last one first.
  struct Link {
    let call: NodeRef
    let fact: CallFact
  }

  private static let maxLinks = 32

  /// The query that a call runs.
  func query(_ fact: CallFact, at call: NodeRef) -> Query {
    var links = chain(from: call)
    if isECMAScript(call) { links += following(call) }
    if let statement = place("statement", fact, call) { links += statementChain(statement) }
    var query = Query(
      operation: operation(fact, links), tables: tables(fact, call, links), bound: .unknown)
    if query.operation == .insert, addsKnownRow(fact, call) { query.operation = .update }
    if let text = statementText(fact, call) {
      apply(SQLText(text), text, to: &query)
      if variesInTables(fact, call) { query.tables = [] }
      if hasSeveralStatements(fact, call), query.bound == .filtered || query.bound == .everything {
        query.bound = .unknown
      }
    }
    apply(links, to: &query)
    if query.bound == .unknown && query.statement.isEmpty || fact.properties["bound"] != nil {
      query.bound = bound(fact, links, query, call)
    }
    if !query.statement.isEmpty, query.bound == .filtered || query.bound == .everything, takesOne(call) {
      query.bound = .single
    }
    query.autocommits = fact.properties["autocommits"] != "false"
    if query.bound == .everything || query.bound == .filtered, listsValues(links) { query.bound = .aggregate }
    if query.bound == .everything || query.bound == .filtered { query.isSummedUp = isSummedUp(call) }
    if fact.properties["conflict"] == "handled" { query.handlesConflict = true }
    if fact.properties["key"] == "primary" { query.isByKey = true }
    if let key = place("key", fact, call) { query.inputFilter = inputName(key) }
    if place("lock", fact, call) != nil { query.locksRows = true }
    query.columns += keywordColumns(fact, call)
    if isECMAScript(call) { applyOptions(fact, call, links, to: &query) }
    if let column = place("column", fact, call).flatMap({ evaluator.value(of: $0).constantText }) {
      query.columns.append(column)
    }
    if isGo(call), query.statement.isEmpty, [.select, .delete].contains(query.operation) {
      query.filters += writtenFilters(call)
    }
    if isNominal(call), let limited = nominalLimit(fact, call, links) { query.bound = limited }
    if query.operation == .upsert, isNominal(call), isOfNewRow(call) { query.operation = .insert }
    if isNominal(call), fact.properties["lambda"] != nil { applyLambda(fact, call, to: &query) }
    if fact.properties["derived"] != nil { applyDerived(fact, call, to: &query) }
    return query
  }

  func place(_ role: String, _ fact: CallFact, _ call: NodeRef) -> NodeRef? {
    ArgumentReader(evaluator).argument(fact.arguments[role], of: call)
  }

  // MARK: Chain

  /// The calls that a call is chained to, nearest first, through variables.
  func chain(from call: NodeRef) -> [Link] {
    var links: [Link] = []
    var current = call
    // Variables that are made of each other lead round and round.
    for _ in 0..<Self.maxLinks {
      guard let previous = receiverCall(of: current), previous != current else { break }
      if let fact = fact(of: previous) { links.append(Link(call: previous, fact: fact)) }
      current = previous
    }
    return links
  }

  func statementChain(_ statement: NodeRef) -> [Link] {
    guard let call = self.call(of: statement), let fact = fact(of: call) else { return [] }
    return [Link(call: call, fact: fact)] + chain(from: call)
  }

  /// The call that an expression is, or that made its value; of several, the last in the code, which had the others
  /// before it: `query = query.limit(n)`.
  private func call(of ref: NodeRef) -> NodeRef? {
    if evaluator.program.node(ref)?.kind == .call { return ref }
    let value = evaluator.value(of: ref)
    // The object of a generic type has its type as its site.
    if isNominal(ref), let site = value.site, evaluator.program.node(site)?.kind != .call { return nil }
    return value.site ?? value.alternatives.compactMap(\.site).filter { $0.file == ref.file && $0 < ref }.max()
  }

  func receiverCall(of call: NodeRef) -> NodeRef? {
    guard let file = evaluator.program.file(call.file), let callee = file.child(call.node, .callee),
      file[callee].kind == .member, let object = file.child(callee, .object)
    else { return nil }
    return self.call(of: NodeRef(file: call.file, node: object))
  }

  func fact(of call: NodeRef) -> CallFact? { evaluator.fact(of: call) }

  /// The object at the root of a chain: `User` of `User.objects.filter(…)`, `prisma.user` of `prisma.user.findMany()`.
  func root(of call: NodeRef) -> NodeRef? {
    var current = call
    for _ in 0..<Self.maxLinks {
      guard let previous = receiverCall(of: current), !isNominal(call) || hasReceiver(previous) else { break }
      current = previous
    }
    guard let file = evaluator.program.file(current.file), let callee = file.child(current.node, .callee),
      let object = file.child(callee, .object)
    else { return nil }
    return NodeRef(file: current.file, node: object)
  }

  // MARK: Parts

  func operation(_ fact: CallFact, _ links: [Link]) -> Query.Operation {
    let named = fact.properties["operation"] ?? links.lazy.compactMap { $0.fact.properties["operation"] }.first
    return (named ?? fact.properties["otherwise"]).flatMap { Query.Operation(rawValue: $0) } ?? .unknown
  }

  func tables(_ fact: CallFact, _ call: NodeRef, _ links: [Link]) -> [String] {
    var found: [String] = []
    for (link, place) in ([Link(call: call, fact: fact)] + links).compactMap({ link in
      self.place("entity", link.fact, link.call).map { (link, $0) }
    }) {
      _ = link
      if let name = entityName(evaluator.value(of: place)) { found.append(name) }
    }
    if found.isEmpty, isECMAScript(call) { return evaluator.entityName(ofCall: call).map { [$0] } ?? [] }
    if found.isEmpty, isNominal(call) { return nominalTables(call) }
    // The object at the root of Go's chains is the connection.
    if found.isEmpty, !isGo(call), let root = root(of: call) { found += rootName(root, fact).map { [$0] } ?? [] }
    return found.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The name of a model: its class's name, or a table's name given as text.
  private func entityName(_ value: Value) -> String? {
    switch value {
    case .type(let type), .instance(let type, _):
      guard let node = evaluator.program.node(type), !isManager(type) else { return nil }
      return evaluator.program.text(node.name)
    case .string(let text): return text.contains(Value.hole) ? nil : text
    // `var users []User`, into which the rows are read.
    case .object("[]", _): return evaluator.goElement(of: value).flatMap { entityName($0) }
    // `select(User.id)`: the class of the column.
    case .object(let name, let site) where name.hasSuffix("Column") || name.hasSuffix("mapped_column"):
      guard let site, let file = evaluator.program.file(site.file),
        let type = file.ancestor(of: site.node, where: { $0.kind == .classDeclaration })
      else { return nil }
      return evaluator.program.text(file[type].name)
    case .union(let values): return values.lazy.compactMap { entityName($0) }.first
    default: return nil
    }
  }

  private func rootName(_ root: NodeRef, _ fact: CallFact) -> String? {
    var current = root
    for _ in 0..<6 {
      if let name = entityName(evaluator.value(of: current)) { return name }
      guard let file = evaluator.program.file(current.file), file[current.node].kind == .member else { return nil }
      // `prisma.user`: the member's own name is the model's.
      if fact.properties["entity"] == "member" { return evaluator.program.text(file[current.node].name) }
      guard let object = file.child(current.node, .object) else { return nil }
      current = NodeRef(file: current.file, node: object)
    }
    return nil
  }

  /// A wrapper that runs what its callers hand over: how many rows come back is up to each of them.
  private func hasSeveralStatements(_ fact: CallFact, _ call: NodeRef) -> Bool {
    guard let statement = place("statement", fact, call) else { return false }
    let value = evaluator.value(of: statement)
    let inner = value.site.flatMap { evaluator.argument(0, of: $0) }.map { evaluator.value(of: $0) }
    return value.alternatives.count > 1 || (inner?.alternatives.count ?? 0) > 1
  }

  private func statementText(_ fact: CallFact, _ call: NodeRef) -> String? {
    if let text = preparedText(fact, call) { return text }
    guard let statement = place("statement", fact, call) else { return nil }
    let value = evaluator.value(of: statement)
    if let text = value.text { return text }
    // `text("SELECT …")` and the like: the first argument of the call that made it.
    guard let site = value.site, let inner = evaluator.argument(0, of: site) else { return nil }
    return evaluator.value(of: inner).text
  }

  func apply(_ sql: SQLText?, _ text: String, to query: inout Query) {
    query.statement = String(text.replacing(String(Value.hole), with: "{}").prefix(400))
    guard let sql else { return }
    query.operation = sql.operation
    if !sql.tables.isEmpty { query.tables = sql.tables }
    query.bound = sql.bound
    query.filters = sql.filters
    query.locksRows = sql.locksRows
    query.handlesConflict = sql.handlesConflict
    query.isAtomicExpression = sql.isAtomicExpression
  }

  func apply(_ links: [Link], to query: inout Query) {
    for link in links {
      switch link.fact.properties["chain"] {
      case "lock": query.locksRows = true
      case "clause": apply(clauses: link, to: &query)
      case "conflict": query.handlesConflict = true
      case "eager": query.eagerRelations += eager(link)
      case "filter", "key": query.filters += filters(link)
      case "columns": query.columns += keywordColumns(link.fact, link.call)
      default: break
      }
    }
  }

  /// Relations named as texts or as attributes inside loader options.
  func eager(_ link: Link) -> [String] {
    guard let file = evaluator.program.file(link.call.file) else { return ["*"] }
    var found: [String] = []
    var node = link.call.node + 1
    while node < file[link.call.node].next {
      switch file[node].kind {
      case .string:
        if let text = file.stringValue(node) { found.append(contentsOf: text.split(separator: "__").map(String.init)) }
      case .member: found.append(evaluator.program.text(file[node].name))
      default: break
      }
      node += 1
    }
    return found.isEmpty ? ["*"] : found
  }

  /// Columns that a filter names: keywords (without lookups), attributes that are compared, keys of an object.
  func filters(_ link: Link) -> [String] {
    guard let file = evaluator.program.file(link.call.file) else { return [] }
    var found: [String] = []
    for child in file.children(link.call.node) where file[child].role == .argument {
      if file[child].kind == .keywordArgument {
        let name = evaluator.program.text(file[child].name)
        found.append(name.split(separator: "_").count > 1 ? columnName(name) : name)
        continue
      }
      found += compared(child, file)
    }
    if found.isEmpty, file.source.language == .go { return writtenFilters(link.call) }
    if found.isEmpty, let column = writtenColumn(link.call, file) { found.append(column) }
    return found
  }

  /// `where("order.id = :id", …)`, `where("slug", slug)`: the column that the text begins with.
  private func writtenColumn(_ call: NodeRef, _ file: SyntaxFile) -> String? {
    guard file.source.language?.isECMAScript == true, let first = file.child(call.node, .argument),
      let text = evaluator.value(of: NodeRef(file: call.file, node: first)).text
    else { return nil }
    let word = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    return word.split(separator: ".").last.map(String.init)
  }

  /// Django's `name__lookup` is the column `name`.
  private func columnName(_ keyword: String) -> String {
    guard let range = keyword.firstRange(of: "__") else { return keyword }
    return String(keyword[..<range.lowerBound])
  }

  private func compared(_ node: NodeID, _ file: SyntaxFile) -> [String] {
    switch file[node].kind {
    case .comparison:
      guard let left = file.child(node, .left), file[left].kind == .member else { return [] }
      return [evaluator.program.text(file[left].name)]
    case .logical, .binary, .unary, .tuple: return file.children(node).flatMap { compared($0, file) }
    case .dictionary:
      return file.children(node).compactMap { pair in file.child(pair, .key).flatMap { file.stringValue($0) } }
    // `Where(u => u.Email == email)`.
    case .function:
      guard isNominalFile(file), let body = file.child(node, .body) else { return [] }
      return (body..<file[body].next).flatMap {
        file[$0].kind == .comparison && !isNullGuard($0, file) ? compared($0, file) : []
      }
    case .call:
      // `User.email.in_(…)`, `and_(a, b)`.
      guard let callee = file.child(node, .callee) else { return [] }
      if let object = file.child(callee, .object), file[object].kind == .member {
        return [evaluator.program.text(file[object].name)]
      }
      return file.children(node).filter { file[$0].role == .argument }.flatMap { compared($0, file) }
    default: return []
    }
  }

  /// `s.Name != null && s.Name.Equals(name)`: that there is something chooses no row.
  private func isNullGuard(_ comparison: NodeID, _ file: SyntaxFile) -> Bool {
    evaluator.program.text(file[comparison].name) == "!="
      && file.child(comparison, .right).map { file[$0].kind == .null } == true
      && file[file[comparison].parent].kind == .logical
  }

  private func keywordColumns(_ fact: CallFact, _ call: NodeRef) -> [String] {
    guard fact.properties["columns"] == "keywords", let file = evaluator.program.file(call.file) else { return [] }
    return file.children(call.node).filter { file[$0].kind == .keywordArgument }
      .map { evaluator.program.text(file[$0].name) }
  }
}
