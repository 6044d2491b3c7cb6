internal import CTreeSitter
internal import Source
internal import Syntax

/// Statements but those that branch or loop.
extension CSharpWalker {
  mutating func block(_ index: Int, _ role: SyntaxRole) {
    open(.block, role, index)
    statements(index)
    close()
  }

  /// A branch: a block, or a statement that becomes one.
  mutating func block(of index: Int, _ role: SyntaxRole) {
    if symbol(index) == .block { return block(index, role) }
    open(.block, role, index, flags: .synthetic)
    if symbol(index) == .localDeclaration { localDeclaration(index, .statement) } else { lower(index, .statement) }
    close()
  }

  func isIf(_ index: Int) -> Bool { symbol(index) == .ifStatement }

  /// The statements of a block. What follows `using var x = …;` is the body of a `with`.
  mutating func statements(_ index: Int) {
    var opened = 0
    let end = tree.nodes[index].end
    for child in children(index) {
      guard symbol(child) == .localDeclaration, isUsing(child), builder.pointee.depth < Self.deepest else {
        lower(child, .statement)
        continue
      }
      let node = tree.nodes[child]
      builder.pointee.open(
        .withStatement, .statement, start: node.start, end: end, flags: starts(child, "await") ? .async : [])
      for part in children(child) where symbol(part) == .variableDeclaration { items(part) }
      builder.pointee.open(.block, .body, start: node.end, end: end, flags: .synthetic)
      opened += 2
    }
    for _ in 0..<opened { close() }
  }

  func isUsing(_ index: Int) -> Bool { starts(index, "using") || starts(index, "await") }

  /// Each `x = e` of a `using` is an item.
  mutating func items(_ declaration: Int) {
    let type = child(declaration, .type)
    var isFirst = true
    for declarator in children(declaration) where symbol(declarator) == .variableDeclarator {
      builder.pointee.open(
        .withItem, .item, start: tree.nodes[type ?? declarator].start, end: tree.nodes[declarator].end)
      if let type, symbol(type) != .implicitType { isFirst ? lower(type, .type) : copy(type, .type) }
      isFirst = false
      if let name = child(declarator, .name) { identifier(name, .target) }
      if let value = declaredValue(declarator) { lower(value, .value) }
      close()
    }
  }

  /// `T a = 1, b;`. At the top of a file `using var` has no body of its own.
  mutating func localDeclaration(_ index: Int, _ role: SyntaxRole) {
    if isUsing(index) {
      open(.withStatement, role, index, flags: starts(index, "await") ? .async : [])
      for part in children(index) where symbol(part) == .variableDeclaration { items(part) }
      let end = tree.nodes[index].end
      builder.pointee.leaf(.block, .body, start: end, end: end, flags: .synthetic)
      return close()
    }
    var flags: SyntaxFlags = .declaration
    for child in children(index) where symbol(child) == .modifier && isText(child, "const") { flags.insert(.constant) }
    for child in children(index) {
      if symbol(child) == .variableDeclaration { variables(child, role, flags) } else { lower(child, .none) }
    }
  }

  mutating func variables(_ index: Int, _ role: SyntaxRole, _ flags: SyntaxFlags) {
    var type = child(index, .type)
    var isFirst = true
    for declarator in children(index) {
      guard symbol(declarator) == .variableDeclarator else {
        if declarator != type {
          lower(declarator, .none)
          type = nil
        }
        continue
      }
      builder.pointee.open(
        .assignment, role, start: tree.nodes[type ?? declarator].start, end: tree.nodes[declarator].end, flags: flags)
      if let type, symbol(type) != .implicitType { isFirst ? lower(type, .type) : copy(type, .type) }
      for child in children(declarator) {
        switch symbol(child) {
        case .operatorToken, .bracketedArguments: break
        case .tuplePattern: tuple(child, .target)
        case .error: lower(child, .none)
        default: if field(child) == .name { identifier(child, .target) } else { lower(child, .value) }
        }
      }
      close()
      isFirst = false
    }
  }

