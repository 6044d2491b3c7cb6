internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What a handler of Spring does itself with callers who show no credentials: for it, they are Spring Security's
/// anonymous user rather than nobody.
struct JavaHandlerCheck {
  let project: JavaProject

  init(_ project: JavaProject) { self.project = project }

  func auth(of method: NodeRef) -> Auth {
    guard let file = project.file(method) else { return Auth(.none) }
    let outsider = JavaOutsider(project, method: [], type: [])
    outsider.isAnonymousUser = true
    var state = JavaState()
    for node in file.children(method.node, .parameter) {
      guard let fact = fact(ofParameter: NodeRef(file: method.file, node: node), file) else { continue }
      outsider.looks = true
      state.values[project.text(file[node].name)] = fact
    }
    let ways = outsider.ways(through: method, state)
    guard outsider.looks else { return Auth(.none) }
    let place = project.context.headLocation(method)
    if outsider.gaveUp { return Auth(.unknown, by: "check in the resolver", location: place) }
    let refuses = !ways.isEmpty && ways.allSatisfy { $0.end == .throwing || $0.end == .returns(.null) }
    return Auth(refuses ? .required : .optional, by: refuses ? "check in the resolver" : "", location: place)
  }

  private static let principals: Set<String> = [
    "org.springframework.security.core.annotation.AuthenticationPrincipal",
    "org.springframework.security.core.annotation.CurrentSecurityContext",
  ]

  /// A principal of the project's own type is nothing for the anonymous user, whose principal is a text.
  private func fact(ofParameter parameter: NodeRef, _ file: SyntaxFile) -> JavaFact? {
    if project.annotation(of: parameter, among: Self.principals) != nil { return .null }
    guard let type = file.child(parameter.node, .type) else { return nil }
    let name = project.text(file[type].name)
    return name == "Principal" || name == "Authentication" ? .anonymous : nil
  }
}
