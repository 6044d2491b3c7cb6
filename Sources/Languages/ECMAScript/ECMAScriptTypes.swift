internal import Source
internal import Syntax

/// TypeScript's declarations of types, enums and namespaces.
extension ECMAScriptWalker {
  func interface(_ index: Int, _ role: SyntaxRole, flags: SyntaxFlags) {
    open(.interface, role, index, name: child(index, .name).map { name($0) } ?? .none, flags: flags)
    for child in tree.children(index) {
      switch symbol(child) {
      case .extendsTypeClause: for base in tree.children(child) { typeChild(base, .base) }
      case .interfaceBody, .objectType:
        open(.block, .body, child)
        typeMembers(child, .statement)
        close()
      default: stray(child)
      }
    }
    close()
  }

  func typeAlias(_ index: Int, _ role: SyntaxRole, flags: SyntaxFlags) {
    open(.typeAlias, role, index, name: child(index, .name).map { name($0) } ?? .none, flags: flags)
    for child in tree.children(index) {
      if field(child) == .value { type(child, .value) } else { stray(child) }
    }
    close()
  }

  func enumeration(_ index: Int, _ role: SyntaxRole, flags: SyntaxFlags) {
    open(.enumDeclaration, role, index, name: child(index, .name).map { name($0) } ?? .none, flags: flags)
    if let body = child(index, .body) {
      open(.block, .body, body)
      for child in tree.children(body) where tree.isNamed(child) && !isExtra(child) { enumMember(child) }
      close()
    }
    close()
  }

  private func enumMember(_ index: Int) {
    switch symbol(index) {
    case .error: unknown(index, .statement)
    case .enumAssignment:
      open(.field, .statement, index, name: child(index, .name).map { plainName($0) } ?? .none)
      if let value = child(index, .value) { expression(value, .value) }
      close()
    default: leaf(.field, .statement, index, name: plainName(index))
    }
  }

  func namespace(_ index: Int, _ role: SyntaxRole, flags: SyntaxFlags) {
    guard hasRoom(index, role) else { return }
    open(.namespace, role, index, name: child(index, .name).map { plainName($0) } ?? .none, flags: flags)
    for child in tree.children(index) {
      if field(child) == .body { block(child, .body) } else { stray(child) }
    }
    close()
  }

  /// `declare …`: types stand for themselves; the rest tells the compiler of what is elsewhere, and is dropped.
  func ambient(_ index: Int, _ role: SyntaxRole, flags: SyntaxFlags) {
    for child in tree.children(index) {
      switch symbol(child) {
      case .interfaceDeclaration, .typeAliasDeclaration, .enumDeclaration, .classDeclaration,
        .abstractClassDeclaration:
        _ = declaration(child, role, leading: child, flags: flags)
      default: stray(child)
      }
    }
  }

  /// The members of an interface or an object type.
  func typeMembers(_ index: Int, _ role: SyntaxRole) {
    for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) {
      switch symbol(child) {
      case .propertySignature: propertySignature(child, role)
      case .methodSignature: if hasRoom(child, role) { function(child, role, leading: child, flags: .method) }
      case .callSignature, .constructSignature, .indexSignature: if hasRoom(child, role) { opaqueType(child, role) }
      default: stray(child)
      }
    }
  }

  private func propertySignature(_ index: Int, _ role: SyntaxRole) {
    guard hasRoom(index, role) else { return }
    let flags: SyntaxFlags = child(index, of: .questionToken) == nil ? [] : .optional
    open(.field, role, index, name: child(index, .name).map { plainName($0) } ?? .none, flags: flags)
    for child in tree.children(index) {
      if field(child) == .type { annotation(child, .type) } else { stray(child) }
    }
    close()
  }
}
