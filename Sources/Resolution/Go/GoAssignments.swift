internal import Source
internal import Syntax

/// In Go `x = 1` binds no new name: it belongs to the scope around it that declares `x`.
struct GoAssignments {
  private let file: SyntaxFile
  private let scopes: [Scope]

  init(_ file: SyntaxFile, _ scopes: [Scope]) {
    self.file = file
    self.scopes = scopes
  }

  /// Moves each plain assignment to the scope that declares its name; those of names of other files are dropped.
  func settle(_ bindings: inout [Binding]) {
    var declared: Set<UInt64> = []
    for binding in bindings where isDeclaration(binding) { declared.insert(FileIndex.key(binding.scope, binding.name)) }
    bindings = bindings.compactMap { binding in
      if isDeclaration(binding) { return binding }
      var scope = binding.scope
      while !declared.contains(FileIndex.key(scope, binding.name)) {
        guard scope > 0 else { return nil }
        scope = scopes[Int(scope)].parent
      }
      return Binding(scope: scope, name: binding.name, node: binding.node, kind: binding.kind)
    }
  }

  private func isDeclaration(_ binding: Binding) -> Bool {
    guard binding.kind == .assigned, file[binding.node].kind == .name else { return true }
    var node = file[binding.node].parent
    while file[node].kind == .tuple { node = file[node].parent }
    return file[node].kind != .assignment || file[node].flags.contains(.declaration)
  }
}
