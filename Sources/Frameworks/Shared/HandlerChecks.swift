package import Model
package import Resolution
internal import Source
internal import Syntax

/// Manual checks in a handler's first statements: `if (!req.user) return res.status(401)…`.
package struct HandlerChecks {
  private let context: RecognizerContext
  /// How many statements count as the first ones.
  private static let statements = 4

  package init(_ context: RecognizerContext) { self.context = context }

  /// Required when one of the first statements refuses those without an identity, before anything else is done.
  package func auth(of function: NodeRef) -> Auth {
    guard let file = context.program.file(function.file), let body = file.child(function.node, .body) else {
      return Auth(.none)
    }
    var statements = Array(file.children(body))
    // A body that is one big `try`.
    if statements.count == 1, file[statements[0]].kind == .tryStatement, let inner = file.child(statements[0], .body) {
      statements = Array(file.children(inner))
    }
    for statement in statements.prefix(Self.statements) where file[statement].kind == .ifStatement {
      guard let condition = file.child(statement, .condition), let then = file.child(statement, .then),
        mentionsIdentity(condition, file), isNegative(condition, file), refuses(then, file)
      else { continue }
      let ref = NodeRef(file: function.file, node: statement)
      return Auth(.required, by: "check in the handler", location: context.headLocation(ref))
    }
    return Auth(.none)
  }

  private static let identities: Set<String> = [
    "user", "session", "userId", "user_id", "isAuthenticated", "is_authenticated", "auth", "currentUser",
    "current_user",
    "token", "account", "uid", "isLoggedIn", "authorization",
  ]

  private func mentionsIdentity(_ condition: NodeID, _ file: SyntaxFile) -> Bool {
    (condition..<file[condition].next).contains { node in
      (file[node].kind == .name || file[node].kind == .member)
        && Self.identities.contains(context.program.text(file[node].name))
    }
  }

  private func isNegative(_ condition: NodeID, _ file: SyntaxFile) -> Bool {
    switch file[condition].kind {
    case .unary: return context.program.text(file[condition].name) == "not"
    case .comparison:
      guard let right = file.child(condition, .right) else { return false }
      return file[right].kind == .null || file[right].kind == .boolean && !file[right].flags.contains(.truth)
    case .logical:
      // `!a || !b`: every side must be a refusal's reason; `a && !b` refuses only some.
      guard context.program.text(file[condition].name) == "or", let left = file.child(condition, .left) else {
        return false
      }
      return isNegative(left, file)
    default: return false
    }
  }

  private func refuses(_ block: NodeID, _ file: SyntaxFile) -> Bool {
    (block..<file[block].next).contains { node in
      switch file[node].kind {
      case .number: ["401", "403"].contains(file.text(node))
      case .name, .member, .string:
        ["unauthorized", "forbidden", "unauthenticated"].contains {
          (file[node].kind == .string ? file.text(node) : context.program.text(file[node].name)).lowercased().contains(
            $0)
        }
      default: false
      }
    }
  }
}
