internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Flask-Classful (and Flask-Classy): classes whose methods are routes by their names, registered as a whole.
extension FlaskReading {
  private static let special: [String: (method: String, rule: String)] = [
    "index": ("GET", "/"), "get": ("GET", ""), "post": ("POST", "/"), "put": ("PUT", ""), "patch": ("PATCH", ""),
    "delete": ("DELETE", ""),
  ]

  /// `SomeView.register(app, route_base=…, route_prefix=…)`.
  mutating func readClassful() {
    guard let name = context.program.names.lookup("register") else { return }
    for site in context.program.sites(of: name) where context.isServed(site.file) {
      guard let file = context.program.file(site.file), let callee = file.child(site.node, .callee),
        file[callee].kind == .member, let object = file.child(callee, .object)
      else { continue }
      for way in evaluator.contexts(of: site) {
        for case .type(let type) in evaluator.value(of: NodeRef(file: site.file, node: object), in: way.frame)
          .alternatives
        where evaluator.externalAncestors(of: type).contains(where: FlaskLibraries.classful.contains) {
          register(
            type,
            Registration(call: site, method: "register", type: "flask_classful.FlaskView", site: nil, context: way))
        }
      }
    }
  }

  private mutating func register(_ type: NodeRef, _ call: Registration) {
    guard let app = value(call, 0, "app") else { return }
    let host = app.alternatives.compactMap { alternative -> NodeRef? in
      if case .parameter(let parameter) = alternative { return soleApp ?? parameter }
      if alternative.site == nil, FlaskLibraries.hosts.contains(alternative.externalName ?? "") { return soleApp }
      return alternative.site
    }.first
    guard let host else { return }
    noteFramework("flask-classful", context.location(call.call))
    let base = base(of: type, call)
    var seen: Set<String> = []
    for candidate in evaluator.lineage(of: type) {
      for function in methods(in: candidate) {
        let name = context.program.node(function).map { context.program.text($0.name) } ?? ""
        guard seen.insert(name).inserted, !isExcluded(name, type) else { continue }
        add(function, name, base, host, type, call)
      }
    }
  }

  /// The prefix of all routes of a class, as given or by its name.
  private func base(of type: NodeRef, _ call: Registration) -> String {
    let frame = call.context.frame
    let prefix = text("route_prefix", of: call.call, in: frame) ?? attribute("route_prefix", of: type)?.text ?? ""
    if let given = text("route_base", of: call.call, in: frame) ?? attribute("route_base", of: type)?.text {
      return PathTemplate.join(prefix, given)
    }
    var name = context.program.node(type).map { context.program.text($0.name) } ?? ""
    if name.hasSuffix("View") { name = String(name.dropLast(4)) }
    return PathTemplate.join(prefix, name.lowercased())
  }

  private func methods(in type: NodeRef) -> [NodeRef] {
    guard let file = context.program.file(type.file), let body = file.child(type.node, .body) else { return [] }
    return file.children(body).filter { file[$0].kind == .function }.map { NodeRef(file: type.file, node: $0) }
  }

  private func isExcluded(_ name: String, _ type: NodeRef) -> Bool {
    if name.hasPrefix("_") || name.hasPrefix("before_") || name.hasPrefix("after_") { return true }
    return (listed("excluded_methods", of: type) ?? []).contains { evaluator.value(of: $0).text == name }
  }

  private mutating func add(
    _ function: NodeRef, _ name: String, _ base: String, _ host: NodeRef, _ type: NodeRef, _ call: Registration
  ) {
    guard let file = context.program.file(function.file), !file[function.node].flags.contains(.isStatic),
      !file[function.node].flags.contains(.getter)
    else { return }
    let decorators = guards.decorators(of: function)
    let shared = listed("decorators", of: type) ?? []
    let owner = context.program.node(type).map { context.program.text($0.name) } ?? ""
    let routes = decorators.filter { isRoute($0) }
    for decorator in routes {
      let registration = Registration(call: decorator, method: "route", type: "", site: nil, context: call.context)
      let rule = value(registration, 0, "rule").flatMap(\.text) ?? String(Value.hole)
      var route = FlaskRoute(
        call: registration, host: host, rule: PathTemplate.join(base, rule), methods: methods(of: registration),
        endpoint: "\(owner):\(name)")
      route.decorators = shared + decorators.filter { $0.node > decorator.node }
      add(route, function)
    }
    guard routes.isEmpty else { return }
    let parts = evaluator.parameters(of: function).dropFirst().compactMap { parameter -> String? in
      guard let node = context.program.node(parameter), !node.flags.contains(.variadic),
        !node.flags.contains(.keywordVariadic)
      else { return nil }
      return "<\(context.program.text(node.name))>"
    }
    let arguments = parts.isEmpty ? "" : "/" + parts.joined(separator: "/")
    let known = Self.special[name]
    let own = known == nil ? "/" + name : (parts.isEmpty ? known?.rule ?? "" : "")
    var route = FlaskRoute(
      call: Registration(call: function, method: "route", type: "", site: nil, context: call.context), host: host,
      rule: PathTemplate.join(base, own + arguments), methods: [known?.method ?? "GET"], endpoint: "\(owner):\(name)")
    route.decorators = shared + decorators
    add(route, function)
  }

  private func isRoute(_ decorator: NodeRef) -> Bool {
    guard let file = context.program.file(decorator.file), let callee = file.child(decorator.node, .callee) else {
      return false
    }
    let name = evaluator.value(of: NodeRef(file: decorator.file, node: callee)).externalName
    return name == "flask_classful.route" || name == "flask_classy.route"
  }
}
