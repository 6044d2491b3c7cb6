internal import CTreeSitter
internal import Source
internal import Syntax

extension GoWalker {
  mutating func call(_ index: Int, _ role: SyntaxRole) {
    // `new(T)` is `T{}`.
    if let callee = child(index, .function), symbol(callee) == .identifier, isText(callee, "new"),
      let arguments = child(index, .arguments), let type = onlyChild(arguments)
    {
      open(.call, role, index, flags: .isNew)
      lower(type, .callee)
      return close()
    }
    open(.call, role, index)
    for child in children(index) {
      switch field(child) {
      case .function: lower(child, .callee)
      case .arguments: arguments(child)
      case .typeArguments: for type in children(child) { lower(type, .typeArgument) }
      default: lower(child, .none)
      }
    }
    close()
  }

  mutating func arguments(_ index: Int) {
    for argument in children(index) { lower(argument, .argument) }
  }

  mutating func member(_ index: Int, _ role: SyntaxRole) {
    let id = open(.member, role, index)
    for child in children(index) {
      switch field(child) {
      case .operand: lower(child, .object)
      case .field:
        let name = intern(child)
        builder.pointee.update(id) { $0.name = name }
      default: lower(child, .none)
      }
    }
    close()
  }

  mutating func indexing(_ index: Int, _ role: SyntaxRole) {
    open(.index, role, index)
    for child in children(index) { lower(child, field(child) == .operand ? .object : .index) }
    close()
  }

  /// `a[low:high:max]`.
  mutating func slice(_ index: Int, _ role: SyntaxRole) {
    open(.index, role, index)
    if let operand = child(index, .operand) { lower(operand, .object) }
    let start = child(index, .operand).map { tree.nodes[$0].end } ?? tree.nodes[index].start
    builder.pointee.open(.slice, .index, start: start, end: tree.nodes[index].end)
    if child(index, .start) == nil {
      builder.pointee.leaf(.null, .element, start: start, end: start, flags: .synthetic)
    }
    for child in children(index) where field(child) != .operand { lower(child, .element) }
    close()
    close()
  }

  /// `x.(T)` and `[]byte(x)`.
  mutating func cast(_ index: Int, _ role: SyntaxRole) {
    open(.cast, role, index)
    for child in children(index) {
      switch field(child) {
      case .operand: lower(child, .value)
      case .type: lower(child, .type)
      default: lower(child, .none)
      }
    }
    close()
  }

  /// The operand of `&x` and `*x`, which are the same as `x` in the IR.
  func transparentOperand(_ index: Int) -> Int? {
    guard let token = child(index, .operator), let operand = child(index, .operand),
      isText(token, "&") || isText(token, "*")
    else { return nil }
    return operand
  }

  func string(_ index: Int, _ role: SyntaxRole, _ flags: SyntaxFlags) {
    let node = tree.nodes[index]
    let isWhole = node.end >= node.start + 2
    let trim = StringTrim(prefix: isWhole ? 1 : 0, suffix: isWhole ? 1 : 0)
    leaf(.string, role, index, name: trim.name, flags: flags)
  }
}
