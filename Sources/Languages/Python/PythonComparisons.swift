internal import CTreeSitter
internal import Source
internal import Syntax

extension PythonWalker {
  /// `a < b < c` is `a < b and (b < c)`.
  mutating func comparison(_ index: Int, _ role: SyntaxRole) {
    var left = -1
    var token = -1
    var role = role
    var opened = 0
    var isFirst = true
    var remaining = -1
    for child in children(index) where symbol(child) == .operatorToken { remaining += 1 }
    for child in children(index) {
      switch symbol(child) {
      case .operatorToken: token = child
      case .error: if left < 0 { lower(child, .none) }
      default:
        guard left >= 0, token >= 0 else {
          left = child
          continue
        }
        let node = (start: tree.nodes[left].start, end: tree.nodes[index].end)
        if builder.pointee.depth > Self.deepest {
          builder.pointee.leaf(.unknown, role, start: node.start, end: node.end)
          for _ in 0..<opened { close() }
          return
        }
        if remaining > 0 {
          builder.pointee.open(.logical, role, start: node.start, end: node.end, name: constant("and"))
          opened += 1
        }
        pairOfOperands(left, token, child, remaining > 0 ? .left : role, isCopy: !isFirst)
        remaining -= 1
        role = .right
        isFirst = false
        left = child
      }
    }
    if isFirst, left >= 0 { lower(left, role) }
    if left >= 0 { errors(from: tree.end(left), to: tree.end(index)) }
    for _ in 0..<opened { close() }
  }

  private mutating func pairOfOperands(
    _ left: Int, _ token: Int, _ right: Int, _ role: SyntaxRole, isCopy: Bool
  ) {
    let start = tree.nodes[left].start
    builder.pointee.open(
      .comparison, role, start: start, end: tree.nodes[right].end, name: operatorTokenName(token))
    if isCopy { copyOperand(left, .left) } else { lower(left, .left) }
    errors(from: tree.end(left), to: right)
    lower(right, .right)
    close()
  }

  /// Lowers the errors among the siblings in a range.
  private mutating func errors(from first: Int, to end: Int) {
    var index = first
    while index < end {
      if symbol(index) == .error { lower(index, .none) }
      index = tree.end(index)
    }
  }

  /// Lowers a shared operand for the second time, marked `synthetic`.
  private mutating func copyOperand(_ index: Int, _ role: SyntaxRole) {
    let id = NodeID(builder.pointee.nodes.count)
    copy(index, role)
    builder.pointee.update(id) { $0.flags.insert(.synthetic) }
  }
}
