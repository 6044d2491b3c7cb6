internal import CTreeSitter
internal import Source
internal import Syntax

extension GoWalker {
  /// `type X struct {…}` and `type X Y`: a class, whose base is what it is made of. `type X interface {…}`.
  mutating func typeSpec(_ index: Int, _ role: SyntaxRole) {
    guard let type = child(index, .type) else { return unknown(index, role) }
    let name = child(index, .name).map { intern($0) } ?? .none
    let isInterface = symbol(type) == .interfaceType
    open(isInterface ? .interface : .classDeclaration, role, index, name: name)
    switch symbol(type) {
    case .structType: structure(type)
    case .interfaceType: interface(type)
    default:
      lower(type, .base)
      let end = tree.nodes[index].end
      builder.pointee.leaf(.block, .body, start: end, end: end, flags: .synthetic)
    }
    close()
  }

  mutating func typeAlias(_ index: Int, _ role: SyntaxRole) {
    open(.typeAlias, role, index, name: child(index, .name).map { intern($0) } ?? .none)
    for child in children(index) where field(child) == .type { lower(child, .value) }
    close()
  }

  /// Embedded types are bases. They stand among the fields, so they come after the body, which has their places too.
  private mutating func structure(_ index: Int) {
    open(.block, .body, index)
    for list in children(index) {
      guard symbol(list) == .fieldList else {
        lower(list, .none)
        continue
      }
      structureFields(list)
    }
    close()
    for list in children(index) where symbol(list) == .fieldList {
      for child in children(list) where symbol(child) == .fieldDeclaration && self.child(child, .name) == nil {
        if let type = self.child(child, .type) { lower(type, .base) }
      }
    }
  }

  private mutating func structureFields(_ list: Int) {
    for child in children(list) {
      if symbol(child) == .fieldDeclaration { structureField(child) } else { lower(child, .statement) }
    }
  }

  /// `a, b T \`tag\``: a field for each name, the tag as a decorator's string.
  private mutating func structureField(_ index: Int) {
    let type = child(index, .type)
    let tag = child(index, .tag)
    var isFirst = true
    for name in children(index) where field(name) == .name && symbol(name) != .operatorToken {
      builder.pointee.open(
        .field, .statement, start: tree.nodes[name].start, end: tree.nodes[index].end, name: intern(name))
      if let type { isFirst ? lower(type, .type) : copy(type, .type) }
      if let tag {
        open(.decorator, .decorator, tag)
        lower(tag, .value)
        close()
      }
      close()
      isFirst = false
    }
  }

  private mutating func interface(_ index: Int) {
    open(.block, .body, index)
    methods(index, .statement)
    close()
    for child in children(index) where symbol(child) == .typeElement { lower(child, .base) }
  }

  private mutating func methods(_ index: Int, _ role: SyntaxRole) {
    for child in children(index) {
      switch symbol(child) {
      case .typeElement: break
      case .methodElement: method(child, role)
      default: lower(child, role)
      }
    }
  }

  private mutating func method(_ index: Int, _ role: SyntaxRole) {
    let id = open(.function, role, index, flags: .method)
    for child in children(index) {
      switch field(child) {
      case .name:
        let name = intern(child)
        builder.pointee.update(id) { $0.name = name }
      case .parameters: parameters(child, [])
      case .result: result(child)
      default: lower(child, .none)
      }
    }
    close()
  }

  /// `struct {…}`, `interface {…}` and `func(…)` as types.
  mutating func anonymousType(_ index: Int, _ role: SyntaxRole) {
    open(.type, role, index)
    switch symbol(index) {
    case .structType: for list in children(index) where symbol(list) == .fieldList { structureFields(list) }
    case .functionType:
      for child in children(index) {
        switch field(child) {
        case .parameters: for type in children(child) { lower(self.child(type, .type) ?? type, .element) }
        case .result where symbol(child) == .parameters:
          for type in children(child) { lower(self.child(type, .type) ?? type, .element) }
        default: lower(child, .element)
        }
      }
    default: methods(index, .element)
    }
    close()
  }

  /// `[]T`, `[4]T`, `map[K]V` and `chan T` are generic types of those names.
  mutating func container(_ index: Int, _ role: SyntaxRole, _ name: Name) {
    open(.index, role, index, flags: .typeArguments)
    let start = tree.nodes[index].start
    builder.pointee.leaf(.name, .object, start: start, end: start, name: name, flags: .synthetic)
    for child in children(index) where field(child) != .length { lower(child, .index) }
    close()
  }

  /// `pkg.Type`.
  mutating func qualifiedType(_ index: Int, _ role: SyntaxRole) {
    open(.member, role, index, name: child(index, .name).map { intern($0) } ?? .none)
    for child in children(index) where field(child) != .name { lower(child, .object) }
    close()
  }

  /// `T[A, B]`.
  mutating func generic(_ index: Int, _ role: SyntaxRole) {
    open(.index, role, index, flags: .typeArguments)
    var isFirst = true
    for child in children(index) {
      if symbol(child) == .typeArguments {
        for argument in children(child) { lower(argument, .index) }
      } else {
        lower(child, isFirst ? .object : .index)
      }
      isFirst = false
    }
    close()
  }
}
