internal import CTreeSitter
internal import Source
internal import Syntax

/// Imports, modifiers and annotations, functions and variables.
extension JavaWalker {
  /// `import a.b.C;`, `import a.b.*;`, `import static a.B.c;`.
  mutating func importDeclaration(_ index: Int, _ role: SyntaxRole) {
    var path: Int?
    var isStar = false
    var isStatic = false
    for child in children(index) {
      switch symbol(child) {
      case .identifier, .scopedIdentifier: path = child
      case .asterisk: isStar = true
      case .staticToken: isStatic = true
      default: break
      }
    }
    guard let path else { return unknown(index, role) }
    let last = isStar ? nil : child(path, .name)
    let module = isStar ? path : child(path, .scope)
    let flags: SyntaxFlags = isStatic ? .isStatic : []
    open(.importDeclaration, role, index, name: module.map { intern($0) } ?? .none, flags: flags)
    open(.importBinding, .item, path, name: isStar ? .none : intern(last ?? path))
    leaf(.name, .value, last ?? path, name: isStar ? constant("*") : intern(last ?? path))
    close()
    close()
  }

  // MARK: Modifiers

  /// What the modifiers of a declaration say. The annotations are lowered by `decorators`.
  func modifierFlags(_ index: Int) -> SyntaxFlags {
    var flags: SyntaxFlags = []
    guard let modifiers = child(index, of: .modifiers) else { return flags }
    for child in children(modifiers) {
      switch symbol(child) {
      case .publicToken: flags.insert(.exported)
      case .privateToken: flags.insert(.isPrivate)
      case .staticToken: flags.insert(.isStatic)
      default: break
      }
    }
    return flags
  }

  private func isFinal(_ index: Int) -> Bool {
    child(index, of: .modifiers).flatMap { child($0, of: .finalToken) } != nil
  }

  mutating func decorators(_ modifiers: Int) {
    for child in children(modifiers) {
      switch symbol(child) {
      case .annotation, .markerAnnotation:
        open(.decorator, .decorator, child)
        annotation(child, .value)
        close()
      default: lower(child, .none)
      }
    }
  }

  /// `@A` is a name, `@A(x)` and `@A(k = x)` are calls.
  mutating func annotation(_ index: Int, _ role: SyntaxRole) {
    guard let name = child(index, .name) else { return unknown(index, role) }
    guard let arguments = child(index, .arguments) else { return lower(name, role) }
    open(.call, role, index)
    lower(name, .callee)
    for child in children(arguments) {
      guard symbol(child) == .elementPair else {
        lower(child, .argument)
        continue
      }
      open(.keywordArgument, .argument, child, name: self.child(child, .key).map { intern($0) } ?? .none)
      for part in children(child) where field(part) != .key { lower(part, field(part) == .value ? .value : .none) }
      close()
    }
    close()
  }

  // MARK: Functions

  /// A method or a constructor.
  mutating func function(_ index: Int, _ role: SyntaxRole, _ flags: SyntaxFlags) {
    open(
      .function, role, index, name: child(index, .name).map { intern($0) } ?? .none,
      flags: flags.union(modifierFlags(index)))
    for child in children(index) {
      switch field(child) {
      case .name, .typeParameters, .dimensions: break
      case .type: lower(child, .type)
      case .parameters: parameters(child, [])
      case .body: block(child, .body)
      default: part(child)
      }
    }
    close()
  }

  /// A child that every declaration may have.
  mutating func part(_ index: Int) {
    switch symbol(index) {
    case .modifiers: decorators(index)
    // Those of a result's type.
    case .annotation, .markerAnnotation: break
    default: lower(index, .none)
    }
  }

  mutating func parameters(_ index: Int, _ flags: SyntaxFlags) {
    for child in children(index) {
      switch symbol(child) {
      case .parameter, .spreadParameter: parameter(child, flags)
      default: lower(child, .none)
      }
    }
  }

  mutating func parameter(_ index: Int, _ flags: SyntaxFlags) {
    let isSpread = symbol(index) == .spreadParameter
    let declarator = isSpread ? child(index, of: .declarator) : index
    let name = declarator.flatMap { child($0, .name) }
    // `A this` only carries annotations.
    if let name, isText(name, "this") { return }
    open(
      .parameter, .parameter, index, name: name.map { intern($0) } ?? .none,
      flags: isSpread ? flags.union(.variadic) : flags)
    let dimensions = declarator.flatMap { child($0, .dimensions) }
    for child in children(index) {
      switch symbol(child) {
      case .modifiers, .annotation, .markerAnnotation: part(child)
      case .declarator: break
      default:
        if isInferred(child) { continue }
        if field(child) == .type || isSpread && symbol(child) != .error {
          type(child, dimensions)
        } else if field(child) != .name {
          lower(child, .none)
        }
      }
    }
    close()
  }

