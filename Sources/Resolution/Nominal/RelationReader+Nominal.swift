internal import Facts
package import Model
package import Source
package import Syntax

/// JPA's relations: `order.getCustomer().getName()` is a query for each order whose query did not fetch customers.
extension RelationReader {
  /// The reads of one file of Java, in order.
  package func entityReads(in id: FileID, _ file: SyntaxFile, locate: (NodeRef) -> Location) -> [RelationRead] {
    guard let index = program.index(of: id) else { return [] }
    return index.calls.compactMap { call in
      guard let callee = file.child(call.node, .callee), file[callee].kind == .member,
        let name = Self.accessed(program.text(file[callee].name)), let object = file.child(callee, .object),
        file[object].kind == .name, let around = rounds(around: call.node, of: file[object].name, file),
        let rows = entities(NodeRef(file: id, node: around.rows)), !fetches(rows.query),
        let relation = relation(name, of: rows.model), !relation.isEager,
        isLoaded(call.node, relation, file),
        let function = functions.id(around: NodeRef(file: id, node: call.node), in: program)
      else { return nil }
      var read = RelationRead(
        function: function, location: locate(NodeRef(file: id, node: call.node)), table: rows.model,
        relation: relation.name, context: EffectContext(), isEager: false)
      let place = locate(NodeRef(file: id, node: around.loop))
      read.context.loops = [Loop(source: .rows, location: Location(file: place.file, line: place.startLine))]
      return read
    }
  }

  /// What a repository's query answered, by its entity.
  private func entities(_ ref: NodeRef) -> (model: String, query: NodeRef)? {
    let reader = QueryReader(evaluator: evaluator)
    for value in evaluator.value(of: ref).alternatives {
      guard let site = value.site, reader.fact(of: site)?.effect == .query,
        let model = reader.nominalTables(site).first
      else { continue }
      return (model, site)
    }
    return nil
  }

  /// "customer" of "getCustomer".
  private static func accessed(_ getter: String) -> String? {
    guard getter.hasPrefix("get"), let first = getter.dropFirst(3).first, first.isUppercase else { return nil }
    return first.lowercased() + getter.dropFirst(4)
  }

  /// A proxy knows its own key; anything else of it, and anything of a collection, is loaded.
  private func isLoaded(_ call: NodeID, _ relation: Relation, _ file: SyntaxFile) -> Bool {
    let parent = file[call].parent
    if relation.isCollection {
      return file[call].role == .iterable || file[parent].kind == .member && file[call].role == .object
    }
    return file[parent].kind == .member && file[call].role == .object
      && program.text(file[parent].name) != "getId"
  }

  /// The loop, or the lambda of a stream, whose variable has a name; and what it goes over.
  private func rounds(around node: NodeID, of name: Name, _ file: SyntaxFile) -> (loop: NodeID, rows: NodeID)? {
    var current = node
    while current != 0 {
      let parent = file[current].parent
      if file[parent].kind == .forEach, file[current].role == .body, let target = file.child(parent, .target),
        (target..<file[target].next).contains(where: { file[$0].kind == .name && file[$0].name == name })
      {
        return file.child(parent, .iterable).map { (parent, $0) }
      }
      if file[current].kind == .function {
        guard file[current].flags.contains(.lambda) else { return nil }
        if file.children(current, .parameter).contains(where: { file[$0].name == name }) {
          guard file[current].role == .argument, let rows = streamed(by: parent, file) else { return nil }
          return (parent, rows)
        }
      }
      current = parent
    }
    return nil
  }

  private static let visits: Set<String> = ["map", "forEach", "flatMap", "filter", "mapToInt", "mapToLong", "anyMatch"]

  /// `orders.findAll()` of `orders.findAll().stream().filter(…).map(…)`.
  private func streamed(by call: NodeID, _ file: SyntaxFile) -> NodeID? {
    guard file[call].kind == .call, let callee = file.child(call, .callee),
      Self.visits.contains(program.text(file[callee].name)), var current = file.child(callee, .object)
    else { return nil }
    for _ in 0..<12 {
      guard file[current].kind == .call, let inner = file.child(current, .callee), file[inner].kind == .member,
        let object = file.child(inner, .object)
      else { return current }
      let link = program.text(file[inner].name)
      if link == "stream" { return object }
      guard ["filter", "sorted", "distinct", "peek"].contains(link) else { return current }
      current = object
    }
    return nil
  }

  /// The query, or the annotations of the method that stands for it, fetch something along.
  private func fetches(_ query: NodeRef) -> Bool {
    guard let file = program.file(query.file) else { return true }
    if file.text(query.node).prefix(2_000).lowercased().contains("fetch") { return true }
    guard let method = evaluator.child(.callee, of: query).site, let other = program.file(method.file),
      other[method.node].kind == .function
    else { return false }
    return other.children(method.node, .decorator).contains { decorator in
      let text = other.text(decorator).prefix(2_000)
      return text.hasPrefix("@EntityGraph") || text.lowercased().contains("fetch")
    }
  }
}
