internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What a filter or an interceptor of the project does with callers who have no credentials.
struct JavaGuardReader {
  let project: JavaProject

  init(_ project: JavaProject) { self.project = project }

  /// - Parameters:
  ///   - method: what runs before a handler: `doFilter`, `preHandle`, `filter`.
  ///   - type: the class of the filter.
  ///   - annotations: those of the handler.
  ///   - typeAnnotations: those of the handler's class.
  func auth(
    of method: NodeRef, in type: JavaType, method annotations: Set<String>, type typeAnnotations: Set<String>
  ) -> Auth {
    if let known = project.guardMemory[method] { return known }
    let outsider = JavaOutsider(project, method: annotations, type: typeAnnotations)
    let auth = judged(method, type, outsider)
    if !outsider.asksAnnotations { project.guardMemory[method] = auth }
    return auth
  }

  private func judged(_ method: NodeRef, _ type: JavaType, _ outsider: JavaOutsider) -> Auth {
    guard let file = project.file(method) else { return Auth(.unknown) }
    let name = project.text(file[method.node].name)
    let isChain =
      name == "interceptCall" || name.hasPrefix("doFilter")
      || file.children(method.node, .parameter).count == 2 && name == "filter"
    let ways = outsider.ways(through: method, JavaState())
    var goesOn = false
    var isRefused = false
    for way in ways {
      let isThrough: Bool?
      switch way.end {
      case .throwing: isThrough = false
      case .returns(let fact) where name == "preHandle": isThrough = way.state.refused ? false : fact.truth
      default: isThrough = isChain ? way.state.passed : !way.state.refused
      }
      goesOn = goesOn || isThrough != false
      isRefused = isRefused || isThrough != true
    }
    guard outsider.gaveUp || isRefused else { return Auth(.none) }
    let title = type.name.split(separator: ".").last.map(String.init) ?? type.name
    let place = project.context.headLocation(method)
    if outsider.gaveUp { return Auth(.unknown, by: title, location: place) }
    // Who turns requests away without asking who is calling asks for something else.
    guard outsider.looks else { return goesOn ? Auth(.none) : Auth(.unknown, by: title, location: place) }
    return Auth(goesOn ? .unknown : .required, by: title, location: place)
  }
}
