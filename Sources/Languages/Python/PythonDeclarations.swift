internal import CTreeSitter
internal import Source
internal import Syntax

extension PythonWalker {
  /// A decorated function or class; its range starts at the first decorator.
  mutating func decorated(_ index: Int, _ role: SyntaxRole) {
    guard let definition = child(index, .definition) else { return unknown(index, role) }
    switch symbol(definition) {
    case .functionDefinition: function(definition, role, decorated: index)
    case .classDefinition: classDeclaration(definition, role, decorated: index)
    default: unknown(index, role)
    }
  }

  mutating func function(_ index: Int, _ role: SyntaxRole, decorated: Int?) {
    let id = open(.function, role, decorated ?? index)
    var flags: SyntaxFlags = inClassBody ? .method : []
    if let decorated { flags.formUnion(decorators(decorated)) }
    let outer = (inClassBody, sawYield)
    inClassBody = false
    sawYield = false
    var name = Name.none
    for child in children(index) {
      switch field(child) {
      case .name:
        name = intern(child)
        if flags.contains(.method), isText(child, "__init__") { flags.insert(.constructor) }
      case .typeParameters: break
      case .parameters: parameters(child)
      case .returnType: lower(child, .type)
      case .body: block(child, .body)
      default: if symbol(child) == .asyncKeyword { flags.insert(.async) } else { lower(child, .none) }
      }
    }
    if sawYield { flags.insert(.generator) }
    (inClassBody, sawYield) = outer
    builder.pointee.update(id) {
      $0.name = name
      $0.flags = flags
    }
    close()
  }

  mutating func classDeclaration(_ index: Int, _ role: SyntaxRole, decorated: Int?) {
    let id = open(.classDeclaration, role, decorated ?? index)
    if let decorated { _ = decorators(decorated) }
    let outer = inClassBody
    inClassBody = true
    for child in children(index) {
      switch field(child) {
      case .name:
        let name = intern(child)
        builder.pointee.update(id) { $0.name = name }
      case .typeParameters: break
      case .superclasses: for base in children(child) { lower(base, .base) }
      case .body: block(child, .body)
      default: lower(child, .none)
      }
    }
    inClassBody = outer
    close()
  }

  /// Lowers the decorators and says what those of the standard library make of a method.
  private mutating func decorators(_ index: Int) -> SyntaxFlags {
    var flags: SyntaxFlags = []
    for child in children(index) where field(child) != .definition {
      guard symbol(child) == .decorator else {
        lower(child, .none)
        continue
      }
      open(.decorator, .decorator, child)
      for value in children(child) {
        lower(value, .value)
        if inClassBody { flags.formUnion(accessor(value)) }
      }
      close()
    }
    return flags
  }

  private func accessor(_ decorator: Int) -> SyntaxFlags {
    var name = decorator
    if symbol(decorator) == .attribute, let last = child(decorator, .attribute) {
      name = last
      if isText(last, "setter") { return .setter }
    }
    guard symbol(name) == .identifier else { return [] }
    if isText(name, "property") || isText(name, "cached_property") { return .getter }
    return isText(name, "staticmethod") ? .isStatic : []
  }

  /// The body, an expression, is wrapped in `block(return)`.
  mutating func lambda(_ index: Int, _ role: SyntaxRole) {
    let id = open(.function, role, index, flags: .lambda)
    let outer = sawYield
    sawYield = false
    for child in children(index) {
      switch field(child) {
      case .parameters: parameters(child)
      case .body:
        open(.block, .body, child, flags: .synthetic)
        open(.returnStatement, .statement, child, flags: .synthetic)
        lower(child, .value)
        close()
        close()
      default: lower(child, .none)
      }
    }
    if sawYield { builder.pointee.update(id) { $0.flags.insert(.generator) } }
    sawYield = outer
    close()
  }

  private mutating func parameters(_ index: Int) {
    let first = builder.pointee.nodes.count
    var flags: SyntaxFlags = []
    for child in children(index) {
      switch symbol(child) {
      case .keywordSeparator: flags = .keywordOnly
      case .positionalSeparator: markPositionalOnly(from: first)
      default: if parameter(child, flags) { flags = .keywordOnly }
      }
    }
  }

  /// Every parameter before `/`.
  private func markPositionalOnly(from first: Int) {
    var index = first
    while index < builder.pointee.nodes.count {
      if builder.pointee.nodes[index].kind == .parameter {
        builder.pointee.update(NodeID(index)) { $0.flags.insert(.positionalOnly) }
      }
      index = Int(builder.pointee.nodes[index].next)
    }
  }

  /// Returns whether it was `*args`, after which every parameter is keyword-only.
  private mutating func parameter(_ index: Int, _ flags: SyntaxFlags) -> Bool {
    switch symbol(index) {
    case .identifier: leaf(.parameter, .parameter, index, name: intern(index), flags: flags)
    case .listSplatPattern, .dictionarySplatPattern, .tuplePattern:
      let id = open(.parameter, .parameter, index, flags: flags)
      let isVariadic = bindParameter(index, id)
      close()
      return isVariadic
    case .typedParameter, .defaultParameter, .typedDefaultParameter:
      let id = open(.parameter, .parameter, index, flags: flags)
      var isVariadic = false
      for child in children(index) {
        switch field(child) {
        case .type: lower(child, .type)
        case .value: lower(child, .value)
        default: if bindParameter(child, id) { isVariadic = true }
        }
      }
      close()
      return isVariadic
    default: lower(index, .none)
    }
    return false
  }

  /// Sets the name, or adds the pattern, of an open parameter. Returns whether it is `*args`.
  private mutating func bindParameter(_ index: Int, _ id: NodeID) -> Bool {
    switch symbol(index) {
    case .identifier:
      let name = intern(index)
      builder.pointee.update(id) { $0.name = name }
    case .listSplatPattern, .dictionarySplatPattern:
      let isKeyword = symbol(index) == .dictionarySplatPattern
      let name = firstOperand(index).map { intern($0) } ?? .none
      builder.pointee.update(id) {
        $0.name = name
        $0.flags = isKeyword ? .keywordVariadic : .variadic
      }
      return !isKeyword
    case .tuplePattern: sequence(.tuple, index, .target)
    default: lower(index, .none)
    }
    return false
  }
}
