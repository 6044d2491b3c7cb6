internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What refuses a caller: errors and statuses.
extension OutsiderScope {
  private static let refusalWords = [
    "unauthorized", "unauthorised", "unauthenticated", "forbidden", "notauthenticated", "permissiondenied", "autherror",
    "authenticationerror", "authorizationerror", "authfailed", "notauthorized", "invalidtoken", "missingtoken",
    "accessdenied", "nopermission", "authexception", "authfailure",
  ]

  /// Whether an error speaks of missing credentials.
  func isRefusal(_ node: NodeID) -> Bool {
    if let status = status(in: node) { return status == 401 || status == 403 }
    var current = node
    while current < min(file[node].next, node + 60) {
      if file[current].kind == .name || file[current].kind == .member {
        let name = word(current).lowercased().replacing("_", with: "")
        if Self.refusalWords.contains(where: { name.contains($0) }) { return true }
      }
      current += 1
    }
    return false
  }

  /// Whether an error says 403, which may have other reasons than who is calling.
  func isForbidding(_ node: NodeID) -> Bool {
    if let status = status(in: node) { return status == 403 }
    return file.text(node).lowercased().contains("forbidden")
  }

  /// A status of HTTP among the parts of an expression, as a number, a constant or a name.
  func status(in node: NodeID) -> Int? {
    var current = node
    while current < min(file[node].next, node + 80) {
      switch file[current].kind {
      case .number:
        if let number = Int(file.text(current)), (300...599).contains(number), file[current].role != .index {
          return number
        }
      case .member, .name:
        let name = word(current).lowercased().replacing("_", with: "")
        if name == "unauthorized" || name == "httpunauthorized" { return 401 }
        if name == "forbidden" || name == "httpforbidden" { return 403 }
        if name.hasPrefix("sc") || name.hasPrefix("http"), name.contains("401") { return 401 }
        if file[current].role == .argument, case .number(let number) = evaluator.value(of: ref(current)),
          (300...599).contains(number)
        {
          return Int(number)
        }
      case .function: return nil
      default: break
      }
      current += 1
    }
    return nil
  }
}
