internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Answers that turn callers away, and those that only fail.
extension GoWalk {
  func refuses(_ node: NodeID, _ callee: NodeID, _ name: String, _ state: GoState) -> Bool {
    let lower = name.lowercased()
    if lower.contains("redirect"), isHandedRequest(node, callee) {
      return leadsToLogin(node) || state.isLastDecidedByIdentity
    }
    // An error that is made is not given yet.
    if isMaker(name), !isHandedRequest(node, callee) { return false }
    let arguments = file.children(node, .argument)
    if arguments.contains(where: { isRefusal($0, state) }) { return true }
    guard !lower.hasPrefix("is"), isHandedRequest(node, callee) else { return false }
    return ["unauthorized", "unauthorised", "unauthenticated", "forbidden", "accessdenied"].contains {
      lower.contains($0)
    }
  }

  func isMaker(_ name: String) -> Bool {
    name.hasPrefix("New") || name.hasSuffix("Errorf") || name.hasSuffix("Error") || name == "Is" || name == "As"
  }

  /// Whether a call is given the request, or is one of the request's own methods.
  func isHandedRequest(_ node: NodeID, _ callee: NodeID) -> Bool {
    if let owner = file.child(callee, .object), isRequest(owner) { return true }
    return file.children(node, .argument).contains { isRequest($0) }
  }

  static let statuses = [
    "StatusUnauthorized", "StatusForbidden", "ErrUnauthorized", "ErrForbidden", "StatusProxyAuthRequired",
  ]

  /// Whether an expression is 401 or 403, in any of their forms.
  func isRefusal(_ node: NodeID, _ state: GoState) -> Bool {
    switch file[node].kind {
    case .number: return ["401", "403"].contains(file.text(node))
    case .member, .name:
      if Self.statuses.contains(text(node)) { return true }
      let known = file[node].kind == .name ? state.variables[file[node].name] : nil
      if let known, known.isRefusal { return true }
      switch known?.constant ?? context.evaluator.value(of: ref(node), in: frame) {
      case .number(let number): return number == 401 || number == 403
      default: return false
      }
    case .call: return state.results[ref(node)]?.contains(where: \.isRefusal) ?? result(of: node, state).isRefusal
    default: return false
    }
  }

  static let fine: Set<String> = [
    "StatusOK", "StatusCreated", "StatusAccepted", "StatusNoContent", "StatusFound", "StatusSeeOther",
    "StatusMovedPermanently", "StatusTemporaryRedirect", "StatusPermanentRedirect", "StatusNotModified",
    "StatusPartialContent", "StatusResetContent", "StatusSwitchingProtocols", "StatusContinue", "StatusMultiStatus",
  ]

  /// Whether a call answers with some error: 404, 500.
  func fails(_ node: NodeID, _ name: String, _ state: GoState) -> Bool {
    if name == "NotFound", file.children(node, .argument).contains(where: { isRequest($0) }) { return true }
    if isMaker(name), !["Error", "HTTPError"].contains(name) { return false }
    return file.children(node, .argument).contains { argument in
      switch file[argument].kind {
      case .number:
        return ["400", "404", "405", "409", "410", "422", "429", "500", "501", "502", "503"].contains(
          file.text(argument))
      case .member:
        return text(argument).hasPrefix("Status") && !Self.fine.contains(text(argument)) && text(argument) != "Status"
      case .name:
        guard case .number(let code)? = state.variables[file[argument].name]?.constant else { return false }
        return code >= 400 && code < 600 && code != 401 && code != 403
      default: return false
      }
    }
  }

  func leadsToLogin(_ node: NodeID) -> Bool {
    (node..<file[node].next).contains { inner in
      let text: String
      switch file[inner].kind {
      case .string: text = file.stringValue(inner)?.lowercased() ?? ""
      case .name, .member: text = self.text(inner).lowercased()
      default: return false
      }
      return ["login", "signin", "sign-in", "sign_in", "/auth"].contains { text.contains($0) }
    }
  }
}
