internal import Source
internal import Syntax

/// TypeScript's types where they are used.
extension ECMAScriptWalker {
  /// The type behind a colon.
  func annotation(_ index: Int, _ role: SyntaxRole) {
    switch symbol(index) {
    case .typeAnnotation, .omittingTypeAnnotation, .addingTypeAnnotation, .optingTypeAnnotation,
      .assertsAnnotation, .typePredicateAnnotation:
      for child in tree.children(index) { typeChild(child, role) }
    default: type(index, role)
    }
  }

  /// A child that is a type unless it is punctuation or a comment.
  @inline(__always)
  func typeChild(_ index: Int, _ role: SyntaxRole) {
    if tree.isNamed(index) && !isExtra(index) { type(index, role) } else { stray(index) }
  }

  func type(_ index: Int, _ role: SyntaxRole) {
    let index = unwrappedType(index)
    guard hasRoom(index, role) else { return }
    switch symbol(index) {
    case .typeIdentifier, .predefinedType, .thisType, .identifier: typeName(index, role)
    case .nestedTypeIdentifier: qualifiedType(index, role)
    case .nestedIdentifier, .memberExpression, .callExpression: expression(index, role)
    case .genericType: genericType(index, role)
    case .arrayType: arrayType(index, role)
    case .unionType: combinedType(index, role, name: words.union)
    case .intersectionType: combinedType(index, role, name: words.intersection)
    case .literalType: if let value = inner(index) { expression(value, role) } else { leaf(.type, role, index) }
    case .typeQuery: typeQuery(index, role)
    case .lookupType: lookupType(index, role)
    case .objectType:
      open(.type, role, index)
      typeMembers(index, .element)
      close()
    case .error: unknown(index, .none)
    default: opaqueType(index, role)
    }
  }

  private func typeName(_ index: Int, _ role: SyntaxRole) {
    // The parser was given a name for `typeof import("m")`; see `ECMAScriptRepair`.
    let isImport = end(index) > start(index) && tree.bytes[Int(end(index)) - 1] == UInt8(ascii: ")")
    if isImport { leaf(.type, role, index) } else { leaf(.name, role, index, name: name(index)) }
  }

  /// Parentheses, `readonly` and the leading `|` of a union say nothing of their own.
  private func unwrappedType(_ index: Int) -> Int {
    var index = index
    while true {
      switch symbol(index) {
      case .parenthesizedType, .readonlyType: break
      case .unionType, .intersectionType:
        var operands = tree.children(index).lazy.filter { tree.isNamed($0) && !isExtra($0) }.makeIterator()
        if operands.next() == nil || operands.next() != nil { return index }
      default: return index
      }
      guard !hasError(index), let only = inner(index) else { return index }
      index = only
    }
  }

  /// `a.b.C`
  private func qualifiedType(_ index: Int, _ role: SyntaxRole) {
    let member = child(index, .name).map { name($0) } ?? .none
    open(.member, role, index, name: member)
    if let module = child(index, .module) { expression(module, .object) }
    close()
  }

  private func genericType(_ index: Int, _ role: SyntaxRole) {
    open(.index, role, index, flags: .typeArguments)
    for child in tree.children(index) {
      switch field(child) {
      case .name: type(child, .object)
      case .typeArguments: for argument in tree.children(child) { typeChild(argument, .index) }
      default: stray(child)
      }
    }
    close()
  }

  /// `T[]` is `Array<T>`, with a name that is not in the text.
  private func arrayType(_ index: Int, _ role: SyntaxRole) {
    open(.index, role, index, flags: .typeArguments)
    builder.pointee.leaf(
      .name, .object, start: start(index), end: start(index), name: words.array, flags: .synthetic)
    for child in tree.children(index) { typeChild(child, .index) }
    close()
  }

  private func combinedType(_ index: Int, _ role: SyntaxRole, name: Name) {
    open(.binary, role, index, name: name)
    var operand = SyntaxRole.left
    for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) {
      type(child, operand)
      operand = .right
    }
    close()
  }

  /// `typeof x`
  private func typeQuery(_ index: Int, _ role: SyntaxRole) {
    open(.unary, role, index, name: words.typeof)
    for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) {
      if symbol(child) != .typeArguments { expression(child, .value) }
    }
    close()
  }

  /// `T["key"]`
  private func lookupType(_ index: Int, _ role: SyntaxRole) {
    open(.index, role, index)
    var part = SyntaxRole.object
    for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) {
      type(child, part)
      part = .index
    }
    close()
  }

  /// A type that is not modelled: the types in it are its elements.
  func opaqueType(_ index: Int, _ role: SyntaxRole) {
    open(.type, role, index)
    for child in tree.children(index) where tree.isNamed(child) && !isExtra(child) {
      switch symbol(child) {
      case .formalParameters: for parameter in tree.children(child) { parameterType(parameter) }
      case .requiredParameter, .optionalParameter: parameterType(child)
      case .typeParameters, .mappedTypeClause, .propertyIdentifier, .identifier, .this, .templateType: break
      case .typeAnnotation, .assertsAnnotation, .typePredicateAnnotation, .omittingTypeAnnotation,
        .addingTypeAnnotation, .optingTypeAnnotation:
        annotation(child, .element)
      default: type(child, .element)
      }
    }
    close()
  }

  private func parameterType(_ index: Int) {
    guard tree.isNamed(index), !isExtra(index) else { return }
    if let typed = child(index, .type) { annotation(typed, .element) } else { stray(index) }
  }
}
