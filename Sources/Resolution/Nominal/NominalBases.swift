internal import Source
internal import Syntax

/// What is looked up over the whole program by a name: which types extend or implement it, which methods extend objects
/// (C#), which methods provide objects of a type (`@Bean`).
enum NominalBases {
  static func bases(of file: SyntaxFile, _ index: FileIndex) -> [(name: Name, type: NodeID)] {
    var found: [(name: Name, type: NodeID)] = []
    for scope in index.scopes.dropFirst() {
      switch scope.kind {
      case .type: addBases(of: scope.node, file, &found)
      case .function: addMethod(scope.node, file, &found)
      case .module: break
      }
    }
    return found
  }

  private static func addBases(of type: NodeID, _ file: SyntaxFile, _ found: inout [(name: Name, type: NodeID)]) {
    guard file[type].kind != .namespace else { return }
    for child in file.children(type) where file[child].role == .base || file[child].role == .implements {
      let name = lastName(of: child, file)
      if !name.isNone { found.append((name, type)) }
    }
  }

  private static func addMethod(
    _ function: NodeID, _ file: SyntaxFile, _ found: inout [(name: Name, type: NodeID)]
  ) {
    for child in file.children(function) {
      switch file[child].role {
      case .parameter:
        if file[child].flags.contains(.receiver) { found.append((file[function].name, function)) }
        return
      case .decorator:
        guard isProvider(child, file), let type = file.child(function, .type) else { continue }
        found.append((lastName(of: type, file), function))
      case .body: return
      default: continue
      }
    }
  }

  /// `@Bean`, `@Produces`, `@Provides`: told by their text, since the names' table is not at hand.
  static func isProvider(_ decorator: NodeID, _ file: SyntaxFile) -> Bool {
    guard let value = file.child(decorator, .value) else { return false }
    let node = file[value].kind == .call ? file.child(value, .callee) ?? value : value
    let range = file[node].range
    guard range.end - range.start <= 8, range.start < range.end else { return false }
    return ["Bean", "Produces", "Provides"].contains(file.source.text(range))
  }

  /// The last part of a type's name, without its arguments; of a call, that of what is called.
  static func lastName(of node: NodeID, _ file: SyntaxFile) -> Name {
    var node = node
    while true {
      switch file[node].kind {
      case .index:
        guard let object = file.child(node, .object) else { return .none }
        node = object
      case .call:
        guard let callee = file.child(node, .callee) else { return .none }
        node = callee
      case .name, .member: return file[node].name
      default: return .none
      }
    }
  }
}
