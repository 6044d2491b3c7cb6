internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Class views and resources: `MethodView`, `View`, Flask-RESTful's and Flask-RESTX' `Resource`.
extension FlaskReading {
  private static let classVerbs = ["get", "post", "put", "delete", "patch", "head", "options", "trace", "query"]

  /// `api.add_resource(Resource, "/x", "/y")`, `ns.add_resource(…)`.
  mutating func readResources() {
    let types = FlaskLibraries.apis.union(FlaskLibraries.namespaces)
    for call in context.registrations(of: ["add_resource"], on: types) {
      guard let host = call.site, let given = value(call, 0, "resource") else { continue }
      for case .type(let type) in given.alternatives {
        let name = context.program.node(type).map { context.program.text($0.name).lowercased() } ?? ""
        for rule in texts(of: call, from: 1) {
          let route = FlaskRoute(
            call: call, host: host, rule: rule, methods: nil,
            endpoint: text("endpoint", of: call.call, in: call.context.frame) ?? name)
          addClass(route, type)
        }
      }
    }
  }

  /// One endpoint for each method that a class view serves.
  mutating func addClass(_ route: FlaskRoute, _ type: NodeRef) {
    let isResource = evaluator.externalAncestors(of: type).contains { $0.hasSuffix(".Resource") }
    let shared = route.decorators + (listed("decorators", of: type) ?? [])
    let dispatch = evaluator.method("dispatch_request", of: type)
    if !isResource, let dispatch, methods(of: type).isEmpty {
      let declared = classMethods(type)
      for method in route.methods ?? declared ?? ["GET"] { add(route, method, dispatch, shared) }
      return
    }
    for method in methods(of: type) {
      guard let function = evaluator.method(method, of: type) else { continue }
      let verb = method.uppercased()
      if let only = route.methods, !only.contains(verb), only != ["ANY"] { continue }
      if route.methods == nil, ["HEAD", "OPTIONS"].contains(verb) { continue }
      let before = endpoints.count
      add(
        route, verb, function,
        shared + (isResource ? methodDecorators(type, method) : []) + guards.decorators(of: function))
      if let dispatch { checkDispatch(dispatch, from: before) }
    }
  }

  /// A class's own `dispatch_request` that refuses before it passes the request on.
  private mutating func checkDispatch(_ dispatch: NodeRef, from first: Int) {
    let verdict = AnonymousWalk(context, memory: guards.memory).wrapper(dispatch)
    guard verdict.requirement != .none else { return }
    let auth = Auth(verdict.requirement, by: evaluator.qualifiedName(of: dispatch), location: verdict.location)
    for index in first..<endpoints.count {
      endpoints[index].auth = endpoints[index].auth.stronger(auth)
    }
  }

  /// The methods of HTTP that a class or its bases of the project define.
  private func methods(of type: NodeRef) -> [String] {
    Self.classVerbs.filter { evaluator.method($0, of: type) != nil }
  }

  /// `methods = ["GET", "POST"]` of a `View`.
  private func classMethods(_ type: NodeRef) -> [String]? {
    guard let nodes = listed("methods", of: type) else { return nil }
    let texts = nodes.compactMap { evaluator.value(of: $0).constantText }
    return texts.isEmpty ? nil : texts.map { $0.uppercased() }
  }

  /// The elements of a class attribute that is a list, of the nearest class that declares it.
  func listed(_ name: String, of type: NodeRef) -> [NodeRef]? {
    attribute(name, of: type).map { evaluator.elementNodes(of: $0) }
  }

  /// The value of a class attribute, of the nearest class that declares it.
  func attribute(_ name: String, of type: NodeRef) -> Value? {
    for candidate in evaluator.lineage(of: type) {
      guard let target = evaluator.declaration(name, in: candidate), let file = context.program.file(target.file) else {
        continue
      }
      let parent = file[target.node].parent
      guard file[parent].kind == .assignment else { continue }
      return evaluator.child(.value, of: NodeRef(file: target.file, node: parent))
    }
    return nil
  }

  /// `method_decorators`: a list for every method, or lists by method.
  private func methodDecorators(_ type: NodeRef, _ method: String) -> [NodeRef] {
    guard let value = attribute("method_decorators", of: type) else { return [] }
    if let entry = evaluator.entryNode(method, of: value) {
      return evaluator.elementNodes(of: evaluator.value(of: entry))
    }
    if !evaluator.entries(of: value).isEmpty { return [] }
    return evaluator.elementNodes(of: value)
  }
}
