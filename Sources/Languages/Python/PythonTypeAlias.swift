internal import CTreeSitter
internal import Source
internal import Syntax

/// `type X = …`. The grammar takes `type(x).y = …` for one as well: that is an assignment to a member of a call.
extension PythonWalker {
  mutating func typeAlias(_ index: Int, _ role: SyntaxRole) {
    guard let left = child(index, .left), let declared = firstOperand(left) else { return unknown(index, role) }
    switch symbol(declared) {
    case .identifier: alias(index, role, intern(declared))
    case .genericType: alias(index, role, firstOperand(declared).map { intern($0) } ?? .none)
    case _ where children(index).first(where: { _ in true }) == left: assignmentToType(index, role, declared)
    default: unknown(index, role)
    }
  }

  private mutating func alias(_ index: Int, _ role: SyntaxRole, _ name: Name) {
    open(.typeAlias, role, index, name: name)
    for child in children(index) where field(child) != .left { lower(child, field(child) == .right ? .value : .none) }
    close()
  }

  private mutating func assignmentToType(_ index: Int, _ role: SyntaxRole, _ declared: Int) {
    open(.assignment, role, index)
    let start = tree.nodes[index].start
    for child in children(index) {
      switch field(child) {
      case .left: symbol(declared) == .constrainedType ? annotated(declared, start) : target(declared, .target, start)
      case .right: lower(child, .value)
      default: lower(child, .none)
      }
    }
    close()
  }

  /// `type(x).y: T`, which the grammar takes for a bounded type parameter.
  private mutating func annotated(_ index: Int, _ start: UInt32) {
    var part: SyntaxRole = .target
    for child in children(index) {
      if part == .target { target(onlyChild(child) ?? child, part, start) } else { lower(child, part) }
      part = .type
    }
  }

  /// An expression that begins with the word `type`, at `start`, which the grammar left out of it.
  private mutating func target(_ index: Int, _ role: SyntaxRole, _ start: UInt32) {
    if builder.pointee.depth > Self.deepest { return unknownLeaf(index, role) }
    let end = tree.nodes[index].end
    let word = (start: start, end: start + 4)
    switch symbol(index) {
    case .attribute:
      let name = child(index, .attribute).map { intern($0) } ?? .none
      builder.pointee.open(.member, role, start: start, end: end, name: name)
      if let object = child(index, .object) { target(object, .object, start) }
    case .subscripting:
      builder.pointee.open(.index, role, start: start, end: end)
      for child in children(index) {
        if field(child) == .value { target(child, .object, start) } else { lower(child, .index) }
      }
    case .call:
      builder.pointee.open(.call, role, start: start, end: end)
      for child in children(index) {
        if field(child) == .function { target(child, .callee, start) } else { arguments(child) }
      }
    case .parenthesized, .tuple:
      builder.pointee.open(.call, role, start: start, end: end)
      builder.pointee.leaf(.name, .callee, start: word.start, end: word.end, name: constant("type"))
      for argument in children(index) { lower(argument, .argument) }
    case .list:
      builder.pointee.open(.index, role, start: start, end: end)
      builder.pointee.leaf(.name, .object, start: word.start, end: word.end, name: constant("type"))
      for element in children(index) { lower(element, .index) }
    default: return unknown(index, role)
    }
    close()
  }
}
