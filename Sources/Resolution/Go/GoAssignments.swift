internal import Source
internal import Syntax

/// In Go, Java and C# `x = 1` binds no new name: it belongs to the scope around it that declares `x`.
struct GoAssignments {
  private let file: SyntaxFile
  private let scopes: [Scope]

  init(_ file: SyntaxFile, _ scopes: [Scope]) {
    self.file = file
    self.scopes = scopes
  }

  /// Moves each plain assignment to the scope that declares its name; those of names of other files and of fields become
  /// attributes of nothing.
  func settled(_ bindings: [Binding]) -> (bindings: [Binding], foreign: [AttributeBinding]) {
    var declared: Set<UInt64> = []
    for binding in bindings where isDeclaration(binding) { declared.insert(FileIndex.key(binding.scope, binding.name)) }
    var foreign: [AttributeBinding] = []
    let own = bindings.compactMap { binding -> Binding? in
      if isDeclaration(binding) { return binding }
      var scope = binding.scope
      while !declared.contains(FileIndex.key(scope, binding.name)) || scopes[Int(scope)].kind == .type {
        guard scope > 0, !declared.contains(FileIndex.key(scope, binding.name)) else {
          foreign.append(
            AttributeBinding(object: .none, name: binding.name, node: statement(binding.node), scope: binding.scope))
          return nil
        }
        scope = scopes[Int(scope)].parent
      }
      return Binding(scope: scope, name: binding.name, node: binding.node, kind: binding.kind)
    }
    return (own, foreign)
  }

  private func statement(_ target: NodeID) -> NodeID {
    var node = file[target].parent
    while file[node].kind == .tuple { node = file[node].parent }
    return node
  }

  private func isDeclaration(_ binding: Binding) -> Bool {
    guard binding.kind == .assigned, file[binding.node].kind == .name else { return true }
    let node = statement(binding.node)
    return file[node].kind != .assignment || file[node].flags.contains(.declaration)
  }
}
