internal import Source
internal import Syntax

/// Operators and assignments.
extension ECMAScriptWalker {
  /// An operator's name and the kind of node it makes of its operands.
  func operation(_ index: Int) -> (kind: SyntaxKind, name: Name) {
    switch symbol(index) {
    case .and, .andAssign: (.logical, words.and)
    case .or, .orAssign: (.logical, words.or)
    case .coalesce: (.logical, name(index))
    case .equal, .strictEqual: (.comparison, words.equal)
    case .notEqual, .strictNotEqual: (.comparison, words.notEqual)
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .in, .instanceof: (.comparison, name(index))
    default: (.binary, name(index))
    }
  }

  func binary(_ index: Int, _ role: SyntaxRole) {
    let (kind, operatorName) = child(index, .operator).map { operation($0) } ?? (.binary, .none)
    open(kind, role, index, name: operatorName)
    for child in tree.children(index) {
      switch field(child) {
      case .left: expression(child, .left)
      case .right: expression(child, .right)
      default: stray(child)
      }
    }
    close()
  }

  func unary(_ index: Int, _ role: SyntaxRole) {
    let (kind, operatorName) = unaryOperation(index)
    open(kind, role, index, name: operatorName)
    for child in tree.children(index) {
      if field(child) == .argument { expression(child, .value) } else { stray(child) }
    }
    close()
  }

  func unaryOperation(_ index: Int) -> (kind: SyntaxKind, name: Name) {
    guard let operatorIndex = child(index, .operator) else { return (.unary, .none) }
    switch symbol(operatorIndex) {
    case .delete: return (.deleteStatement, .none)
    case .not: return (.unary, words.not)
    default: return (.unary, name(operatorIndex))
    }
  }

  /// `i++` is `i += 1`; the 1 is not in the text.
  func update(_ index: Int, _ role: SyntaxRole) {
    let isDecrement = child(index, .operator).map { symbol($0) == .decrement } ?? false
    open(.augmentedAssignment, role, index, name: isDecrement ? words.minus : words.plus)
    for child in tree.children(index) {
      if field(child) == .argument { expression(child, .target) } else { stray(child) }
    }
    builder.pointee.leaf(.number, .value, start: end(index), end: end(index), flags: .synthetic)
    close()
  }

  /// `a = b = v` has two targets.
  func assignment(_ index: Int, _ role: SyntaxRole) {
    // TypeScript's grammar reads `using x = f()` so.
    open(.assignment, role, index, flags: child(index, of: .usingToken) == nil ? [] : [.declaration, .constant])
    var current: Int? = index
    while let assigned = current {
      current = nil
      for child in tree.children(assigned) {
        switch field(child) {
        case .left: pattern(child, .target)
        case .right where symbol(child) == .assignmentExpression: current = child
        case .right: expression(child, .value)
        default: stray(child)
        }
      }
    }
    close()
  }

  func augmentedAssignment(_ index: Int, _ role: SyntaxRole) {
    open(.augmentedAssignment, role, index, name: child(index, .operator).map { assignedOperator($0) } ?? .none)
    for child in tree.children(index) {
      switch field(child) {
      case .left: expression(child, .target)
      case .right: expression(child, .value)
      default: stray(child)
      }
    }
    close()
  }

  /// The operator without its `=`.
  private func assignedOperator(_ index: Int) -> Name {
    switch symbol(index) {
    case .andAssign: words.and
    case .orAssign: words.or
    default: end(index) > start(index) ? names.pointee.intern(tree.slice(start(index), end(index) - 1)) : .none
    }
  }

  func conditional(_ index: Int, _ role: SyntaxRole) {
    open(.conditional, role, index)
    for child in tree.children(index) {
      switch field(child) {
      case .condition: expression(child, .condition)
      case .consequence: expression(child, .then)
      case .alternative: expression(child, .otherwise)
      default: stray(child)
      }
    }
    close()
  }
}
