internal import Source
internal import Syntax

/// What caps a number that an outsider chooses: how many rows a page has.
extension FlowTracer {
  /// Functions that answer with a number that is no larger than one of theirs.
  static let clamps: Set<String> = ["min", "Math.min", "clamp", "len", "bool", "isinstance", "hash", "ord", "Boolean"]

  private static let sizes = ["limit", "take", "size", "perpage", "per_page", "count", "first", "top", "max", "rows"]

  /// Of an object that is handed on, only what is named like a size can become one.
  mutating func traceSizes(_ ref: NodeRef, _ file: SyntaxFile, _ outer: Trail) {
    var trail = outer
    trail.field = nil
    for child in file.children(ref.node) where file[child].role == .element {
      guard file[child].kind == .pair else {
        trace(NodeRef(file: ref.file, node: child), trail)
        continue
      }
      guard let key = file.child(child, .key), let name = file.stringValue(key)?.lowercased(),
        Self.sizes.contains(where: name.contains), let value = file.child(child, .value)
      else { continue }
      trace(NodeRef(file: ref.file, node: value), trail)
    }
  }

  /// `ListOptions{Page: page, PerPage: size}` of Go: only a field that is named like a size can become one.
  mutating func traceSizedFields(_ ref: NodeRef, _ file: SyntaxFile, _ trail: Trail) {
    for child in file.children(ref.node) where file[child].kind == .keywordArgument {
      let name = program.text(file[child].name).lowercased()
      guard Self.sizes.contains(where: name.contains), let value = file.child(child, .value) else { continue }
      trace(NodeRef(file: ref.file, node: value), trail)
    }
  }

  /// Where a page begins, not how long it is: `limit + offset`.
  func isPosition(_ name: Name) -> Bool {
    let text = program.text(name).lowercased()
    return ["offset", "skip", "start", "cursor"].contains { text.contains($0) }
  }

  private static let caps = ["le", "lt"]

  /// `limit: int = Query(20, le=100)`, `Annotated[int, Query(le=100)]`, `conint(le=100)`, an enum, a literal type.
  func hasMaximum(_ parameter: NodeRef, _ file: SyntaxFile) -> Bool {
    let type = file.child(parameter.node, .type).map { NodeRef(file: parameter.file, node: $0) }
    let given = file.child(parameter.node, .value).map { [NodeRef(file: parameter.file, node: $0)] } ?? []
    if file.isNominal, isAnnotatedWithMaximum(parameter.node, file) { return true }
    if (given + (type.map { evaluator.annotations(of: $0) } ?? [])).contains(where: isCapped) { return true }
    guard let type else { return false }
    if isCapped(type) { return true }
    let text = file.text(type.node)
    return text.contains("Literal[") || text.contains("bool")
  }

  /// `@Max(100) int size`, `[Range(1, 100)] int size`.
  private func isAnnotatedWithMaximum(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    file.children(node, .decorator).contains { decorator in
      guard let value = file.child(decorator, .value) else { return false }
      return ["Max", "Range", "DecimalMax"].contains(program.text(NominalBases.lastName(of: value, file)))
    }
  }

  /// A call with a largest value among its keywords.
  private func isCapped(_ ref: NodeRef) -> Bool {
    guard evaluator.program.node(ref)?.kind == .call else { return false }
    return Self.caps.contains { evaluator.argument(named: $0, of: ref) != nil }
  }

  /// `page.limit`, where the class of `page` bounds the field, or checks what it is given.
  func isBoundedField(_ name: String, of owner: NodeRef) -> Bool {
    for case .instance(let type, _) in evaluator.value(of: owner).alternatives {
      for candidate in evaluator.lineage(of: type) {
        guard let field = evaluator.declaration(name, in: candidate), let file = program.file(field.file) else {
          continue
        }
        var node = field.node
        if file[node].kind == .name { node = file[node].parent }
        let parts = [SyntaxRole.value, .type].compactMap { file.child(node, $0) }
        for part in parts {
          let ref = NodeRef(file: field.file, node: part)
          if isCapped(ref) || evaluator.annotations(of: ref).contains(where: isCapped) { return true }
        }
        // Decorators of a class validator's field: `@Max(100)`.
        let marks = ["@Max(", "@IsIn(", "@IsEnum("]
        if file.children(node, .decorator).contains(where: { decorator in
          let text = file.text(decorator)
          return marks.contains { text.hasPrefix($0) }
        }) {
          return true
        }
      }
    }
    return false
  }

  /// `limit > 100 ? 100 : limit`, `MAX if limit > MAX else limit`.
  func isClamp(_ conditional: NodeRef, _ file: SyntaxFile) -> Bool {
    guard let condition = file.child(conditional.node, .condition) else { return false }
    return (condition..<file[condition].next).contains { node in
      file[node].kind == .comparison && isUpper(node, conditional.file, file) != nil
    }
  }

  /// Somewhere before its use, a name is compared with a largest value.
  func isCompared(_ name: Name, before use: NodeRef, _ file: SyntaxFile) -> Bool {
    guard let function = file.ancestor(of: use.node, where: { $0.kind == .function }) else { return false }
    var node = function + 1
    while node < use.node {
      if file[node].kind == .comparison, let side = isUpper(node, use.file, file),
        (side..<file[side].next).contains(where: { file[$0].kind == .name && file[$0].name == name })
      {
        return true
      }
      node += 1
    }
    return false
  }

  /// The side of a comparison that is held against a bound; `nil` when it only keeps out what is too small.
  private func isUpper(_ comparison: NodeID, _ id: FileID, _ file: SyntaxFile) -> NodeID? {
    guard ["<", ">", "<=", ">="].contains(program.text(file[comparison].name)),
      let left = file.child(comparison, .left), let right = file.child(comparison, .right)
    else { return nil }
    for (side, bound) in [(left, right), (right, left)] where isBound(bound, id, file) { return side }
    return nil
  }

  /// A number above 1, a constant with such a number, or a name that says that it is the most.
  private func isBound(_ node: NodeID, _ id: FileID, _ file: SyntaxFile) -> Bool {
    switch file[node].kind {
    case .number: return (Double(file.text(node)) ?? 0) > 1
    case .name, .member:
      if program.text(file[node].name).uppercased().contains("MAX") { return true }
      guard case .number(let most) = evaluator.value(of: NodeRef(file: id, node: node)) else { return false }
      return most > 1
    default: return false
    }
  }
}
