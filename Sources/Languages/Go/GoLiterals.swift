internal import CTreeSitter
internal import Source
internal import Syntax

/// Composite literals: `T{…}` is a call of T as a constructor, a slice is a list, a map a dictionary.
extension GoWalker {
  mutating func composite(_ index: Int, _ role: SyntaxRole) {
    guard let type = child(index, .type), let body = child(index, .body) else { return unknown(index, role) }
    switch symbol(type) {
    case .sliceType, .arrayType, .implicitArrayType, .mapType, .structType: literal(body, of: type, role, whole: index)
    default:
      open(.call, role, index, flags: .isNew)
      lower(type, .callee)
      fieldValues(body)
      close()
    }
  }

  /// A value in braces; `type` is what it is of, where known, and may have been left out beside the braces.
  mutating func literal(_ index: Int, of type: Int?, _ role: SyntaxRole, whole: Int? = nil) {
    if builder.pointee.depth > Self.deepest { return unknownLeaf(whole ?? index, role) }
    let type = type.map { plain($0) }
    switch type.map({ symbol($0) }) {
    case .sliceType, .arrayType, .implicitArrayType:
      open(.list, role, whole ?? index)
      let element = type.flatMap { child($0, .element) }
      for child in children(index) { listElement(child, element) }
    case .mapType:
      open(.dictionary, role, whole ?? index)
      let key = type.flatMap { child($0, .key) }
      let value = type.flatMap { child($0, .value) }
      for child in children(index) { pair(child, key: key, value: value) }
    case .typeIdentifier, .qualifiedType, .genericType:
      open(.call, role, whole ?? index, flags: .isNew)
      if let type { impliedType(type, at: tree.nodes[index].start) }
      fieldValues(index)
    default: anonymous(index, role, whole ?? index)
    }
    close()
  }

  /// Of a struct without a name, or of a type that is not seen. Leaves its node open.
  private mutating func anonymous(_ index: Int, _ role: SyntaxRole, _ whole: Int) {
    let isKeyed = children(index).contains { symbol($0) == .keyedElement }
    open(isKeyed ? .dictionary : .tuple, role, whole)
    for child in children(index) {
      if symbol(child) == .keyedElement { pair(child, key: nil, value: nil) } else { element(child, nil, .element) }
    }
  }

  /// Pointers do not matter.
  private func plain(_ type: Int) -> Int {
    var type = type
    while symbol(type) == .pointerType || symbol(type) == .parenthesizedType, let inner = onlyChild(type) {
      type = inner
    }
    return type
  }

  /// The type of an element that leaves it out, as a node without width.
  private mutating func impliedType(_ type: Int, at start: UInt32) {
    switch symbol(type) {
    case .qualifiedType:
      let package = child(type, .package).map { intern($0) } ?? .none
      let name = child(type, .name).map { intern($0) } ?? .none
      builder.pointee.open(.member, .callee, start: start, end: start, name: name, flags: .synthetic)
      builder.pointee.leaf(.name, .object, start: start, end: start, name: package, flags: .synthetic)
      close()
    case .genericType: impliedType(child(type, .type).map { plain($0) } ?? type + 1, at: start)
    default: builder.pointee.leaf(.name, .callee, start: start, end: start, name: intern(type), flags: .synthetic)
    }
  }

  private mutating func fieldValues(_ index: Int) {
    for child in children(index) {
      guard symbol(child) == .keyedElement else {
        element(child, nil, .argument)
        continue
      }
      let (key, value) = sides(child)
      guard let key, let value else {
        unknown(child, .none)
        continue
      }
      let isField = symbol(key) == .identifier
      if isField {
        open(.keywordArgument, .argument, child, name: intern(key))
      } else {
        open(.pair, .argument, child)
        element(key, nil, .key)
      }
      element(value, nil, .value)
      close()
    }
  }

  /// `[]T{a, 3: b}`.
  private mutating func listElement(_ index: Int, _ type: Int?) {
    guard symbol(index) == .keyedElement else { return element(index, type, .element) }
    let (_, value) = sides(index)
    if let value { element(value, type, .element) } else { unknown(index, .none) }
  }

  private mutating func pair(_ index: Int, key keyType: Int?, value valueType: Int?) {
    let (key, value) = sides(index)
    guard symbol(index) == .keyedElement, let key, let value else { return lower(index, .none) }
    // A field's name of a struct without a name is a plain key; anything else is an expression.
    let isField = keyType == nil && symbol(key) == .identifier
    open(.pair, .element, index, flags: isField || isString(key) ? [] : .computed)
    if isField {
      leaf(.string, .key, key)
    } else {
      element(key, keyType, .key)
    }
    element(value, valueType, .value)
    close()
  }

  private func isString(_ index: Int) -> Bool { symbol(index) == .string || symbol(index) == .rawString }

  /// Key and value of a keyed element, without their wrappers.
  private func sides(_ index: Int) -> (key: Int?, value: Int?) {
    func inner(_ field: GoField) -> Int? {
      child(index, field).map { symbol($0) == .literalElement ? onlyChild($0) ?? $0 : $0 }
    }
    return (inner(.key), inner(.value))
  }

  private mutating func element(_ index: Int, _ type: Int?, _ role: SyntaxRole) {
    let inner = symbol(index) == .literalElement ? onlyChild(index) ?? index : index
    if symbol(inner) == .literalValue { literal(inner, of: type, role) } else { lower(inner, role) }
  }
}
