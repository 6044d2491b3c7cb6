internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Starlette's way to declare routes: lists of `Route`, `WebSocketRoute` and `Mount` handed to an application.
extension FastAPIReading {
  private static let routing = "starlette.routing."
  private static let maxDepth = 8

  /// `Starlette(routes=[…])`, `Router(routes=[…])`, `FastAPI(routes=[…])`.
  mutating func readRouteLists() {
    for site in applications.sorted() {
      guard let given = evaluator.argument(named: "routes", of: site) ?? firstOfRouter(site) else { continue }
      readList(given, site, prefix: "", depth: 0)
    }
  }

  /// `Router([…])` takes its routes first.
  private func firstOfRouter(_ site: NodeRef) -> NodeRef? {
    guard evaluator.value(of: site).externalName == "starlette.routing.Router" else { return nil }
    return evaluator.argument(0, of: site)
  }

  private mutating func readList(_ list: NodeRef, _ site: NodeRef, prefix: String, depth: Int) {
    guard depth < Self.maxDepth else { return }
    for element in listed(list, depth: 0) {
      guard let name = evaluator.value(of: element).externalName, name.hasPrefix(Self.routing) else { continue }
      let path = text(element, 0, "path") ?? ""
      switch name.dropFirst(Self.routing.count) {
      case "Route": addRoute(element, "route", prefix + path, site)
      case "WebSocketRoute": addRoute(element, "websocket_route", prefix + path, site)
      case "Mount": mount(element, site, prefix + path, depth)
      default: continue
      }
    }
  }

  /// The elements of a list, through names, sums and spreads.
  private func listed(_ list: NodeRef, depth: Int) -> [NodeRef] {
    guard depth < Self.maxDepth, let file = context.program.file(list.file) else { return [] }
    if file[list.node].kind == .binary {
      return [SyntaxRole.left, .right].compactMap { file.child(list.node, $0) }
        .flatMap { listed(NodeRef(file: list.file, node: $0), depth: depth + 1) }
    }
    let value = evaluator.value(of: list)
    if case .literal(let literal) = value, let other = context.program.file(literal.file) {
      return other.children(literal.node).flatMap { child -> [NodeRef] in
        let ref = NodeRef(file: literal.file, node: child)
        guard other[child].kind == .spread, let inner = other.child(child, .value) else { return [site(of: ref)] }
        return listed(NodeRef(file: literal.file, node: inner), depth: depth + 1)
      }
    }
    return evaluator.elementNodes(of: value).map { site(of: $0) }
  }

  /// The call that made an element, when it is a name.
  private func site(of ref: NodeRef) -> NodeRef {
    context.program.node(ref)?.kind == .call ? ref : evaluator.value(of: ref).site ?? ref
  }

  private mutating func mount(_ element: NodeRef, _ site: NodeRef, _ path: String, _ depth: Int) {
    if let routes = evaluator.argument(named: "routes", of: element) {
      readList(routes, site, prefix: path, depth: depth + 1)
    }
    guard let given = evaluator.argument(1, of: element) ?? evaluator.argument(named: "app", of: element) else {
      return
    }
    let value = evaluator.value(of: given)
    if noteFolder(value, at: path, on: site, mountedBy: element, in: nil) { return }
    for child in value.alternatives {
      guard let child = child.site, applications.contains(child) else { continue }
      mounts.add(.init(parent: site, child: child, prefix: path, extra: [], moment: [element]))
    }
  }

  private mutating func addRoute(_ element: NodeRef, _ method: String, _ path: String, _ site: NodeRef) {
    listRoutes.append(
      ListedRoute(
        call: Registration(
          call: element, method: method, type: "starlette.applications.Starlette", site: site, context: .plain),
        path: path))
  }

  private func text(_ call: NodeRef, _ position: Int, _ keyword: String) -> String? {
    (evaluator.argument(position, of: call) ?? evaluator.argument(named: keyword, of: call))
      .flatMap { evaluator.value(of: $0).text }
  }

  // MARK: Class endpoints

  private static let classVerbs = ["get", "post", "put", "delete", "patch", "head", "options"]

  /// The methods of an `HTTPEndpoint`, or what a `WebSocketEndpoint` does with a message.
  func classTargets(_ type: NodeRef) -> [RouteTarget] {
    let ancestors = evaluator.externalAncestors(of: type)
    if ancestors.contains(where: { $0.hasSuffix("WebSocketEndpoint") }) {
      let names = ["on_receive", "on_connect", "dispatch", "on_disconnect"]
      guard let function = names.lazy.compactMap({ evaluator.method($0, of: type) }).first else { return [] }
      return [RouteTarget(verb: "GET", function: function)]
    }
    return Self.classVerbs.compactMap { verb in
      evaluator.method(verb, of: type).map { RouteTarget(verb: verb.uppercased(), function: $0) }
    }
  }
}

/// A route in a list, as if it were registered on the application that the list is handed to.
struct ListedRoute {
  let call: Registration
  let path: String
}

/// What a route runs for a method.
struct RouteTarget {
  let verb: String
  let function: NodeRef
}
