internal import CTreeSitter
internal import Source
internal import Syntax

/// Fields, properties, indexers and events.
extension CSharpWalker {
  /// `T a = 1, b`: a field for each.
  mutating func fields(_ index: Int, _ role: SyntaxRole) {
    guard let declaration = child(index, of: .variableDeclaration) else { return unknown(index, role) }
    var flags = modifiers(index)
    for child in children(index)
    where symbol(child) == .modifier && (isText(child, "const") || isText(child, "readonly")) {
      flags.insert(.constant)
      if isText(child, "const") { flags.insert(.isStatic) }
    }
    var type = child(declaration, .type)
    var isFirst = true
    for declarator in children(declaration) {
      guard symbol(declarator) == .variableDeclarator else {
        if declarator != type {
          lower(declarator, .none)
          // What comes after an error cannot reach back to the type.
          type = nil
        }
        continue
      }
      let first = isFirst && type != nil ? index : type ?? declarator
      builder.pointee.open(
        .field, role, start: tree.nodes[first].start, end: tree.nodes[declarator].end,
        name: child(declarator, .name).map { plainName($0) } ?? .none, flags: fieldFlags(flags))
      if isFirst, type != nil { attributes(of: index) }
      if let type { isFirst ? lower(type, .type) : copy(type, .type) }
      if let value = declaredValue(declarator) { lower(value, .value) }
      close()
      isFirst = false
    }
  }

  /// Only the flags that a field has: their bits mean something else there.
  private func fieldFlags(_ flags: SyntaxFlags) -> SyntaxFlags {
    SyntaxFlags(
      rawValue: flags.rawValue
        & (SyntaxFlags.isStatic.rawValue | SyntaxFlags.constant.rawValue | SyntaxFlags.exported.rawValue
          | SyntaxFlags.isPrivate.rawValue))
  }

  /// What `=` gives to a declared variable.
  func declaredValue(_ declarator: Int) -> Int? {
    for child in children(declarator) {
      switch symbol(child) {
      case .operatorToken, .tuplePattern, .bracketedArguments, .error: break
      default: if field(child) != .name { return child }
      }
    }
    return nil
  }

  /// `T P { get; init; } = x`: a field, and a function for each accessor with a body. `T P => x` is a getter alone.
  mutating func property(_ index: Int, _ role: SyntaxRole) {
    guard let name = child(index, .name) else { return unknown(index, role) }
    let flags = modifiers(index)
    if let value = child(index, .value), symbol(value) == .arrow {
      return getter(index, role, plainName(name), flags.union(.method), value)
    }
    let accessors = child(index, .accessors)
    let value = child(index, .value)
    let end = value.map { tree.nodes[$0].end } ?? tree.nodes[name].end
    builder.pointee.open(
      .field, role, start: tree.nodes[index].start, end: end, name: plainName(name),
      flags: fieldFlags(flags).union(.property))
    attributes(of: index)
    if let type = child(index, .type) { lower(type, .type) }
    if let value { lower(value, .value) }
    close()
    if let accessors { self.accessors(accessors, role, index, plainName(name), flags) }
  }

  /// The accessors with a body.
  private mutating func accessors(
    _ list: Int, _ role: SyntaxRole, _ index: Int, _ name: Name, _ flags: SyntaxFlags, parameters: Int? = nil
  ) {
    for child in children(list) {
      guard symbol(child) == .accessor else {
        lower(child, .none)
        continue
      }
      guard let body = self.child(child, .body) else { continue }
      let isGetter = self.child(child, .name).map { isText($0, "get") } ?? false
      accessor(child, role, name, flags.union(isGetter ? [.getter, .method] : [.setter, .method]), body)
    }
  }

  private mutating func accessor(_ index: Int, _ role: SyntaxRole, _ name: Name, _ flags: SyntaxFlags, _ body: Int) {
    let id = open(.function, role, index, name: name, flags: flags)
    attributes(of: index)
    functionBody(body, of: id)
    close()
  }

  private mutating func getter(_ index: Int, _ role: SyntaxRole, _ name: Name, _ flags: SyntaxFlags, _ body: Int) {
    let id = open(.function, role, index, name: name, flags: flags.union(.getter))
    attributes(of: index)
    if let type = child(index, .type) { lower(type, .type) }
    if let parameters = child(index, .parameters) { self.parameters(parameters, []) }
    functionBody(body, of: id)
    close()
  }

  /// `T this[K key] { get {…} set {…} }`: functions of the name `this`.
  mutating func indexer(_ index: Int, _ role: SyntaxRole) {
    let flags = modifiers(index).union(.method)
    if let value = child(index, .value) { return getter(index, role, constant("this"), flags, value) }
    guard let accessors = child(index, .accessors) else { return unknown(index, role) }
    self.accessors(accessors, role, index, constant("this"), flags)
  }
}
