internal import CTreeSitter
internal import Source
internal import Syntax

/// Types as expressions.
extension JavaWalker {
  /// `a.B`, in an import, an annotation or a type.
  mutating func qualified(_ index: Int, _ role: SyntaxRole) {
    var last: Int?
    for child in children(index) where symbol(child) == .identifier || symbol(child) == .typeIdentifier { last = child }
    let id = open(.member, role, index)
    for child in children(index) {
      if child == last {
        let name = intern(child)
        builder.pointee.update(id) { $0.name = name }
      } else if symbol(child) != .annotation, symbol(child) != .markerAnnotation {
        lower(child, .object)
      }
    }
    close()
  }

  /// `T<A, B>`.
  mutating func generic(_ index: Int, _ role: SyntaxRole) {
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

  /// `T[]` is a generic type of the name `[]`.
  mutating func arrayType(_ index: Int, _ role: SyntaxRole) {
    let depth = min(child(index, .dimensions).map { dimensions($0) } ?? 1, 8)
    var role = role
    for _ in 0..<max(1, depth) {
      openArray(index, role)
      role = .index
    }
    for child in children(index) where field(child) != .dimensions {
      lower(child, field(child) == .element ? .index : .none)
    }
    for _ in 0..<max(1, depth) { close() }
  }

  mutating func openArray(_ index: Int, _ role: SyntaxRole) {
    open(.index, role, index, flags: .typeArguments)
    let start = tree.nodes[index].start
    builder.pointee.leaf(.name, .object, start: start, end: start, name: constant("[]"), flags: .synthetic)
  }

  /// How many pairs of brackets; more than anybody writes are as many as anybody does.
  func dimensions(_ index: Int) -> Int {
    var count = 0
    for byte in tree.text(index) where byte == UInt8(ascii: "[") { count += 1 }
    return min(count, 8)
  }

  /// A type that is told again where it is not written, as nodes without width.
  mutating func impliedType(_ index: Int, _ role: SyntaxRole, at start: UInt32) {
    if builder.pointee.depth > Self.deepest {
      builder.pointee.leaf(.unknown, role, start: start, end: start)
      return
    }
    switch symbol(index) {
    case .scopedType:
      var last: Int?
      for child in children(index) where symbol(child) == .typeIdentifier { last = child }
      builder.pointee.open(
        .member, role, start: start, end: start, name: last.map { intern($0) } ?? .none, flags: .synthetic)
      for child in children(index) where child != last { impliedType(child, .object, at: start) }
      close()
    case .genericType:
      builder.pointee.open(.index, role, start: start, end: start, flags: [.synthetic, .typeArguments])
      for child in children(index) {
        if symbol(child) == .typeArguments {
          for argument in children(child) { impliedType(argument, .index, at: start) }
        } else {
          impliedType(child, .object, at: start)
        }
      }
      close()
    case .arrayType, .annotatedType, .wildcard:
      builder.pointee.leaf(.type, role, start: start, end: start, flags: .synthetic)
    case .annotation, .markerAnnotation, .error, .operatorToken: break
    default: builder.pointee.leaf(.name, role, start: start, end: start, name: intern(index), flags: .synthetic)
    }
  }

  // MARK: Patterns

  /// `T x` and `var x` declare a name.
  mutating func typePattern(_ index: Int, _ role: SyntaxRole) {
    let parts = children(index).filter { symbol($0) != .error && symbol($0) != .modifiers }
    guard let last = parts.last else { return unknown(index, role) }
    guard parts.count > 1 else { return lower(last, role) }
    open(.assignment, role, index, flags: .declaration)
    for child in children(index) {
      if child == last {
        lower(child, .target)
      } else if symbol(child) == .error {
        lower(child, .none)
      } else if symbol(child) != .modifiers, !isInferred(child) {
        lower(child, .type)
      }
    }
    close()
  }

  /// `C(T x, D(var y))` is a call.
  mutating func recordPattern(_ index: Int, _ role: SyntaxRole) {
    open(.call, role, index)
    for child in children(index) {
      if symbol(child) == .recordPatternBody {
        for component in children(child) { lower(component, .argument) }
      } else {
        lower(child, .callee)
      }
    }
    close()
  }

  /// `x instanceof T`, `x instanceof T y`, `x instanceof C(T y)`.
  mutating func instanceOf(_ index: Int, _ role: SyntaxRole) {
    open(.comparison, role, index, name: constant("instanceof"))
    let bound = child(index, .name)
    for child in children(index) {
      switch field(child) {
      case .left: lower(child, .left)
      case .pattern: lower(child, .right)
      case .right:
        guard let bound else {
          lower(child, .right)
          continue
        }
        builder.pointee.open(
          .assignment, .right, start: tree.nodes[child].start, end: tree.nodes[bound].end, flags: .declaration)
        lower(child, .type)
        lower(bound, .target)
        close()
      case .name: break
      default: lower(child, .none)
      }
    }
    close()
  }
}
