package import Model
package import Source
package import Syntax

/// Finds reads of relations that the rows at hand may not have with them: `order.items`, `item.book`.
package struct RelationReader {
  let evaluator: Evaluator
  let functions: FunctionTable
  private let tables: [String: Table]

  package init(evaluator: Evaluator, functions: FunctionTable, tables: [Table]) {
    self.evaluator = evaluator
    self.functions = functions
    self.tables = Dictionary(tables.map { ($0.model, $0) }) { first, _ in first }
  }

  var program: Program { evaluator.program }

  func relation(_ name: String, of model: String) -> Relation? {
    tables[model]?.relations.first { $0.name == name }
  }

  /// Rows of a model, and the call of the query that made them, when seen.
  struct Rows {
    let model: String
    let query: NodeRef?
    /// The parameter's name that they come from, when the query could not be seen.
    var parameter: NodeRef?
  }

  /// The reads of one file, in order.
  package func reads(
    in id: FileID, _ file: SyntaxFile, _ names: Set<Name>, locate: (NodeRef) -> Location
  ) -> [RelationRead] {
    file.nodes.indices.compactMap { position in
      let node = NodeID(position)
      guard file[node].kind == .member, names.contains(file[node].name), file[node].role != .target else { return nil }
      return read(node, id, file, locate)
    }
  }

  private func read(_ node: NodeID, _ id: FileID, _ file: SyntaxFile, _ locate: (NodeRef) -> Location) -> RelationRead?
  {
    let ref = NodeRef(file: id, node: node)
    guard let object = file.child(node, .object), let function = functions.id(around: ref, in: program),
      let index = program.index(of: id), index.function(around: node, in: file) != 0,
      !isLoaderOption(node, file), let rows = rows(of: NodeRef(file: id, node: object), 0),
      let relation = tables[rows.model]?.relations.first(where: { $0.name == program.text(file[node].name) }),
      !relation.isEager
    else { return nil }
    guard let root = rootName(object, file) else { return nil }
    var read = RelationRead(
      function: function, location: locate(ref), table: rows.model, relation: relation.name, context: EffectContext(),
      isEager: rows.query.flatMap { isEager(relation.name, $0) })
    read.context.isConditional = isUpToFlag(node, root, index, file)
    if let loop = loop(around: node, binding: file[root].name, file) {
      read.context.loops = [Loop(source: .rows, location: head(locate(NodeRef(file: id, node: loop))))]
      // `for item in order.items`: how the order was read is up to the callers.
      if read.isEager == nil, let parameter = rows.parameter, parameter.file == id {
        read.isEager = callers(relation.name, parameter.node, id, index, file, locate).compactMap(\.isEager).reduce(nil)
        {
          $0 == true || $1
        }
      }
    } else if isParameter(root, index, file) {
      // Each caller that hands over another row in each round of a loop; one that loads it along is no trouble.
      let looped = callers(relation.name, root, id, index, file, locate).filter { $0.loop != nil }
      guard let worst = looped.first(where: { $0.isEager == false }) ?? looped.first(where: { $0.isEager == nil }),
        let loop = worst.loop
      else { return nil }
      if read.isEager == nil { read.isEager = worst.isEager }
      read.call = worst.call
      read.context.loops = [Loop(source: .rows, location: loop)]
    } else {
      return nil
    }
    return read
  }

  /// `if with_lines:`: another parameter of the function decides whether it is read at all.
  private func isUpToFlag(_ node: NodeID, _ root: NodeID, _ index: FileIndex, _ file: SyntaxFile) -> Bool {
    let function = index.function(around: node, in: file)
    let flags = Set(file.children(function, .parameter).map { file[$0].name }).subtracting([file[root].name])
    var current = node
    while current != function, current != 0 {
      let parent = file[current].parent
      if file[parent].kind == .ifStatement || file[parent].kind == .conditional, file[current].role != .condition,
        let condition = file.child(parent, .condition),
        (condition..<file[condition].next).contains(where: { file[$0].kind == .name && flags.contains(file[$0].name) })
      {
        return true
      }
      current = parent
    }
    return false
  }

  /// `joinedload(order.items)` names a relation; it does not read it.
  private func isLoaderOption(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    guard file[node].role == .argument, let callee = file.child(file[node].parent, .callee) else { return false }
    return ["joinedload", "selectinload", "subqueryload", "contains_eager", "load_only", "join", "outerjoin"].contains(
      program.text(file[callee].name))
  }

  /// The name that an expression begins with.
  private func rootName(_ node: NodeID, _ file: SyntaxFile) -> NodeID? {
    var current = node
    while file[current].kind == .member || file[current].kind == .index {
      guard let object = file.child(current, .object) else { return nil }
      current = object
    }
    return file[current].kind == .name ? current : nil
  }

  private func isParameter(_ name: NodeID, _ index: FileIndex, _ file: SyntaxFile) -> Bool {
    let function = index.function(around: name, in: file)
    return file.children(function, .parameter).contains { file[$0].name == file[name].name }
  }

  /// The innermost loop around a node whose variable has a name.
  private func loop(around node: NodeID, binding name: Name, _ file: SyntaxFile) -> NodeID? {
    var current = node
    while current != 0, file[current].kind != .function {
      let parent = file[current].parent
      if file[parent].kind == .forEach, file[current].role == .body, binds(name, file.child(parent, .target), file) {
        return parent
      }
      if file[parent].kind == .comprehension {
        let clauses = file.children(parent, .item)
        let isFirst = clauses.first == current && isIterable(node, of: current, file)
        if !isFirst, clauses.contains(where: { binds(name, file.child($0, .target), file) }) { return parent }
      }
      current = parent
    }
    return nil
  }

  private func isIterable(_ node: NodeID, of clause: NodeID, _ file: SyntaxFile) -> Bool {
    guard let iterable = file.child(clause, .iterable) else { return false }
    return node >= iterable && node < file[iterable].next
  }

  private func binds(_ name: Name, _ target: NodeID?, _ file: SyntaxFile) -> Bool {
    guard let target else { return false }
    return (target..<file[target].next).contains { file[$0].kind == .name && file[$0].name == name }
  }

  // MARK: Rows

  private static let wrappers: Set<String> = ["list", "sorted", "reversed", "enumerate", "set", "tuple", "iter"]

  /// What rows an expression is, or holds.
  func rows(of ref: NodeRef, _ depth: Int) -> Rows? {
    guard depth < 6, let file = program.file(ref.file) else { return nil }
    for alternative in evaluator.value(of: ref).alternatives {
      switch alternative {
      case .instance(let type, let site):
        guard let node = program.node(type), case let model = program.text(node.name), tables[model] != nil else {
          continue
        }
        if let site, isQuery(site) { return Rows(model: model, query: site) }
        let origin = origin(of: ref, file, depth)
        return Rows(model: model, query: origin?.query, parameter: origin?.parameter ?? parameterName(ref, file))
      case .object(_, let site?):
        if let type = QueryReader(evaluator: evaluator).rowType(at: site), let node = program.node(type) {
          return Rows(model: program.text(node.name), query: site)
        }
      case .type, .module: return nil
      default: continue
      }
    }
    return origin(of: ref, file, depth)
  }

  /// The name itself, when it is a parameter of the function around it.
  private func parameterName(_ ref: NodeRef, _ file: SyntaxFile) -> NodeRef? {
    guard file[ref.node].kind == .name, let index = program.index(of: ref.file),
      isParameter(ref.node, index, file)
    else { return nil }
    return ref
  }

  private func isQuery(_ site: NodeRef) -> Bool { QueryReader(evaluator: evaluator).rowType(at: site) != nil }

  /// By what the expression comes from: a relation of other rows, or a loop over some.
  private func origin(of ref: NodeRef, _ file: SyntaxFile, _ depth: Int) -> Rows? {
    switch file[ref.node].kind {
    case .member:
      guard let object = file.child(ref.node, .object),
        let owner = rows(of: NodeRef(file: ref.file, node: object), depth + 1),
        let relation = tables[owner.model]?.relations.first(where: { $0.name == program.text(file[ref.node].name) })
      else { return nil }
      return Rows(model: relation.target, query: owner.query, parameter: owner.parameter)
    case .index:
      // `books[:50]` are books.
      guard let index = file.child(ref.node, .index), file[index].kind == .slice,
        let object = file.child(ref.node, .object)
      else { return nil }
      return rows(of: NodeRef(file: ref.file, node: object), depth + 1)
    case .call:
      guard let callee = file.child(ref.node, .callee), Self.wrappers.contains(program.text(file[callee].name)),
        file[callee].kind == .name, let given = evaluator.argument(0, of: ref)
      else { return nil }
      return rows(of: given, depth + 1)
    case .name:
      guard let definition = evaluator.definition(of: ref), definition.file == ref.file, definition != ref,
        file[definition.node].kind == .name
      else { return nil }
      var node = definition.node
      while file[node].role == .element { node = file[node].parent }
      let statement = file[node].parent
      guard file[node].role == .target else { return nil }
      let role: SyntaxRole = [.forEach, .comprehensionClause].contains(file[statement].kind) ? .iterable : .value
      return file.child(statement, role).flatMap { rows(of: NodeRef(file: ref.file, node: $0), depth + 1) }
    default: return nil
    }
  }

  // MARK: Loading

  /// Whether the query loads a relation along.
  private func isEager(_ relation: String, _ site: NodeRef) -> Bool? {
    let reader = QueryReader(evaluator: evaluator)
    let loaded = reader.eagerRelations(at: site)
    if loaded.contains(relation) || loaded.contains("*") { return true }
    // An asynchronous session cannot load anything later: it is loaded somehow.
    return reader.isAsynchronous(site) ? true : false
  }

  /// One call of a function whose parameter is a row.
  private struct Caller {
    let call: Location
    /// The loop that hands over another row each time.
    let loop: Location?
    /// Whether its query loads the relation along; `nil` when it could not be seen.
    let isEager: Bool?
  }

  /// The calls that hand a row to a function: for `self`, those of the method.
  private func callers(
    _ relation: String, _ root: NodeID, _ id: FileID, _ index: FileIndex, _ file: SyntaxFile,
    _ locate: (NodeRef) -> Location
  ) -> [Caller] {
    let function = NodeRef(file: id, node: index.function(around: root, in: file))
    var parameters = evaluator.parameters(of: function)
    let isMethod = evaluator.isPythonMethod(function, file)
    if isMethod, !parameters.isEmpty { parameters.removeFirst() }
    let position = parameters.firstIndex { program.node($0)?.name == file[root].name }
    return evaluator.callers(of: function).prefix(8).compactMap { call in
      guard let other = program.file(call.file) else { return nil }
      var given = position.flatMap {
        evaluator.argument($0, of: call) ?? evaluator.argument(named: program.text(file[root].name), of: call)
      }
      if position == nil, isMethod, let callee = other.child(call.node, .callee),
        let object = other.child(callee, .object)
      {
        given = NodeRef(file: call.file, node: object)
      }
      guard let given, let name = rootName(given.node, other) else { return nil }
      let loop = loop(around: call.node, binding: other[name].name, other)
      return Caller(
        call: locate(call),
        loop: loop.map { head(locate(NodeRef(file: call.file, node: $0))) },
        isEager: rows(of: given, 1)?.query.flatMap { isEager(relation, $0) })
    }
  }

  private func head(_ place: Location) -> Location { Location(file: place.file, line: place.startLine) }
}
