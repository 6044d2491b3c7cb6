internal import CTreeSitter
internal import Source
internal import Syntax

/// Names and types.
extension CSharpWalker {
  /// A name without the `@` that lets a keyword be one.
  @inline(__always)
  func plainName(_ index: Int) -> Name {
    let text = tree.text(index)
    guard text.first == UInt8(ascii: "@") else { return names.pointee.intern(text) }
    return names.pointee.intern(UnsafeBufferPointer(rebasing: text.dropFirst()))
  }

  func identifier(_ index: Int, _ role: SyntaxRole) {
    let node = tree.nodes[index]
    leaf(node.start == node.end ? .unknown : .name, role, index, name: plainName(index))
  }

  /// The identifier of a simple name: that of `F<T>` is `F`.
  func simpleName(_ index: Int) -> Name {
    guard symbol(index) == .genericName else { return plainName(index) }
    return firstOperand(index).map { plainName($0) } ?? .none
  }

  /// The text of a name with its qualifiers, without `global::`.
  func wholeName(_ index: Int) -> Name {
    let node = tree.nodes[index]
    var start = node.start
    if starts(index, "global::") { start += 8 }
    return names.pointee.intern(tree.slice(start, node.end))
  }

  /// Whether a node's text begins so.
  func starts(_ index: Int, _ text: StaticString) -> Bool {
    let bytes = tree.text(index)
    guard bytes.count >= text.utf8CodeUnitCount else { return false }
    for offset in 0..<text.utf8CodeUnitCount where bytes[offset] != text.utf8Start[offset] { return false }
    return true
  }

  func lastChild(_ index: Int) -> Int? {
    var last: Int?
    for child in children(index) where symbol(child) != .operatorToken { last = child }
    return last
  }

  mutating func type(_ index: Int, _ role: SyntaxRole) {
    switch symbol(index) {
    case .genericName: generic(index, role)
    case .qualifiedName: qualified(index, role)
    case .aliasQualifiedName: aliasQualified(index, role)
    case .arrayType: arrayType(index, role)
    case .tupleType:
      open(.tuple, role, index)
      for element in children(index) { lower(child(element, .type) ?? element, .element) }
      close()
    default: sequence(.type, index, role)
    }
  }

  /// `F<A, B>`.
  private mutating func generic(_ index: Int, _ role: SyntaxRole) {
    open(.index, role, index, flags: .typeArguments)
    for child in children(index) {
      if symbol(child) == .typeArguments {
        for argument in children(child) { lower(argument, .index) }
      } else {
        lower(child, .object)
      }
    }
    close()
  }

  /// `A.B` and `A.B<C>`.
  private mutating func qualified(_ index: Int, _ role: SyntaxRole) {
    guard let name = child(index, .name), let qualifier = child(index, .qualifier) else { return unknown(index, role) }
    let isGeneric = symbol(name) == .genericName
    if isGeneric { open(.index, role, index, flags: .typeArguments) }
    open(.member, isGeneric ? .object : role, index, name: simpleName(name))
    lower(qualifier, .object)
    close()
    guard isGeneric else { return }
    typeArguments(name, .index)
    close()
  }

  /// `global::A` is `A`.
  private mutating func aliasQualified(_ index: Int, _ role: SyntaxRole) {
    guard let name = child(index, .name), let alias = child(index, .alias) else { return unknown(index, role) }
    if isText(alias, "global") { return lower(name, role) }
    open(.member, role, index, name: simpleName(name))
    lower(alias, .object)
    close()
  }

  /// The types between the angle brackets of a generic name.
  mutating func typeArguments(_ index: Int, _ role: SyntaxRole) {
    for list in children(index) where symbol(list) == .typeArguments {
      for argument in children(list) { lower(argument, role) }
    }
  }

  /// `T[]` is a generic type of the name `[]`.
  private mutating func arrayType(_ index: Int, _ role: SyntaxRole) {
    open(.index, role, index, flags: .typeArguments)
    let start = tree.nodes[index].start
    builder.pointee.leaf(.name, .object, start: start, end: start, name: constant("[]"), flags: .synthetic)
    if let type = child(index, .type) { lower(type, .index) }
    close()
  }

  /// `typeof(T)`, `default(T)` and `sizeof(T)` are calls of those names; `default` alone is a name.
  mutating func typeCall(_ index: Int, _ role: SyntaxRole) {
    let (name, length): (Name, UInt32) =
      switch symbol(index) {
      case .typeOf: (constant("typeof"), 6)
      case .sizeOf: (constant("sizeof"), 6)
      default: (constant("default"), 7)
      }
    let node = tree.nodes[index]
    guard let type = child(index, .type) else { return leaf(.name, role, index, name: name) }
    open(.call, role, index)
    builder.pointee.leaf(.name, .callee, start: node.start, end: min(node.start + length, node.end), name: name)
    lower(type, .argument)
    close()
  }
}
