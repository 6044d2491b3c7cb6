package import Source
internal import Syntax

extension Evaluator {
  /// The expression that a name stands for that is imported as a default: `export default guarded(fn)`.
  package func importedDefault(_ ref: NodeRef) -> NodeRef? {
    guard let file = program.file(ref.file), file[ref.node].kind == .name, let index = program.index(of: ref.file)
    else { return nil }
    var scope = index.scope(of: ref.node, in: file)
    while true {
      if let binding = index.bindings(of: file[ref.node].name, in: scope).last {
        guard binding.kind == .imported, let imported = file.child(binding.node, .value),
          file[imported].name == words.defaultName,
          case .file(let id) = target(of: file[binding.node].parent, file)
        else { return nil }
        return defaultExport(of: id)
      }
      if scope == 0 { return nil }
      scope = index.scopes[Int(scope)].parent
    }
  }

  private func defaultExport(of id: FileID) -> NodeRef? {
    guard let file = program.file(id), let index = program.index(of: id) else { return nil }
    for node in index.exports {
      guard let value = file.child(node, .value), file[node].name.isNone else { continue }
      let ref = NodeRef(file: id, node: value)
      guard file[value].kind == .name else { return ref }
      // `const x = guarded(fn); export default x`.
      return originCall(of: ref) ?? ref
    }
    return nil
  }

  /// What a file exports by declaring it, by name: functions, and what constants hold.
  package func exportedMembers(of id: FileID) -> [(name: String, value: NodeRef)] {
    guard let file = program.file(id) else { return [] }
    var found: [(name: String, value: NodeRef)] = []
    for child in file.children(0) where file[child].flags.contains(.exported) && found.count < Self.maxElements {
      switch file[child].kind {
      case .function where !file[child].name.isNone:
        found.append((program.text(file[child].name), NodeRef(file: id, node: child)))
      case .assignment:
        guard let target = file.child(child, .target), file[target].kind == .name, let value = file.child(child, .value)
        else { continue }
        found.append((program.text(file[target].name), NodeRef(file: id, node: value)))
      default: continue
      }
    }
    return found
  }
}
