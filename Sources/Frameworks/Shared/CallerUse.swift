internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Whether ECMAScript code looks at who is calling: credentials that middleware around reads, and that nothing looks at,
/// are no optional login.
struct CallerUse {
  let context: RecognizerContext

  /// Whether a function, or one that it hands the request to, looks at who is calling.
  func isUsed(in function: NodeRef, depth: Int = 0) -> Bool {
    guard depth < 3, let file = context.program.file(function.file) else { return false }
    var node = function.node + 1
    while node < file[function.node].next {
      switch file[node].kind {
      case .member:
        if Self.callers.contains(context.program.text(file[node].name)), let object = file.child(node, .object),
          Self.requests.contains(context.program.text(file[object].name))
        {
          return true
        }
      case .assignment:
        // `const { state } = ctx`.
        if let value = file.child(node, .value), file[value].kind == .name,
          Self.requests.contains(context.program.text(file[value].name)), let target = file.child(node, .target),
          file[target].kind == .dictionary,
          file.children(target).contains(where: {
            file.child($0, .key).flatMap { file.stringValue($0) }.map { Self.callers.contains($0) } ?? false
          })
        {
          return true
        }
      case .call:
        let isHandedOn = file.children(node, .argument).contains {
          file[$0].kind == .name && Self.requests.contains(context.program.text(file[$0].name))
        }
        if isHandedOn, let callee = file.child(node, .callee),
          case .function(let inner) = context.evaluator.value(of: NodeRef(file: function.file, node: callee)),
          isUsed(in: inner, depth: depth + 1)
        {
          return true
        }
      default: break
      }
      node += 1
    }
    return false
  }

  private static let callers: Set<String> = [
    "state", "user", "auth", "session", "currentUser", "account", "jwt", "isAuthenticated", "userId", "token",
  ]
  private static let requests: Set<String> = ["ctx", "context", "req", "request"]
}