  /// `out var x`, `T x` in a tuple.
  mutating func declared(_ index: Int, _ role: SyntaxRole) {
    guard let name = child(index, .name) else { return unknown(index, role) }
    open(.assignment, role, index, flags: .declaration)
    if let type = child(index, .type), symbol(type) != .implicitType { lower(type, .type) }
    identifier(name, .target)
    close()
  }

  mutating func assignment(_ index: Int, _ role: SyntaxRole) {
    guard let left = child(index, .left), let token = child(index, .operator) else { return unknown(index, role) }
    let text = tree.text(token)
    if text.count > 1 {
      let name = names.pointee.intern(UnsafeBufferPointer(rebasing: text.dropLast()))
      open(.augmentedAssignment, role, index, name: name)
    } else {
      let declares = symbol(left) == .tuple && containsDeclaration(left)
      open(.assignment, role, index, flags: declares ? .declaration : [])
    }
    if symbol(left) == .tuple { targets(left) } else { lower(left, .target) }
    for child in children(index) {
      switch field(child) {
      case .left, .operator: break
      case .right: lower(child, .value)
      default: lower(child, .none)
      }
    }
    close()
  }

  private func containsDeclaration(_ index: Int) -> Bool {
    for child in index..<tree.end(index) where symbol(child) == .declarationExpression { return true }
    return false
  }

  /// `(a, var b) = …`: the names alone.
  private mutating func targets(_ index: Int) {
    open(.tuple, .target, index)
    for argument in children(index) {
      let inner = lastChild(argument) ?? argument
      if symbol(inner) == .declarationExpression, let name = child(inner, .name) {
        identifier(name, .element)
      } else {
        lower(inner, .element)
      }
    }
    close()
  }

  /// A tuple, or the names that a tuple is taken apart to.
  mutating func tuple(_ index: Int, _ role: SyntaxRole) {
    open(.tuple, role, index)
    for child in children(index) {
      switch symbol(child) {
      case .argument: lower(lastChild(child) ?? child, .element)
      default: lower(child, .element)
      }
    }
    close()
  }

  /// `yield return e` and `yield break`.
  mutating func yield(_ index: Int, _ role: SyntaxRole) {
    sawYield = true
    simple(firstOperand(index) == nil ? .returnStatement : .yield, index, role)
  }

  /// `using (var x = e) …` and `using (e) …`.
  mutating func usingStatement(_ index: Int, _ role: SyntaxRole) {
    open(.withStatement, role, index, flags: starts(index, "await") ? .async : [])
    for child in children(index) {
      if field(child) == .body {
        block(of: child, .body)
      } else if symbol(child) == .variableDeclaration {
        items(child)
      } else if symbol(child) == .error {
        lower(child, .none)
      } else {
        open(.withItem, .item, child)
        lower(child, .value)
        close()
      }
    }
    close()
  }

  /// `lock (x) …` is a `with` whose item is a call of `lock`.
  mutating func lockStatement(_ index: Int, _ role: SyntaxRole) {
    open(.withStatement, role, index)
    let start = tree.nodes[index].start
    var isValue = true
    for child in children(index) {
      if isValue, symbol(child) != .error {
        let end = tree.nodes[child].end
        builder.pointee.open(.withItem, .item, start: start, end: end)
        builder.pointee.open(.call, .value, start: start, end: end)
        builder.pointee.leaf(.name, .callee, start: start, end: min(start + 4, end), name: constant("lock"))
        lower(child, .argument)
        close()
        close()
        isValue = false
      } else if symbol(child) == .error {
        lower(child, .none)
      } else {
        block(of: child, .body)
      }
    }
    close()
  }

  /// `fixed (T* p = x) …`: a block that declares.
  mutating func fixedStatement(_ index: Int, _ role: SyntaxRole) {
    open(.block, role, index, flags: .synthetic)
    for child in children(index) {
      if symbol(child) == .variableDeclaration {
        variables(child, .statement, .declaration)
      } else {
        lower(child, .statement)
      }
    }
    close()
  }
}
