internal import CTreeSitter
internal import Source
internal import Syntax

/// Files, namespaces, types.
extension CSharpWalker {
  /// `using A.B;`, `using static A.B;`, `using X = A.B;`, each perhaps `global`.
  mutating func using(_ index: Int, _ role: SyntaxRole) {
    let isGlobal = starts(index, "global")
    let alias = child(index, .name)
    var target: Int?
    for child in children(index) where child != alias && symbol(child) != .operatorToken { target = child }
    guard let target else { return unknown(index, role) }
    if let alias, ![.identifier, .qualifiedName, .aliasQualifiedName].contains(symbol(target)) || hasGenerics(target) {
      open(.typeAlias, role, index, name: plainName(alias), flags: isGlobal ? .exported : [])
      lower(target, .value)
      return close()
    }
    var flags: SyntaxFlags = isGlobal ? .exported : []
    if alias == nil, isStatic(index, before: target) { flags.insert(.isStatic) }
    open(.importDeclaration, role, index, name: wholeName(target), flags: flags)
    open(
      .importBinding, .item, index, name: alias.map { plainName($0) } ?? .none, flags: alias == nil ? [] : .namespace)
    leaf(.name, .value, target, name: constant("*"))
    close()
    close()
  }

  /// Whether `static` stands before what is used.
  private func isStatic(_ index: Int, before target: Int) -> Bool {
    let word: [UInt8] = Array("static".utf8)
    let text = tree.slice(tree.nodes[index].start, tree.nodes[target].start)
    return text.indices.contains { text[$0...].starts(with: word) }
  }

  private func hasGenerics(_ index: Int) -> Bool {
    for child in index..<tree.end(index) where symbol(child) == .genericName { return true }
    return false
  }

  mutating func namespace(_ index: Int, _ role: SyntaxRole) {
    guard let name = child(index, .name) else { return unknown(index, role) }
    open(.namespace, role, index, name: wholeName(name))
    for child in children(index) {
      switch field(child) {
      case .name: break
      case .body: body(child)
      default: lower(child, .none)
      }
    }
    close()
  }

  private mutating func body(_ index: Int) {
    open(.block, .body, index)
    for child in children(index) { lower(child, .statement) }
    close()
  }

  /// A class, struct or record. The parameters of a primary constructor stand before the bases, which may be given
  /// arguments, so a body with a constructor comes before the bases.
  mutating func classDeclaration(_ index: Int, _ role: SyntaxRole) {
    guard let name = child(index, .name) else { return unknown(index, role) }
    open(.classDeclaration, role, index, name: plainName(name), flags: modifiers(index))
    attributes(of: index)
    let parameters = child(index, of: .parameterList)
    let body = child(index, .body)
    if parameters == nil { bases(index, .base) }
    let end = tree.nodes[index].end
    let start = (parameters ?? body).map { tree.nodes[$0].start } ?? end
    builder.pointee.open(
      .block, .body, start: start, end: body.map { tree.nodes[$0].end } ?? end, flags: body == nil ? .synthetic : [])
    if let parameters { primaryConstructor(index, parameters, plainName(name)) }
    if let body { for child in children(body) { lower(child, .statement) } }
    close()
    if parameters != nil { bases(index, .base) }
    close()
  }

  /// The types of a base list, without the arguments for a base's constructor.
  private mutating func bases(_ index: Int, _ role: SyntaxRole) {
    guard let list = child(index, of: .baseList) else { return }
    for child in children(list) {
      switch symbol(child) {
      case .argumentList: break
      case .primaryBase: if let type = self.child(child, .type) { lower(type, role) }
      default: lower(child, role)
      }
    }
  }

  private mutating func primaryConstructor(_ index: Int, _ parameters: Int, _ name: Name) {
    let arguments = baseArguments(index)
    let node = tree.nodes[parameters]
    let end = arguments.map { tree.nodes[$0].end } ?? node.end
    builder.pointee.open(
      .function, .statement, start: node.start, end: end, name: name, flags: [.constructor, .synthetic, .method])
    self.parameters(parameters, symbol(index) == .recordDeclaration ? .property : [])
    if let arguments {
      let start = tree.nodes[arguments].start
      builder.pointee.open(.block, .body, start: start, end: end, flags: .synthetic)
      builder.pointee.open(.call, .statement, start: start, end: end, flags: .synthetic)
      builder.pointee.leaf(.name, .callee, start: start, end: start, name: constant("base"), flags: .synthetic)
      self.arguments(arguments)
      close()
      close()
    }
    close()
  }

