package import Model
package import Source
package import Syntax

/// Sequelize's getters of relations: `order.getItems()` is a query each time, whatever was included.
extension RelationReader {
  private static let getters: Set<String> = ["sequelize", "sequelize-typescript", "@sequelize/core"]

  /// The reads of one ECMAScript file, in order.
  package func getterReads(in id: FileID, _ file: SyntaxFile, locate: (NodeRef) -> Location) -> [RelationRead] {
    guard Self.getters.contains(where: program.imported.contains), let index = program.index(of: id) else {
      return []
    }
    return index.calls.compactMap { call in
      guard let callee = file.child(call.node, .callee), file[callee].kind == .member,
        let relation = Self.relation(program.text(file[callee].name)), let object = file.child(callee, .object),
        file[object].kind == .name, let around = loop(around: call.node, of: file[object].name, file),
        isSequelize(around.rows, in: id), !isWritten(file[callee].name),
        let function = functions.id(around: NodeRef(file: id, node: call.node), in: program)
      else { return nil }
      var read = RelationRead(
        function: function, location: locate(NodeRef(file: id, node: call.node)),
        table: program.text(file[object].name), relation: relation,
        context: EffectContext(), isEager: false)
      let place = locate(NodeRef(file: id, node: around.loop))
      read.context.loops = [Loop(source: .rows, location: Location(file: place.file, line: place.startLine))]
      return read
    }
  }

  /// "items" of "getItems".
  private static func relation(_ name: String) -> String? {
    guard name.hasPrefix("get"), let first = name.dropFirst(3).first, first.isUppercase else { return nil }
    // Methods of every row.
    if ["getDataValue", "getAttributes", "getTableName"].contains(name) { return nil }
    return first.lowercased() + name.dropFirst(4)
  }

  /// The innermost loop, or callback of `map` and its like, whose variable has a name; and what it goes over.
  private func loop(around node: NodeID, of name: Name, _ file: SyntaxFile) -> (loop: NodeID, rows: NodeID)? {
    var current = node
    while current != 0 {
      let parent = file[current].parent
      if file[parent].kind == .forEach, file[current].role == .body, let target = file.child(parent, .target),
        let iterable = file.child(parent, .iterable),
        (target..<file[target].next).contains(where: { file[$0].name == name })
      {
        return (parent, iterable)
      }
      if file[current].kind == .function, file.children(current, .parameter).first.map({ file[$0].name }) == name {
        guard file[parent].kind == .call, let callee = file.child(parent, .callee), file[callee].kind == .member,
          ["map", "forEach", "flatMap", "filter", "reduce"].contains(program.text(file[callee].name)),
          let rows = file.child(callee, .object)
        else { return nil }
        return (parent, rows)
      }
      current = parent
    }
    return nil
  }

  /// A method of that name is written down somewhere: `getSummary() {…}`, `getSummary = async () => …`.
  private func isWritten(_ name: Name) -> Bool {
    program.fileIDs.contains { id in
      guard let file = program.file(id), program.tree.purpose(of: id) == .production else { return false }
      return file.nodes.contains { ($0.kind == .function || $0.kind == .field) && $0.name == name }
    }
  }

  private func isSequelize(_ rows: NodeID, in id: FileID) -> Bool {
    evaluator.value(of: NodeRef(file: id, node: rows)).alternatives.contains { alternative in
      alternative.externalName.map { $0.hasPrefix("sequelize.") || $0.hasPrefix("sequelize-typescript.") } ?? false
    }
  }
}
