internal import CTreeSitter
internal import Source
internal import Syntax

extension PythonWalker {
  mutating func matchStatement(_ index: Int, _ role: SyntaxRole) {
    open(.switchStatement, role, index)
    var children = children(index)
    while let child = children.next() {
      switch field(child) {
      case .subject: children.current = operands(from: child, of: index, .value)
      case .body: for clause in self.children(child) { caseClause(clause) }
      default: lower(child, .none)
      }
    }
    close()
  }

  private mutating func caseClause(_ index: Int) {
    guard symbol(index) == .caseClause else { return lower(index, .none) }
    let id = open(.switchCase, .item, index)
    var isName = false
    var hasGuard = false
    var children = children(index)
    while let child = children.next() {
      switch field(child) {
      case .consequence: block(child, .body)
      case .guarded:
        hasGuard = true
        lower(child, .condition)
      default:
        guard symbol(child) == .casePattern else {
          lower(child, .none)
          continue
        }
        let pattern = builder.pointee.nodes.count
        children.current = operands(from: child, of: index, .condition)
        isName = builder.pointee.nodes[pattern].kind == .name
      }
    }
    // A bare name, `_` too, matches anything.
    if isName, !hasGuard { builder.pointee.update(id) { $0.flags.insert(.isDefault) } }
    close()
  }

  /// The subjects of a `match`, or the patterns of a `case`: several, or one with a comma, are a tuple. Returns where
  /// the siblings after them begin.
  private mutating func operands(from first: Int, of parent: Int, _ role: SyntaxRole) -> Int {
    let end = tree.end(parent)
    var last = first
    var sibling = tree.end(first)
    while sibling < end {
      if isOperand(sibling) { last = sibling }
      sibling = tree.end(sibling)
    }
    let next = tree.end(last)
    let limit = next < end ? tree.nodes[next].start : tree.nodes[parent].end
    if first == last, !hasComma(tree.nodes[last].end, limit) {
      lower(first, role)
      return next
    }
    builder.pointee.open(.tuple, role, start: tree.nodes[first].start, end: tree.nodes[last].end)
    var element = first
    while element < next {
      lower(element, .element)
      element = tree.end(element)
    }
    close()
    return next
  }

  private func isOperand(_ index: Int) -> Bool { field(index) == .subject || symbol(index) == .casePattern }
}
