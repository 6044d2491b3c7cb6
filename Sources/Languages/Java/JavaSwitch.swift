internal import CTreeSitter
internal import Source
internal import Syntax

extension JavaWalker {
  /// As a statement, each body does something; as an expression, it returns the value.
  mutating func switchStatement(_ index: Int, _ role: SyntaxRole) {
    open(.switchStatement, role, index)
    for child in children(index) {
      switch field(child) {
      case .condition: lower(child, .value)
      case .body: for group in children(child) { switchCase(group, isExpression: role != .statement) }
      default: lower(child, .none)
      }
    }
    close()
  }

  private mutating func switchCase(_ index: Int, isExpression: Bool) {
    guard symbol(index) == .switchGroup || symbol(index) == .switchRule else { return lower(index, .none) }
    let id = open(.switchCase, .item, index)
    var end = tree.nodes[index].start
    for child in children(index) where symbol(child) == .switchLabel {
      label(child, id)
      end = tree.nodes[child].end
    }
    if symbol(index) == .switchRule, let body = ruleBody(index) {
      rule(body, isExpression: isExpression)
    } else {
      builder.pointee.open(.block, .body, start: end, end: max(end, tree.nodes[index].end))
      for child in children(index) where symbol(child) != .switchLabel && tree.nodes[child].start >= end {
        lower(child, .statement)
      }
      close()
    }
    close()
  }

  private func ruleBody(_ index: Int) -> Int? {
    for child in children(index) where symbol(child) != .switchLabel && symbol(child) != .error { return child }
    return nil
  }

  private mutating func rule(_ index: Int, isExpression: Bool) {
    guard isExpression, symbol(index) == .expressionStatement else { return block(index, .body) }
    open(.block, .body, index, flags: .synthetic)
    open(.returnStatement, .statement, index, flags: .synthetic)
    lower(index, .value)
    close()
    close()
  }

  /// `case A, B`, `case T x when x.f()`, `case null, default`, `default`.
  private mutating func label(_ index: Int, _ id: NodeID) {
    var count = 0
    for child in children(index) {
      count += 1
      if symbol(child) == .defaultToken || symbol(child) == .identifier && isText(child, "default") {
        builder.pointee.update(id) { $0.flags.insert(.isDefault) }
      } else {
        lower(child, .condition)
      }
    }
    // A grammar that does not keep the word.
    if count == 0 { builder.pointee.update(id) { $0.flags.insert(.isDefault) } }
  }
}
