internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What a filter or an interceptor of the project does with callers, as far as its own class shows.
struct JavaGuardReader {
  let project: JavaProject

  init(_ project: JavaProject) { self.project = project }

  /// What tells who is calling.
  private static let credentials: Set<String> = [
    "getHeader", "getHeaderString", "getHeaders", "getCookies", "getSession", "getUserPrincipal", "getRemoteUser",
    "getPrincipal", "getAuthentication", "getSecurityContext", "getContext", "checkLogin", "isLogin", "getSubject",
    "isAuthenticated", "getFirst",
  ]
  /// What turns a request away, besides throwing.
  private static let refusals: Set<String> = [
    "sendError", "setStatus", "sendRedirect", "abortWith", "setStatusCode", "setComplete", "setRawStatusCode",
  ]

  /// Nothing when it turns nobody away, or looks at nothing that tells who is calling; else it is not known whom.
  func auth(of method: NodeRef, in type: JavaType) -> Auth {
    var refuses = false
    var looks = false
    var seen: Set<NodeRef> = []
    var queue = [method]
    while !queue.isEmpty, seen.count < 24 {
      let next = queue.removeFirst()
      guard seen.insert(next).inserted, let file = project.file(next) else { continue }
      for node in next.node..<file[next.node].next {
        switch file[node].kind {
        case .throwStatement: refuses = refuses || !isInCatch(node, file)
        case .returnStatement:
          if let value = file.child(node, .value), file[value].kind == .boolean, !file[value].flags.contains(.truth) {
            refuses = refuses || next == method
          }
        case .call:
          guard let callee = file.child(node, .callee) else { continue }
          let name = project.text(file[callee].name)
          if Self.credentials.contains(name) { looks = true }
          if Self.refusals.contains(name) { refuses = refuses || !isFine(node, file) }
          if file[callee].kind == .name, let other = project.method(name, of: type) { queue.append(other) }
        default: break
        }
      }
    }
    guard refuses, looks else { return Auth(.none) }
    let name = type.name.split(separator: ".").last.map(String.init) ?? type.name
    return Auth(.unknown, by: name, location: project.context.headLocation(method))
  }

  private func isInCatch(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    file.ancestor(of: node) { $0.kind == .catchClause || $0.kind == .function }.map { file[$0].kind == .catchClause }
      ?? false
  }

  /// `setStatus(200)`, `setStatus(HttpStatus.OK)`.
  private func isFine(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    guard let argument = file.child(node, .argument) else { return false }
    let text = file.text(argument)
    return ["200", "204", "OK", "NO_CONTENT"].contains { text.hasSuffix($0) }
  }
}
