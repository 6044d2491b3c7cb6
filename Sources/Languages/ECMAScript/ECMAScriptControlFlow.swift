internal import Source
internal import Syntax

/// Branches, loops and exceptions.
extension ECMAScriptWalker {
  func ifStatement(_ index: Int, _ role: SyntaxRole) {
    open(.ifStatement, role, index)
    for child in tree.children(index) {
      switch field(child) {
      case .condition: expression(child, .condition)
      case .consequence: block(child, .then)
      case .alternative: elseClause(child)
      default: stray(child)
      }
    }
    close()
  }

  private func elseClause(_ index: Int) {
    for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) {
      if symbol(child) == .ifStatement {
        statement(child, .otherwise)
      } else {
        block(child, .otherwise)
      }
    }
  }

  func forStatement(_ index: Int, _ role: SyntaxRole) {
    open(.forLoop, role, index)
    for child in tree.children(index) {
      switch field(child) {
      case .initializer: if tree.isNamed(child) { statement(child, .initializer) }
      case .condition: forCondition(child)
      case .increment: expression(child, .update)
      case .body: block(child, .body)
      default: stray(child)
      }
    }
    close()
  }

  /// The older grammar wraps the condition in a statement; both yield the `;` under the same field.
  private func forCondition(_ index: Int) {
    guard tree.isNamed(index) else { return }
    switch symbol(index) {
    case .emptyStatement: break
    case .expressionStatement: if let value = inner(index) { expression(value, .condition) }
    default: expression(index, .condition)
    }
  }

  func forInStatement(_ index: Int, _ role: SyntaxRole) {
    var flags: SyntaxFlags = []
    for child in tree.children(index) {
      switch symbol(child) {
      case .awaitToken: flags.insert(.async)
      case .in: flags.insert(.keys)
      default: break
      }
    }
    open(.forEach, role, index, flags: flags)
    for child in tree.children(index) {
      switch field(child) {
      case .left: pattern(child, .target)
      case .right: expression(child, .iterable)
      case .body: block(child, .body)
      default: stray(child)
      }
    }
    close()
  }

  func whileStatement(_ index: Int, _ role: SyntaxRole, flags: SyntaxFlags) {
    open(.whileLoop, role, index, flags: flags)
    for child in tree.children(index) {
      switch field(child) {
      case .condition: expression(child, .condition)
      case .body: block(child, .body)
      default: stray(child)
      }
    }
    close()
  }

  func switchStatement(_ index: Int, _ role: SyntaxRole) {
    open(.switchStatement, role, index)
    for child in tree.children(index) {
      switch field(child) {
      case .value: expression(child, .value)
      case .body: for item in tree.children(child) { switchCase(item) }
      default: stray(child)
      }
    }
    close()
  }

  private func switchCase(_ index: Int) {
    let isDefault = symbol(index) == .switchDefault
    guard isDefault || symbol(index) == .switchCase else { return stray(index) }
    open(.switchCase, .item, index, flags: isDefault ? .isDefault : [])
    var isInBody = false
    for child in tree.children(index) {
      if field(child) == .body && !isInBody {
        isInBody = true
        builder.pointee.open(.block, .body, start: start(child), end: end(index), flags: .synthetic)
      }
      if isInBody {
        statement(child, .statement)
      } else if field(child) == .value {
        expression(child, .condition)
      } else {
        stray(child)
      }
    }
    if !isInBody { builder.pointee.open(.block, .body, start: end(index), end: end(index), flags: .synthetic) }
    close()
    close()
  }

  func tryStatement(_ index: Int, _ role: SyntaxRole) {
    open(.tryStatement, role, index)
    for child in tree.children(index) {
      switch field(child) {
      case .body: block(child, .body)
      case .handler: catchClause(child)
      case .finalizer: if let body = self.child(child, .body) { block(body, .finally) }
      default: stray(child)
      }
    }
    close()
  }

  private func catchClause(_ index: Int) {
    let parameter = child(index, .parameter)
    let isName = parameter.map { symbol($0) == .identifier } ?? true
    open(.catchClause, .handler, index, name: isName ? parameter.map { name($0) } ?? .none : .none)
    for child in tree.children(index) {
      switch field(child) {
      case .parameter: if !isName { pattern(child, .target) }
      case .type: annotation(child, .type)
      case .body: block(child, .body)
      default: stray(child)
      }
    }
    close()
  }
}
