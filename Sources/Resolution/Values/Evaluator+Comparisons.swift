internal import Source
internal import Syntax

/// Comparisons that one call decides: `args.length > 3`, `verb === "get"`.
extension Evaluator {
  /// What a comparison is in one call; `nil` when the call does not tell, or nothing of it comes from the call.
  func comparisonTruth(_ node: NodeID, _ id: FileID, _ file: SyntaxFile, _ frame: Frame) -> Bool? {
    guard let left = file.child(node, .left), let right = file.child(node, .right) else { return nil }
    let given = [left, right].map { fromCall(NodeRef(file: id, node: $0), file, frame) }
    guard given.contains(where: { $0 != nil }) else { return nil }
    guard let first = given[0] ?? written(left, file), let second = given[1] ?? written(right, file) else { return nil }
    let operation = program.text(file[node].name)
    switch (operation, first, second) {
    case ("==", _, _): return first == second
    case ("!=", _, _): return first != second
    case (_, .number(let first), .number(let second)): return Self.compare(operation, first, second)
    default: return nil
    }
  }

  private static func compare(_ operation: String, _ first: Double, _ second: Double) -> Bool? {
    switch operation {
    case "<": first < second
    case "<=": first <= second
    case ">": first > second
    case ">=": first >= second
    default: nil
    }
  }

  /// A constant that a call binds: a parameter, or how many arguments a variadic one got.
  private func fromCall(_ ref: NodeRef, _ file: SyntaxFile, _ frame: Frame) -> Value? {
    switch file[ref.node].kind {
    case .name:
      guard let definition = definition(of: ref), let value = known(definition, in: frame) else { return nil }
      return Self.isConstant(value) ? value : nil
    case .member where file[ref.node].name == words.length:
      guard let object = file.child(ref.node, .object), file[object].kind == .name,
        let definition = definition(of: NodeRef(file: ref.file, node: object)),
        case .row(let values)? = known(definition, in: frame)
      else { return nil }
      return .number(Double(values.count))
    default: return nil
    }
  }

  /// A constant as it is written.
  private func written(_ node: NodeID, _ file: SyntaxFile) -> Value? {
    switch file[node].kind {
    case .number: Double(file.text(node)).map { .number($0) }
    case .string: file.stringValue(node).map { .string($0) }
    case .boolean: .bool(file[node].flags.contains(.truth))
    default: nil
    }
  }

  private static func isConstant(_ value: Value) -> Bool {
    switch value {
    case .number, .bool: true
    case .string(let text): !text.contains(Value.hole)
    default: false
    }
  }
}
