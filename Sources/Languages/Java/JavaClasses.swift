internal import CTreeSitter
internal import Source
internal import Syntax

/// Classes, records, interfaces, annotations and enums.
extension JavaWalker {
  private func declaredName(_ index: Int) -> Name { child(index, .name).map { intern($0) } ?? .none }

  mutating func classDeclaration(_ index: Int, _ role: SyntaxRole) {
    open(.classDeclaration, role, index, name: declaredName(index), flags: modifierFlags(index))
    for child in children(index) { heading(child, implements: .implements) }
    close()
  }

  /// `@interface` is an interface, whose elements are fields.
  mutating func interface(_ index: Int, _ role: SyntaxRole) {
    open(.interface, role, index, name: declaredName(index), flags: modifierFlags(index))
    for child in children(index) { heading(child, implements: .base) }
    close()
  }

  private mutating func heading(_ index: Int, implements: SyntaxRole) {
    switch symbol(index) {
    case .superclass: for type in children(index) { lower(type, .base) }
    case .superInterfaces, .extendsInterfaces: types(index, implements)
    default:
      switch field(index) {
      case .name, .typeParameters, .permits: break
      case .body: block(index, .body)
      default: part(index)
      }
    }
  }

  private mutating func types(_ index: Int, _ role: SyntaxRole) {
    for child in children(index) {
      if symbol(child) == .typeList { types(child, role) } else { lower(child, role) }
    }
  }

  /// The components are the parameters of a constructor that nobody wrote. It is the first in the body, which begins
  /// with them, so that what the record implements comes after it.
  mutating func record(_ index: Int, _ role: SyntaxRole) {
    let name = declaredName(index)
    open(.classDeclaration, role, index, name: name, flags: modifierFlags(index))
    if let modifiers = child(index, of: .modifiers) { decorators(modifiers) }
    guard let components = child(index, .parameters), let body = child(index, .body) else {
      for child in children(index) where field(child) == .none && symbol(child) != .modifiers { lower(child, .none) }
      return close()
    }
    let start = tree.nodes[components].start
    builder.pointee.open(.block, .body, start: start, end: max(tree.nodes[body].end, start))
    open(.function, .statement, components, name: name, flags: [.method, .constructor, .synthetic])
    parameters(components, .property)
    close()
    for child in children(body) { lower(child, .statement) }
    close()
    for child in children(index) where symbol(child) == .superInterfaces { types(child, .implements) }
    close()
  }

  mutating func enumeration(_ index: Int, _ role: SyntaxRole) {
    let name = declaredName(index)
    open(.enumDeclaration, role, index, name: name, flags: modifierFlags(index))
    for child in children(index) {
      if symbol(child) == .enumBody { constants(child, of: name) } else { heading(child, implements: .implements) }
    }
    close()
  }

  private mutating func constants(_ index: Int, of name: Name) {
    open(.block, .body, index)
    for child in children(index) {
      switch symbol(child) {
      case .enumConstant: enumConstant(child, of: name)
      case .enumRest: for member in children(child) { lower(member, .statement) }
      default: lower(child, .statement)
      }
    }
    close()
  }

  /// `A(1) {…}` is a field, its value a new object of the enum or of a class in it.
  private mutating func enumConstant(_ index: Int, of type: Name) {
    open(.field, .statement, index, name: declaredName(index), flags: [.isStatic, .constant])
    if let modifiers = child(index, of: .modifiers) { decorators(modifiers) }
    let arguments = child(index, .arguments)
    let body = child(index, .body)
    if let first = arguments ?? body {
      let start = tree.nodes[first].start
      builder.pointee.open(.call, .value, start: start, end: tree.nodes[index].end, flags: [.isNew, .synthetic])
      builder.pointee.leaf(.name, .callee, start: start, end: start, name: type, flags: .synthetic)
      if let arguments { self.arguments(arguments) }
      if let body {
        open(.classDeclaration, .body, body)
        let start = tree.nodes[body].start
        builder.pointee.leaf(.name, .base, start: start, end: start, name: type, flags: .synthetic)
        block(body, .body)
        close()
      }
      close()
    }
    close()
  }

  /// `new T(…) {…}`: a class without a name, of a base that is written before the arguments.
  mutating func anonymousClass(_ body: Int, of type: Int?) {
    open(.classDeclaration, .body, body)
    if let type { impliedType(type, .base, at: tree.nodes[body].start) }
    block(body, .body)
    close()
  }

  /// `static {…}` is a block in the class with the flag.
  mutating func staticInitializer(_ index: Int, _ role: SyntaxRole) {
    for child in children(index) {
      guard symbol(child) == .block else {
        lower(child, role)
        continue
      }
      open(.block, role, child, flags: .isStatic)
      for statement in children(child) { lower(statement, .statement) }
      close()
    }
  }
}
