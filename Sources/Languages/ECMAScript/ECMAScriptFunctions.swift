internal import Source
internal import Syntax

/// Functions, methods, arrows and their parameters.
extension ECMAScriptWalker {
  /// Opens a declaration whose decorators may stand before it, as siblings from `leading` on, and lowers those.
  func openDecorated(_ kind: SyntaxKind, _ role: SyntaxRole, _ index: Int, leading: Int, name: Name, flags: SyntaxFlags)
  {
    builder.pointee.open(kind, role, start: start(leading), end: end(index), name: name, flags: flags)
    var sibling = leading
    while sibling < index {
      if symbol(sibling) == .decorator { decorator(sibling) }
      sibling = tree.end(sibling)
    }
  }

  func decorator(_ index: Int) {
    guard hasRoom(index, .decorator) else { return }
    open(.decorator, .decorator, index)
    for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) { expression(child, .value) }
    close()
  }

  /// Any function. Signatures have no body.
  func function(_ index: Int, _ role: SyntaxRole, leading: Int, flags: SyntaxFlags) {
    var flags = flags
    var functionName = Name.none
    for child in tree.children(index) {
      switch symbol(child) {
      case .asyncToken: flags.insert(.async)
      case .star: flags.insert(.generator)
      case .getToken: flags.insert(.getter)
      case .setToken: flags.insert(.setter)
      case .staticToken: flags.insert(.isStatic)
      case .questionToken: flags.insert(.optional)
      case .staticGetToken: flags.formUnion([.isStatic, .getter])
      default: if field(child) == .name { functionName = plainName(child) }
      }
    }
    if flags.contains(.method), functionName == words.constructor { flags.insert(.constructor) }
    openDecorated(.function, role, index, leading: leading, name: functionName, flags: flags)
    for child in tree.children(index) {
      switch field(child) {
      case .parameters: for parameter in tree.children(child) { self.parameter(parameter) }
      case .parameter: parameter(child)
      case .returnType: annotation(child, .type)
      case .body: functionBody(child)
      case .decorator: decorator(child)
      default: stray(child)
      }
    }
    close()
  }

  private func functionBody(_ index: Int) {
    if symbol(index) == .statementBlock { return block(index, .body) }
    open(.block, .body, index, flags: .synthetic)
    open(.returnStatement, .statement, index, flags: .synthetic)
    expression(index, .value)
    close()
    close()
  }

  func parameter(_ index: Int) {
    guard tree.isNamed(index), !isExtra(index), hasRoom(index, .parameter) else { return }
    switch symbol(index) {
    case .requiredParameter: typedParameter(index, flags: [])
    case .optionalParameter: typedParameter(index, flags: .optional)
    case .error: unknown(index, .none)
    default:
      openParameter(index, target: index, leading: index, flags: [])
      parameterTarget(index)
      close()
    }
  }

  /// TypeScript's. Its `this` parameter is a type only, and dropped.
  private func typedParameter(_ index: Int, flags: SyntaxFlags) {
    var flags = flags
    guard let target = child(index, .pattern) ?? inner(index), symbol(target) != .this else { return }
    for child in tree.children(index) where child < target {
      switch symbol(child) {
      case .accessibilityModifier, .overrideModifier, .readonlyToken: flags.insert(.property)
      default: break
      }
    }
    openParameter(index, target: target, leading: index, flags: flags)
    for child in tree.children(index) {
      if child == target {
        parameterTarget(child)
        continue
      }
      switch field(child) {
      case .decorator: decorator(child)
      case .type: annotation(child, .type)
      case .value: expression(child, .value)
      default: stray(child)
      }
    }
    close()
  }

  private func openParameter(_ index: Int, target: Int, leading: Int, flags: SyntaxFlags) {
    var flags = flags
    var target = target
    if symbol(target) == .assignmentPattern, let left = child(target, .left) { target = left }
    if symbol(target) == .restPattern, let rest = inner(target) {
      flags.insert(.variadic)
      target = rest
    }
    let isPlain = symbol(target) == .identifier || symbol(target) == .undefined
    open(.parameter, .parameter, index, name: isPlain ? name(target) : .none, flags: flags)
  }

  /// What a parameter binds, when it is no plain name, and its default.
  private func parameterTarget(_ index: Int) {
    switch symbol(index) {
    case .assignmentPattern:
      for child in tree.children(index) {
        switch field(child) {
        case .left: parameterTarget(child)
        case .right: expression(child, .value)
        default: stray(child)
        }
      }
    case .restPattern: if let rest = inner(index) { parameterTarget(rest) }
    case .identifier, .undefined: break
    default: pattern(index, .target)
    }
  }
}
