internal import CTreeSitter
internal import Source
internal import Syntax

/// Branches, loops and exceptions.
extension CSharpWalker {
  mutating func forEach(_ index: Int, _ role: SyntaxRole) {
    open(.forEach, role, index, flags: starts(index, "await") ? .async : [])
    for child in children(index) {
      switch field(child) {
      case .type: if symbol(child) != .implicitType { lower(child, .type) }
      case .left: lower(child, .target)
      case .right: lower(child, .iterable)
      case .body: block(of: child, .body)
      default: lower(child, .none)
      }
    }
    close()
  }

  mutating func tryStatement(_ index: Int, _ role: SyntaxRole) {
    open(.tryStatement, role, index)
    for child in children(index) {
      switch symbol(child) {
      case .block: block(child, .body)
      case .catchClause: catchClause(child)
      case .finallyClause: for part in children(child) { lower(part, symbol(part) == .block ? .finally : .none) }
      default: lower(child, .none)
      }
    }
    close()
  }

  /// What `when` asks is a statement before those of the body.
  private mutating func catchClause(_ index: Int) {
    let declaration = child(index, of: .catchDeclaration)
    let name = declaration.flatMap { child($0, .name) }
    open(.catchClause, .handler, index, name: name.map { plainName($0) } ?? .none)
    if let type = declaration.flatMap({ child($0, .type) }) { lower(type, .type) }
    if let body = child(index, .body) {
      let filter = child(index, of: .catchFilter)
      builder.pointee.open(.block, .body, start: tree.nodes[filter ?? body].start, end: tree.nodes[body].end)
      if let filter { lower(filter, .statement) }
      statements(body)
      close()
    }
    close()
  }

  // MARK: Switches

  mutating func switchStatement(_ index: Int, _ role: SyntaxRole) {
    open(.switchStatement, role, index)
    for child in children(index) {
      switch field(child) {
      case .value: lower(child, .value)
      case .body: sections(child)
      default: lower(child, .none)
      }
    }
    close()
  }

  /// `case a: case b: …` are two sections in the grammar, of which the first has no statements: one case.
  private mutating func sections(_ index: Int) {
    var labels: [Int] = []
    for child in children(index) {
      guard symbol(child) == .switchSection else {
        section(labels)
        labels = []
        lower(child, .none)
        continue
      }
      labels.append(child)
      if hasStatements(child) || tree.end(child) == tree.end(index) {
        section(labels)
        labels = []
      }
    }
    section(labels)
  }

  private func isDefault(_ section: Int) -> Bool { starts(section, "default") && !starts(section, "default(") }

  private func hasStatements(_ section: Int) -> Bool {
    var labels = isDefault(section) ? 0 : 1
    for child in children(section) where symbol(child) != .operatorToken && symbol(child) != .whenClause {
      if labels == 0 { return true }
      labels -= 1
    }
    return false
  }

  private mutating func section(_ labels: [Int]) {
    guard let first = labels.first, let last = labels.last else { return }
    let end = tree.nodes[last].end
    let isDefault = labels.contains { self.isDefault($0) }
    let id = builder.pointee.open(
      .switchCase, .item, start: tree.nodes[first].start, end: end, flags: isDefault ? .isDefault : [])
    var bodyStart = tree.nodes[first].start
    var statements: [Int] = []
    for label in labels {
      var isLabel = !self.isDefault(label)
      var catchesAll = false
      for child in children(label) where symbol(child) != .operatorToken {
        if isLabel {
          isLabel = false
          catchesAll = matchesAll(child)
          lower(child, .condition)
        } else if symbol(child) == .whenClause {
          catchesAll = false
          lower(child, .condition)
        } else {
          statements.append(child)
          continue
        }
        bodyStart = tree.nodes[child].end
      }
      if catchesAll { builder.pointee.update(id) { $0.flags.insert(.isDefault) } }
    }
    builder.pointee.open(.block, .body, start: bodyStart, end: end, flags: .synthetic)
    for child in statements { lower(child, .statement) }
    close()
    close()
  }

  /// Whether a pattern matches whatever there is.
  private func matchesAll(_ index: Int) -> Bool {
    switch symbol(index) {
    case .discard, .varPattern: true
    case .declarationPattern: child(index, .type).map { symbol($0) == .implicitType } ?? false
    default: false
    }
  }

  /// `x switch { p => e }`: each case returns its value.
  mutating func switchExpression(_ index: Int, _ role: SyntaxRole) {
    open(.switchStatement, role, index)
    var isValue = true
    for child in children(index) {
      if symbol(child) == .switchArm {
        arm(child)
      } else {
        lower(child, isValue ? .value : .none)
        if symbol(child) != .operatorToken { isValue = false }
      }
    }
    close()
  }

  private mutating func arm(_ index: Int) {
    guard let value = lastChild(index), let pattern = firstOperand(index), value != pattern else {
      return unknown(index, .none)
    }
    let guardClause = child(index, of: .whenClause)
    let catchesAll = guardClause == nil && matchesAll(pattern)
    open(.switchCase, .item, index, flags: catchesAll ? .isDefault : [])
    lower(pattern, .condition)
    if let guardClause { lower(guardClause, .condition) }
    open(.block, .body, value, flags: .synthetic)
    if symbol(value) == .throwing {
      lower(value, .statement)
    } else {
      open(.returnStatement, .statement, value, flags: .synthetic)
      lower(value, .value)
      close()
    }
    close()
    close()
  }
}
