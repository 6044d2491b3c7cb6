internal import Resolution
internal import Source
internal import Syntax

/// What tells methods of one name apart.
private struct JavaMethodShape {
  let ref: NodeRef
  let owner: JavaType
  let name: Name
  /// The names of the parameters' types, without their arguments.
  let types: [String]
  /// Some of them are type parameters, which are other types below.
  let isGeneric: Bool
  let hasBody: Bool

  func overrides(_ other: JavaMethodShape) -> Bool {
    name == other.name && types.count == other.types.count && (isGeneric || other.isGeneric || types == other.types)
  }
}

extension JavaProject {
  /// The methods of a class and of those above it that are mapped: the nearest declaration that is, and what runs.
  func effectiveMethods(
    _ lineage: [JavaType], where isMapped: (NodeRef) -> Bool
  ) -> [(declared: NodeRef, handler: NodeRef)] {
    let shapes = lineage.flatMap { type in methods(of: type).compactMap { shape(of: $0, in: type) } }
    var byName: [Name: [JavaMethodShape]] = [:]
    for shape in shapes { byName[shape.name, default: []].append(shape) }
    var found: [(declared: NodeRef, handler: NodeRef)] = []
    var done: [Name: [JavaMethodShape]] = [:]
    for shape in shapes {
      // Of one class, several methods may have one name; of those above it, those that are overridden are gone.
      let isDone = (done[shape.name] ?? []).contains { $0.owner != shape.owner && $0.overrides(shape) }
      guard isMapped(shape.ref), !isDone else { continue }
      done[shape.name, default: []].append(shape)
      let handler = byName[shape.name]?.first {
        $0.hasBody && ($0.ref == shape.ref || $0.owner != shape.owner && $0.overrides(shape))
      }
      found.append((shape.ref, handler?.ref ?? shape.ref))
    }
    return found
  }

  private func shape(of method: NodeRef, in owner: JavaType) -> JavaMethodShape? {
    guard let file = file(method) else { return nil }
    let types = file.children(method.node, .parameter).map { parameter -> String in
      guard let type = file.child(parameter, .type) else { return "" }
      var node = type
      while file[node].kind == .index, let object = file.child(node, .object) { node = object }
      return text(file[node].name)
    }
    return JavaMethodShape(
      ref: method, owner: owner, name: file[method.node].name, types: types,
      isGeneric: types.contains { $0.utf8.count <= 2 },
      hasBody: file.child(method.node, .body) != nil)
  }
}
