internal import Source
internal import Syntax

extension SyntaxFile {
  /// Whether a `return` gives the value of one case of a switch expression, and leaves no function.
  func isCaseValue(_ node: NodeID) -> Bool {
    guard isNominal, self[node].kind == .returnStatement, self[node].flags.contains(.synthetic) else { return false }
    var around = self[node].parent
    while self[around].kind == .block { around = self[around].parent }
    return self[around].kind == .switchCase
  }
}

extension Evaluator {
  /// "UserService.list" for a method, "UserService.list.<lambda>" for a function in it; nested types with those around.
  func nominalQualifiedName(of function: NodeID, _ file: SyntaxFile) -> String {
    var parts: [String] = []
    var node = function
    while node != 0 {
      switch file[node].kind {
      case .function: parts.append(name(of: node, file))
      case .classDeclaration, .interface, .enumDeclaration:
        if !file[node].name.isNone { parts.append(program.text(file[node].name)) }
      default: break
      }
      node = file[node].parent
    }
    return parts.reversed().joined(separator: ".")
  }
}
