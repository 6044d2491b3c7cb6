internal import Model
internal import Source
internal import Syntax

/// Files that the code itself names: templates, pages and manifests that come with it.
extension BehaviourScanner {
  /// Whether nothing but constants, settings and the place of the code makes a path.
  func isFixedFile(_ call: NodeID) -> Bool {
    guard let path = file.child(call, .argument) else { return false }
    return isFixed(ref(path), depth: 0)
  }

  private static let joins: Set<String> = ["join", "resolve", "normalize", "dirname", "fileURLToPath", "URL", "cwd"]
  private static let places: Set<String> = ["__dirname", "__filename", "__file__"]

  private func isFixed(_ node: NodeRef, depth: Int) -> Bool {
    guard depth < 6, let other = evaluator.program.file(node.file) else { return false }
    func areFixed(_ role: SyntaxRole) -> Bool {
      other.children(node.node, role).allSatisfy { isFixed(NodeRef(file: node.file, node: $0), depth: depth + 1) }
    }
    switch other[node.node].kind {
    case .string: return true
    case .template: return areFixed(.element)
    case .binary: return areFixed(.left) && areFixed(.right)
    case .conditional: return areFixed(.then) && areFixed(.otherwise)
    case .logical: return areFixed(.left) && areFixed(.right)
    case .name:
      if Self.places.contains(evaluator.program.text(other[node.node].name)) { return true }
      return isFixedName(node, depth: depth)
    case .member: return ["process.env.", "import.meta."].contains { other.text(node.node).hasPrefix($0) }
    case .call:
      guard let callee = other.child(node.node, .callee),
        Self.joins.contains(evaluator.program.text(other[callee].name))
      else { return false }
      return areFixed(.argument)
    default: return false
    }
  }

  private func isFixedName(_ name: NodeRef, depth: Int) -> Bool {
    guard let target = evaluator.definition(of: name), let other = evaluator.program.file(target.file) else {
      return false
    }
    if other[target.node].kind == .parameter { return isFixedParameter(target, other, depth: depth) }
    let statement = other[target.node].parent
    guard other[statement].kind == .assignment, let value = other.child(statement, .value),
      other.child(statement, .target) == target.node
    else { return false }
    return isFixed(NodeRef(file: target.file, node: value), depth: depth + 1)
  }

  /// Each caller, and the default, gives one.
  private func isFixedParameter(_ parameter: NodeRef, _ other: SyntaxFile, depth: Int) -> Bool {
    let function = NodeRef(file: parameter.file, node: other[parameter.node].parent)
    guard let position = evaluator.parameters(of: function).firstIndex(of: parameter) else { return false }
    let preset = other.child(parameter.node, .value).map { NodeRef(file: parameter.file, node: $0) }
    if let preset, !isFixed(preset, depth: depth + 1) { return false }
    let callers = evaluator.callers(of: function)
    guard !callers.isEmpty else { return preset != nil }
    return callers.count <= 8
      && callers.allSatisfy { call in
        guard let given = evaluator.argument(position, of: call) else { return preset != nil }
        return isFixed(given, depth: depth + 1)
      }
  }
}
