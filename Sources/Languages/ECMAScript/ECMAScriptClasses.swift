internal import Source
internal import Syntax

/// Classes and their members.
extension ECMAScriptWalker {
  /// A class declaration or expression.
  func classLike(_ index: Int, _ role: SyntaxRole, leading: Int, flags: SyntaxFlags) {
    let className = child(index, .name).map { name($0) } ?? .none
    openDecorated(.classDeclaration, role, index, leading: leading, name: className, flags: flags)
    for child in tree.children(index) {
      switch symbol(child) {
      case .decorator: decorator(child)
      case .classHeritage: heritage(child)
      case .classBody: classBody(child)
      default: stray(child)
      }
    }
    close()
  }

  /// JavaScript's holds the expression itself, TypeScript's an `extends` and an `implements` clause.
  private func heritage(_ index: Int) {
    for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) {
      switch symbol(child) {
      case .extendsClause: extendsClause(child)
      case .implementsClause: for item in tree.children(child) { typeChild(item, .implements) }
      case .error: stray(child)
      default: expression(child, .base)
      }
    }
  }

  /// `extends Repository<User>`: a base with type arguments is an index, as a generic type is.
  private func extendsClause(_ index: Int) {
    for child in tree.children(index) {
      guard field(child) == .value else {
        if field(child) != .typeArguments { stray(child) }
        continue
      }
      let next = tree.end(child)
      guard next < tree.end(index), field(next) == .typeArguments else {
        expression(child, .base)
        continue
      }
      builder.pointee.open(.index, .base, start: start(child), end: end(next), flags: .typeArguments)
      expression(child, .object)
      for argument in tree.children(next) { typeChild(argument, .index) }
      close()
    }
  }

  private func classBody(_ index: Int) {
    open(.block, .body, index)
    // TypeScript's grammar puts the decorators of a method before it, as siblings.
    var leading: Int?
    for child in tree.children(index) where !isExtra(child) {
      if symbol(child) == .decorator {
        leading = leading ?? child
        continue
      }
      if member(child, leading: leading ?? child) { leading = nil }
    }
    close()
  }

  /// Lowers a member of a class; whether the node was one.
  private func member(_ index: Int, leading: Int) -> Bool {
    switch symbol(index) {
    case .methodDefinition, .abstractMethodSignature: function(index, .statement, leading: leading, flags: .method)
    case .fieldDefinition, .publicFieldDefinition: classField(index, leading: leading)
    case .classStaticBlock: if let body = child(index, .body) { block(body, .statement) }
    // An overload's signature; its decorators belong to nobody.
    case .methodSignature, .indexSignature: break
    case .error: unknown(index, .statement)
    default: return false
    }
    return true
  }

  private func classField(_ index: Int, leading: Int) {
    var flags: SyntaxFlags = []
    var fieldName = Name.none
    for child in tree.children(index) {
      switch symbol(child) {
      case .staticToken: flags.insert(.isStatic)
      case .questionToken: flags.insert(.optional)
      default: if field(child) == .name || field(child) == .property { fieldName = plainName(child) }
      }
    }
    openDecorated(.field, .statement, index, leading: leading, name: fieldName, flags: flags)
    for child in tree.children(index) {
      switch field(child) {
      case .decorator: decorator(child)
      case .type: annotation(child, .type)
      case .value: expression(child, .value)
      default: stray(child)
      }
    }
    close()
  }
}