  private func baseArguments(_ index: Int) -> Int? {
    guard let list = child(index, of: .baseList) else { return nil }
    if let arguments = child(list, of: .argumentList) { return arguments }
    return child(list, of: .primaryBase).flatMap { child($0, of: .argumentList) }
  }

  mutating func interface(_ index: Int, _ role: SyntaxRole) {
    guard let name = child(index, .name) else { return unknown(index, role) }
    open(.interface, role, index, name: plainName(name), flags: modifiers(index))
    attributes(of: index)
    bases(index, .base)
    if let body = child(index, .body) { self.body(body) } else { emptyBody(index) }
    close()
  }

  private mutating func emptyBody(_ index: Int) {
    let end = tree.nodes[index].end
    builder.pointee.leaf(.block, .body, start: end, end: end, flags: .synthetic)
  }

  mutating func enumeration(_ index: Int, _ role: SyntaxRole) {
    guard let name = child(index, .name) else { return unknown(index, role) }
    open(.enumDeclaration, role, index, name: plainName(name), flags: modifiers(index))
    attributes(of: index)
    if let body = child(index, .body) { self.body(body) } else { emptyBody(index) }
    close()
  }

  mutating func enumMember(_ index: Int, _ role: SyntaxRole) {
    open(.field, role, index, name: child(index, .name).map { plainName($0) } ?? .none, flags: [.isStatic, .constant])
    attributes(of: index)
    if let value = child(index, .value) { lower(value, .value) }
    close()
  }

  /// `delegate T D(A a)` is an alias of a type made of its result and its parameters' types.
  mutating func delegate(_ index: Int, _ role: SyntaxRole) {
    guard let name = child(index, .name), let type = child(index, .type) else { return unknown(index, role) }
    open(.typeAlias, role, index, name: plainName(name))
    builder.pointee.open(.type, .value, start: tree.nodes[type].start, end: tree.nodes[index].end)
    lower(type, .element)
    if let parameters = child(index, .parameters) {
      for parameter in children(parameters) {
        let type =
          symbol(parameter) == .parameter ? child(parameter, .type) : field(parameter) == .type ? parameter : nil
        if let type { lower(type, .element) }
      }
    }
    close()
    close()
  }

  /// Every branch of an `#if`.
  mutating func branches(_ index: Int, _ role: SyntaxRole) {
    var isFirst = true
    for child in children(index) where field(child) != .condition {
      // An expression has one value: that of the first branch.
      if role != .statement, field(child) == .alternative {
        if isFirst { lower(child, role) }
        continue
      }
      lower(child, role)
      isFirst = false
    }
  }

  // MARK: Attributes and modifiers

  /// The flags of a declaration's modifiers.
  func modifiers(_ index: Int) -> SyntaxFlags {
    var flags: SyntaxFlags = []
    for child in children(index) where symbol(child) == .modifier {
      if isText(child, "public") { flags.insert(.exported) }
      if isText(child, "private") { flags.insert(.isPrivate) }
      if isText(child, "static") { flags.insert(.isStatic) }
      if isText(child, "async") { flags.insert(.async) }
    }
    return flags
  }

  mutating func attributes(of index: Int) {
    for child in children(index) where symbol(child) == .attributeList || symbol(child) == .preprocIfInAttributes {
      attributes(child)
    }
  }

  /// `[A, B(x)]`; those of what the declaration returns and the like are no decorators of it.
  mutating func attributes(_ index: Int) {
    if let target = child(index, of: .attributeTarget), !starts(target, "field"), !starts(target, "property") { return }
    for child in children(index) where field(child) != .condition {
      switch symbol(child) {
      case .attribute: attribute(child)
      case .attributeList: attributes(child)
      case .attributeTarget, .preprocElse, .preprocElif: break
      default: lower(child, .none)
      }
    }
  }

  private mutating func attribute(_ index: Int) {
    guard let name = child(index, .name) else { return unknown(index, .none) }
    open(.decorator, .decorator, index)
    if let list = child(index, of: .attributeArguments) {
      open(.call, .value, index)
      lower(name, .callee)
      for child in children(list) { attributeArgument(child) }
      close()
    } else {
      lower(name, .value)
    }
    close()
  }

  private mutating func attributeArgument(_ index: Int) {
    guard symbol(index) == .attributeArgument, let value = lastChild(index) else { return lower(index, .none) }
    guard let name = firstOperand(index), name != value else { return lower(value, .argument) }
    open(.keywordArgument, .argument, index, name: plainName(name))
    lower(value, .value)
    close()
  }
}
