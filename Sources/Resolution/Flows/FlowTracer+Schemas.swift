internal import Source
internal import Syntax

/// Validators that an object goes through before a size is read of it: zod's, yup's and Joi's schemas.
extension FlowTracer {
  private static let parses: Set<String> = [
    "parse", "safeParse", "parseAsync", "safeParseAsync", "validate", "validateSync", "validateAsync", "cast",
    "attempt", "safeParseJSON", "decode", "assert", "create", "Check", "Parse", "spa",
  ]

  /// What stands between a parser's answer and the fields in it.
  private static let wrappers: Set<String> = ["data", "value", "output", "success"]

  /// Notes which field is read of an object, the one nearest to the sink.
  func reading(_ name: String, _ trail: Trail) -> Trail {
    guard danger == "pageSize", trail.field == nil, !Self.wrappers.contains(name) else { return trail }
    var next = trail
    next.field = name
    return next
  }

  /// `Page.parse(req.query)`, when the field that is read of its answer afterwards has a largest value in the schema.
  func isBoundedBySchema(_ call: NodeRef, _ callee: NodeID, _ file: SyntaxFile, _ trail: Trail) -> Bool {
    guard danger == "pageSize", let field = trail.field, file[callee].kind == .member,
      Self.parses.contains(program.text(file[callee].name)), let object = file.child(callee, .object)
    else { return false }
    let own = NodeRef(file: call.file, node: object)
    if boundsField(field, own, depth: 0) { return true }
    // `Joi.attempt(query, schema)`.
    return file.children(call.node, .argument).dropFirst().contains {
      boundsField(field, NodeRef(file: call.file, node: $0), depth: 0)
    }
  }

  /// A method of schemas that answers with what it is given.
  func isParser(_ name: String) -> Bool { danger == "pageSize" && Self.parses.contains(name) }

  /// Whether a schema, or one that it is made of, has the field with a largest value.
  private func boundsField(_ field: String, _ schema: NodeRef, depth: Int) -> Bool {
    guard depth < 5, let file = program.file(schema.file) else { return false }
    var names: [NodeRef] = []
    for node in schema.node..<file[schema.node].next {
      if file[node].kind == .pair, let key = file.child(node, .key), file.stringValue(key) == field,
        let value = file.child(node, .value)
      {
        return isBounded(NodeRef(file: schema.file, node: value), depth: 0)
      }
      if file[node].kind == .name, file[node].role != .key { names.append(NodeRef(file: schema.file, node: node)) }
    }
    return names.prefix(12).contains { name in
      definedValue(name).map { boundsField(field, $0, depth: depth + 1) } ?? false
    }
  }

  private static let ceilings: Set<String> = ["max", "lte", "lt", "lessThan", "maximum", "maxValue"]
  private static let choices: Set<String> = ["enum", "literal", "oneOf", "valid", "nativeEnum", "picklist"]

  /// `z.coerce.number().max(100)`, or a name for such.
  private func isBounded(_ schema: NodeRef, depth: Int) -> Bool {
    guard depth < 4, let file = program.file(schema.file) else { return false }
    for node in schema.node..<file[schema.node].next {
      switch file[node].kind {
      case .member where file[node].role == .callee:
        let name = program.text(file[node].name)
        if Self.ceilings.contains(name) || Self.choices.contains(name) { return true }
      case .call:
        // `.transform((n) => Math.min(n, 100))`.
        if let callee = file.child(node, .callee), file.text(callee) == "Math.min" { return true }
      case .pair:
        if let key = file.child(node, .key), let name = file.stringValue(key), Self.ceilings.contains(name) {
          return true
        }
      case .name where file[node].role != .key:
        if let value = definedValue(NodeRef(file: schema.file, node: node)), isBounded(value, depth: depth + 1) {
          return true
        }
      default: break
      }
    }
    return false
  }

  /// What a constant's name stands for: the right-hand side of its declaration.
  private func definedValue(_ name: NodeRef) -> NodeRef? {
    guard let definition = evaluator.definition(of: name), let file = program.file(definition.file),
      file[definition.node].kind == .name, case let statement = file[definition.node].parent,
      file[statement].kind == .assignment, let value = file.child(statement, .value),
      !(definition.file == name.file && (value..<file[value].next).contains(name.node))
    else { return nil }
    return NodeRef(file: definition.file, node: value)
  }

  /// The key under which a destructuring target takes its value: `limit` of `const { limit: take } = page`.
  func destructuredKey(_ target: NodeID, _ file: SyntaxFile) -> String? {
    var node = target
    while node != 0, file[node].kind != .assignment || file[file[node].parent].kind == .pair {
      let parent = file[node].parent
      if file[parent].kind == .pair, file[node].role == .value {
        return file.child(parent, .key).flatMap { file.stringValue($0) }
      }
      node = parent
    }
    return nil
  }
}