  mutating func lambda(_ index: Int, _ role: SyntaxRole) {
    open(.function, role, index, flags: .lambda)
    for child in children(index) {
      switch field(child) {
      case .parameters: lambdaParameters(child)
      case .body: lambdaBody(child)
      default: lower(child, .none)
      }
    }
    close()
  }

  private mutating func lambdaParameters(_ index: Int) {
    switch symbol(index) {
    case .parameters: parameters(index, [])
    case .inferredParameters: for child in children(index) { lambdaParameters(child) }
    case .identifier: leaf(.parameter, .parameter, index, name: intern(index))
    default: lower(index, .none)
    }
  }

  private mutating func lambdaBody(_ index: Int) {
    if symbol(index) == .block { return block(index, .body) }
    open(.block, .body, index, flags: .synthetic)
    open(.returnStatement, .statement, index, flags: .synthetic)
    lower(index, .value)
    close()
    close()
  }

  // MARK: Variables

  /// `T a = 1, b;` in a class: a field for each.
  mutating func fields(_ index: Int, _ role: SyntaxRole) {
    var flags = modifierFlags(index)
    if symbol(index) == .constantDeclaration { flags.formUnion([.isStatic, .constant]) }
    if isFinal(index) { flags.insert(.constant) }
    declarators(index) { walker, declarator, isFirst in
      let end = walker.tree.nodes[declarator].end
      let name = walker.child(declarator, .name).map { walker.intern($0) } ?? .none
      walker.builder.pointee.open(
        .field, role, start: walker.tree.nodes[index].start, end: end, name: name, flags: flags)
      if let modifiers = walker.child(index, of: .modifiers) {
        isFirst ? walker.decorators(modifiers) : walker.copy(modifiers) { $0.decorators(modifiers) }
      }
      walker.variable(index, declarator, isFirst)
    }
  }

  /// `T a = v, b;` among statements: a declaration for each.
  mutating func local(_ index: Int, _ role: SyntaxRole) {
    let flags: SyntaxFlags = isFinal(index) ? [.declaration, .constant] : .declaration
    declarators(index) { walker, declarator, isFirst in
      let end = walker.tree.nodes[declarator].end
      walker.builder.pointee.open(
        .assignment, role, start: walker.tree.nodes[index].start, end: end, flags: flags)
      walker.variable(index, declarator, isFirst)
    }
  }

  private mutating func declarators(_ index: Int, _ body: (inout Self, Int, Bool) -> Void) {
    var isFirst = true
    for child in children(index) {
      guard symbol(child) == .declarator else { continue }
      body(&self, child, isFirst)
      isFirst = false
    }
    // Every declaration begins where the first does.
    for child in children(index) where symbol(child) == .error { lower(child, .none) }
  }

  /// Type, target and value of a declaration, which is open.
  private mutating func variable(_ index: Int, _ declarator: Int, _ isFirst: Bool) {
    let dimensions = child(declarator, .dimensions)
    if let type = child(index, .type), !isInferred(type) {
      isFirst ? self.type(type, dimensions) : copy(type) { $0.type(type, dimensions) }
    }
    let isField = symbol(index) != .local
    for child in children(declarator) {
      switch field(child) {
      case .name: if !isField { lower(child, .target) }
      case .value: lower(child, .value)
      default: lower(child, .none)
      }
    }
    close()
  }

  /// `var`.
  func isInferred(_ type: Int) -> Bool { symbol(type) == .typeIdentifier && isText(type, "var") }

  /// A type, of as many dimensions more as a name that follows has.
  mutating func type(_ index: Int, _ dimensions: Int?) {
    let depth = dimensions.map { self.dimensions($0) } ?? 0
    var role = SyntaxRole.type
    for _ in 0..<depth {
      openArray(index, role)
      role = .index
    }
    lower(index, role)
    for _ in 0..<depth { close() }
  }

  mutating func annotationElement(_ index: Int, _ role: SyntaxRole) {
    open(.field, role, index, name: child(index, .name).map { intern($0) } ?? .none)
    for child in children(index) {
      switch field(child) {
      case .name, .dimensions: break
      case .type: lower(child, .type)
      case .value: lower(child, .value)
      default: part(child)
      }
    }
    close()
  }
}
