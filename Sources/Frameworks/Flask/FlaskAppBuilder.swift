internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Flask-AppBuilder: classes of views and APIs whose `@expose` methods are routes below the class's base.
extension FlaskReading {
  private static let package = "flask_appbuilder."

  mutating func readAppBuilder() {
    guard context.program.imported.contains("flask_appbuilder") else { return }
    for file in context.program.fileIDs where context.isServed(file) {
      guard let index = context.program.index(of: file) else { continue }
      for scope in index.scopes where scope.kind == .type {
        let type = NodeRef(file: file, node: scope.node)
        let ancestors = evaluator.externalAncestors(of: type).filter { $0.hasPrefix(Self.package) }
        guard !ancestors.isEmpty else { continue }
        readExposed(type, base: exposedBase(of: type, ancestors))
      }
    }
  }

  /// `/api/v1/resource` for APIs, `/classname` for views, unless `route_base` says otherwise.
  private func exposedBase(of type: NodeRef, _ ancestors: [String]) -> String {
    if let given = attribute("route_base", of: type) { return given.text ?? String(Value.hole) }
    let name = (context.program.node(type).map { context.program.text($0.name) } ?? "").lowercased()
    guard ancestors.contains(where: { $0.hasSuffix("Api") }) else { return "/" + name }
    let version = attribute("version", of: type)?.text ?? "v1"
    return "/api/\(version)/\(attribute("resource_name", of: type)?.text ?? name)"
  }

  private mutating func readExposed(_ type: NodeRef, base: String) {
    for owner in evaluator.lineage(of: type) {
      guard let file = context.program.file(owner.file), let body = file.child(owner.node, .body) else { continue }
      for child in file.children(body) where file[child].kind == .function {
        let function = NodeRef(file: owner.file, node: child)
        let decorators = guards.decorators(of: function)
        for decorator in decorators where isExpose(decorator) {
          add(function, decorator, decorators.filter { $0 != decorator }, type, base)
        }
      }
    }
  }

  private func isExpose(_ decorator: NodeRef) -> Bool {
    guard let file = context.program.file(decorator.file), let callee = file.child(decorator.node, .callee) else {
      return false
    }
    let name = evaluator.value(of: NodeRef(file: decorator.file, node: callee)).externalName ?? ""
    return name.hasPrefix(Self.package) && name.hasSuffix("expose")
  }

  private mutating func add(
    _ function: NodeRef, _ decorator: NodeRef, _ others: [NodeRef], _ type: NodeRef, _ base: String
  ) {
    noteFramework("flask-appbuilder", context.location(decorator))
    let call = Registration(call: decorator, method: "route", type: "", site: nil, context: .plain)
    let rule = value(call, 0, "url").map { $0.text ?? String(Value.hole) } ?? "/"
    var route = FlaskRoute(
      call: call, host: type, rule: PathTemplate.join(base, rule), methods: methods(of: call),
      endpoint: context.program.node(function).map { context.program.text($0.name) } ?? "")
    route.decorators = others
    add(route, function)
  }
}
