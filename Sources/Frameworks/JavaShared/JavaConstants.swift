internal import Resolution
internal import Source
internal import Syntax

/// Constant texts: literals, joins of them, and constants of the project.
extension JavaProject {
  /// The texts of an expression: of a list those of its elements. What cannot be seen is a hole.
  func texts(_ ref: NodeRef) -> [String] {
    guard let file = file(ref) else { return [] }
    if file[ref.node].kind == .list {
      return file.children(ref.node, .element).flatMap { texts(NodeRef(file: ref.file, node: $0)) }
    }
    if file[ref.node].kind == .name || file[ref.node].kind == .member, let value = constant(ref),
      let other = self.file(value), other[value.node].kind == .list, constantDepth < 8
    {
      constantDepth += 1
      defer { constantDepth -= 1 }
      return texts(value)
    }
    return [text(of: ref) ?? String(Value.hole)]
  }

  /// The one text of an expression.
  func text(of ref: NodeRef) -> String? {
    guard constantDepth < 24, let file = file(ref) else { return nil }
    constantDepth += 1
    defer { constantDepth -= 1 }
    switch file[ref.node].kind {
    case .string: return file.stringValue(ref.node)
    case .number: return file.text(ref.node)
    case .binary:
      guard text(file[ref.node].name) == "+", let left = file.child(ref.node, .left),
        let right = file.child(ref.node, .right)
      else { return nil }
      let hole = String(Value.hole)
      return (text(of: NodeRef(file: ref.file, node: left)) ?? hole)
        + (text(of: NodeRef(file: ref.file, node: right)) ?? hole)
    case .name, .member: return constant(ref).flatMap { text(of: $0) }
    case .call:
      // `"/a".concat(B)` and `String.valueOf(A)` are too seldom; `A.toString()` and `Enum.X.name()` too.
      return nil
    default: return nil
    }
  }

  /// What a constant is given: a field of this type, of another, or one that is imported.
  func constant(_ ref: NodeRef) -> NodeRef? {
    guard let file = file(ref) else { return nil }
    let name = text(file[ref.node].name)
    var owner: JavaType?
    if file[ref.node].kind == .member, let object = file.child(ref.node, .object) {
      let place = NodeRef(file: ref.file, node: object)
      owner = file[object].kind == .name && text(file[object].name) == "this" ? type(around: ref) : type(of: place)
    } else {
      var around = type(around: ref)
      while let type = around {
        if let value = value(ofField: name, in: type) { return value }
        guard let dot = type.name.lastIndex(of: ".") else { break }
        around = self.type(named: String(type.name[..<dot]), near: ref.file)
      }
      guard let imports = imports(of: ref.file) else { return nil }
      if let imported = imports.members[name] { owner = type(named: imported, near: ref.file) }
      for star in imports.staticStars where owner == nil {
        guard let type = type(named: star, near: ref.file), field(name, of: type) != nil else { continue }
        owner = type
      }
    }
    return owner.flatMap { value(ofField: name, in: $0) }
  }

  private func value(ofField name: String, in type: JavaType) -> NodeRef? {
    guard let field = field(name, of: type), let file = file(field) else { return nil }
    return file.child(field.node, .value).map { NodeRef(file: field.file, node: $0) }
  }
}
