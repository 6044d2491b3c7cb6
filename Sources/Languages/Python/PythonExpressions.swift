internal import CTreeSitter
internal import Source
internal import Syntax

extension PythonWalker {
  mutating func call(_ index: Int, _ role: SyntaxRole) {
    open(.call, role, index)
    for child in children(index) {
      if field(child) == .function { lower(child, .callee) } else { arguments(child) }
    }
    close()
  }

  /// An argument list, or the generator expression that stands for one.
  @inline(__always)
  mutating func arguments(_ index: Int) {
    guard symbol(index) == .argumentList else { return lower(index, .argument) }
    for argument in children(index) { lower(argument, .argument) }
  }

  mutating func member(_ index: Int, _ role: SyntaxRole) {
    let id = open(.member, role, index)
    for child in children(index) {
      switch field(child) {
      case .object: lower(child, .object)
      case .attribute:
        let name = intern(child)
        builder.pointee.update(id) { $0.name = name }
      default: lower(child, .none)
      }
    }
    close()
  }

  mutating func keywordArgument(_ index: Int, _ role: SyntaxRole) {
    let id = open(.keywordArgument, role, index)
    for child in children(index) {
      if field(child) == .name {
        let name = intern(child)
        builder.pointee.update(id) { $0.name = name }
      } else {
        lower(child, .value)
      }
    }
    close()
  }

  mutating func pair(_ index: Int, _ role: SyntaxRole) {
    open(.pair, role, index)
    for child in children(index) { lower(child, field(child) == .key ? .key : .value) }
    close()
  }

  mutating func subscripting(_ index: Int, _ role: SyntaxRole) {
    open(.index, role, index)
    for child in children(index) { lower(child, field(child) == .value ? .object : .index) }
    close()
  }

  /// `lower:upper:step`; a bound left out before one that is there is a `null` of no width.
  mutating func slice(_ index: Int, _ role: SyntaxRole) {
    open(.slice, role, index)
    var position = tree.nodes[index].start
    var missing = 1
    for child in children(index) {
      let node = tree.nodes[child]
      for byte in tree.slice(position, max(position, node.start)) where byte == UInt8(ascii: ":") {
        if missing > 0 {
          builder.pointee.leaf(.null, .element, start: position, end: position, flags: .synthetic)
        }
        missing = 1
      }
      lower(child, .element)
      missing = 0
      position = node.end
    }
    close()
  }

  mutating func unary(_ index: Int, _ role: SyntaxRole, _ name: Name) {
    open(.unary, role, index, name: name)
    for child in children(index) { lower(child, .value) }
    close()
  }

  /// `a + b`, `a and b`, and unions of types.
  mutating func binary(_ kind: SyntaxKind, _ index: Int, _ role: SyntaxRole) {
    let id = open(kind, role, index)
    var side: SyntaxRole = .left
    for child in children(index) {
      switch symbol(child) {
      case .operatorToken:
        let name = operatorTokenName(child)
        builder.pointee.update(id) { $0.name = name }
        side = .right
      default: lower(child, side)
      }
    }
    close()
  }

  mutating func conditional(_ index: Int, _ role: SyntaxRole) {
    open(.conditional, role, index)
    var part: SyntaxRole = .then
    for child in children(index) {
      lower(child, part)
      if symbol(child) != .error { part = part == .then ? .condition : .otherwise }
    }
    close()
  }

  mutating func yield(_ index: Int, _ role: SyntaxRole) {
    sawYield = true
    let id = open(.yield, role, index)
    for child in children(index) {
      if symbol(child) == .fromKeyword {
        builder.pointee.update(id) { $0.flags.insert(.delegate) }
      } else {
        lower(child, .value)
      }
    }
    close()
  }

  mutating func namedExpression(_ index: Int, _ role: SyntaxRole) {
    open(.assignment, role, index)
    for child in children(index) { lower(child, field(child) == .name ? .target : .value) }
    close()
  }

  /// A list, set, dict comprehension or generator expression; conditions belong to the `for` before them.
  mutating func comprehension(_ index: Int, _ role: SyntaxRole, _ flags: SyntaxFlags) {
    open(.comprehension, role, index, flags: flags)
    var clause: NodeID?
    for child in children(index) {
      switch symbol(child) {
      case .forInClause:
        if clause != nil { close() }
        clause = comprehensionClause(child)
      case .ifClause:
        lower(child, .condition)
        let end = tree.nodes[child].end
        if let clause { builder.pointee.update(clause) { $0.end = end } }
      default:
        if clause != nil, symbol(child) == .error {
          let end = tree.nodes[child].end
          if let clause { builder.pointee.update(clause) { $0.end = end } }
        }
        lower(child, .element)
      }
    }
    if clause != nil { close() }
    close()
  }

  /// Opens a clause and leaves it open for its conditions.
  private mutating func comprehensionClause(_ index: Int) -> NodeID {
    let id = open(.comprehensionClause, .item, index)
    var iterables = 0
    for child in children(index) where field(child) == .right { iterables += 1 }
    for child in children(index) {
      switch field(child) {
      case .left: lower(child, .target)
      case .right:
        if iterables == 1 { lower(child, .iterable) } else if iterables > 1 { iterableTuple(index, from: child) }
        if iterables > 1 { iterables = 0 }
      default:
        if symbol(child) == .asyncKeyword {
          builder.pointee.update(id) { $0.flags.insert(.async) }
        } else {
          lower(child, .none)
        }
      }
    }
    return id
  }

  /// Python 2's `for x in 1, 2` in a comprehension.
  private mutating func iterableTuple(_ clause: Int, from first: Int) {
    builder.pointee.open(.tuple, .iterable, start: tree.nodes[first].start, end: tree.nodes[clause].end)
    for child in children(clause) where field(child) == .right { lower(child, .element) }
    close()
  }
}
