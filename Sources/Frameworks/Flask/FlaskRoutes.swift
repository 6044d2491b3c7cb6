internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What one registration says, before it is laid out over the ways in which its host is mounted.
struct FlaskRoute {
  var call: Registration
  var host: NodeRef
  var rule: String
  /// Upper case; `nil` when the registration does not say.
  var methods: [String]?
  /// The name of the route without its blueprint's.
  var endpoint: String
  /// Decorators that wrap what is registered, outermost first.
  var decorators: [NodeRef] = []
}

/// Routes of functions: `@app.route`, `@bp.get`, `add_url_rule`.
extension FlaskReading {
  static let verbs = ["get", "post", "put", "delete", "patch", "query"]

  mutating func readRoutes() {
    let types = FlaskLibraries.hosts.union([Evaluator.parameterType])
    for call in context.registrations(of: Self.verbs + ["route", "resource"], on: types) {
      guard let (declaration, inner) = decorated(by: call), let host = host(call) else { continue }
      // A parameter that nothing tells more about may be anything that has a `get`.
      if call.type == Evaluator.parameterType, call.method != "route" || soleApp == nil { continue }
      noteFramework("flask", context.location(call.call))
      for rule in rules(of: call) {
        var route = FlaskRoute(
          call: call, host: host, rule: rule, methods: methods(of: call), endpoint: endpoint(of: call, declaration))
        route.decorators = inner
        add(route, declaration)
      }
    }
  }

  /// The function or class that a registration decorates, and the decorators below it; for `app.route("/x")(view)`
  /// the argument.
  private func decorated(by call: Registration) -> (NodeRef, [NodeRef])? {
    guard let file = context.program.file(call.call.file) else { return nil }
    let parent = file[call.call.node].parent
    switch file[parent].kind {
    case .decorator:
      let declaration = NodeRef(file: call.call.file, node: file[parent].parent)
      return (declaration, guards.decorators(of: declaration).filter { $0.node > call.call.node })
    case .call where file[call.call.node].role == .callee:
      guard let given = evaluator.argument(0, of: NodeRef(file: call.call.file, node: parent)),
        let view = view(given, call.context.frame)
      else { return nil }
      return (view.declaration, view.decorators)
    default: return nil
    }
  }

  /// The rules of a registration: `add_resource` and `ns.route` take several.
  private func rules(of call: Registration) -> [String] {
    let isMany =
      call.method == "resource" || FlaskLibraries.namespaces.contains(call.type)
      || FlaskLibraries.apis.contains(call.type)
    let values =
      isMany
      ? texts(of: call, from: 0) : texts(value(call, 0, "rule") ?? .unknown)
    return values
  }

  /// The texts among the positional arguments from a position on, spreads taken apart.
  func texts(of call: Registration, from position: Int) -> [String] {
    guard let file = context.program.file(call.call.file) else { return [] }
    let arguments = file.children(call.call.node, .argument).filter { file[$0].kind != .keywordArgument }
    return arguments.dropFirst(position).flatMap { argument -> [String] in
      let ref = NodeRef(file: call.call.file, node: argument)
      if file[argument].kind == .spread {
        let whole = evaluator.child(.value, of: ref, in: call.context.frame)
        return evaluator.elements(of: whole, in: call.context.frame).flatMap { texts($0) }
      }
      return texts(evaluator.value(of: ref, in: call.context.frame))
    }
  }

  /// The texts that a value may be, as where a setting decides between two; a hole when it can't be seen.
  func texts(_ value: Value) -> [String] {
    let found = value.alternatives.compactMap(\.text)
    return found.isEmpty ? [String(Value.hole)] : found
  }

  /// The methods that a registration names.
  func methods(of call: Registration) -> [String]? {
    if Self.verbs.contains(call.method) { return [call.method.uppercased()] }
    guard let given = evaluator.argument(named: "methods", of: call.call) else { return nil }
    let value = evaluator.value(of: given, in: call.context.frame)
    let listed = evaluator.elements(of: value, in: call.context.frame).compactMap(\.constantText)
    return listed.isEmpty ? (value == .null ? nil : ["ANY"]) : listed.map { $0.uppercased() }
  }

  private func endpoint(of call: Registration, _ declaration: NodeRef) -> String {
    if let named = text("endpoint", of: call.call, in: call.context.frame) { return named }
    return context.program.node(declaration).map { context.program.text($0.name) } ?? ""
  }

  // MARK: add_url_rule

  mutating func readRules() {
    let types = FlaskLibraries.hosts.union([Evaluator.parameterType])
    for call in context.registrations(of: ["add_url_rule"], on: types) {
      guard let host = host(call), let given = viewArgument(of: call), let view = view(given, call.context.frame) else {
        continue
      }
      noteFramework("flask", context.location(call.call))
      let named = text("endpoint", of: call.call, in: call.context.frame, position: 1)
      for rule in texts(value(call, 0, "rule") ?? .unknown) {
        var route = FlaskRoute(
          call: call, host: host, rule: rule, methods: methods(of: call), endpoint: named ?? view.name)
        route.decorators = view.decorators
        add(route, view.declaration)
      }
    }
  }

  private func viewArgument(of call: Registration) -> NodeRef? {
    if let named = evaluator.argument(named: "view_func", of: call.call) { return named }
    if let third = evaluator.argument(2, of: call.call) { return third }
    // `add_url_rule("/x", view)`: no name of the route between.
    guard let second = evaluator.argument(1, of: call.call),
      evaluator.value(of: second, in: call.context.frame).text == nil
    else { return nil }
    return second
  }

  struct View {
    var declaration: NodeRef
    var decorators: [NodeRef]
    var name: String
  }

  /// What is registered: a function with its decorators, or a class through `as_view`, below decorating calls.
  private func view(_ given: NodeRef, _ frame: Frame?, depth: Int = 0) -> View? {
    guard depth < 6, let file = context.program.file(given.file) else { return nil }
    if file[given.node].kind == .call, let callee = file.child(given.node, .callee) {
      let name = context.program.text(file[callee].name)
      if name == "as_view", let object = file.child(callee, .object) {
        for alternative in evaluator.value(of: NodeRef(file: given.file, node: object), in: frame).alternatives {
          guard case .type(let type) = alternative else { continue }
          let endpoint = evaluator.argument(0, of: given).flatMap { evaluator.value(of: $0, in: frame).text }
          return View(declaration: type, decorators: [], name: endpoint ?? "")
        }
        return nil
      }
      // `login_required(view)`.
      guard let inner = evaluator.argument(0, of: given), var view = view(inner, frame, depth: depth + 1) else {
        return nil
      }
      view.decorators.insert(NodeRef(file: given.file, node: callee), at: 0)
      return view
    }
    let value = evaluator.value(of: given, in: frame)
    for alternative in value.alternatives {
      switch alternative {
      case .function(let function), .bound(let function, _):
        let name = context.program.node(function).map { context.program.text($0.name) } ?? ""
        return View(declaration: function, decorators: guards.decorators(of: function), name: name)
      case .object(let name, let site?) where name.hasSuffix("as_view") && site != given:
        return view(site, frame, depth: depth + 1)
      default: break
      }
    }
    // A variable that holds a decorated view.
    guard file[given.node].kind == .name || file[given.node].kind == .member,
      let target = evaluator.definition(of: given), let other = context.program.file(target.file)
    else { return nil }
    let parent = other[target.node].parent
    guard other[parent].kind == .assignment, let assigned = other.child(parent, .value), other[assigned].kind == .call
    else { return nil }
    return view(NodeRef(file: target.file, node: assigned), frame, depth: depth + 1)
  }

  // MARK: Adding

  /// Adds what a route serves: a function's methods, or a class's.
  mutating func add(_ route: FlaskRoute, _ declaration: NodeRef) {
    guard let node = context.program.node(declaration) else { return }
    if node.kind == .classDeclaration {
      addClass(route, declaration)
    } else if node.kind == .function {
      for method in route.methods ?? ["GET"] { add(route, method, declaration, route.decorators) }
    }
  }

  /// Adds one endpoint for each way in which its host is mounted.
  mutating func add(_ route: FlaskRoute, _ method: String, _ function: NodeRef, _ decorators: [NodeRef]) {
    for chain in servedChains(to: route.host) {
      let hosts = (chain.first.map { [$0.parent] } ?? []) + chain.map(\.child)
      let all = hosts.isEmpty ? [route.host] : hosts
      var endpoint = Endpoint(
        id: EndpointID(index: 0), method: method, path: path(route.rule, route.host, chain), framework: "flask",
        auth: Auth(.none), handler: context.handler(function), registered: context.location(route.call.call))
      let request = self.request(endpoint, route, all)
      let (hooked, before) = hookAuth(all, request)
      endpoint.auth = hooked
      endpoint.middleware = before
      apply(all.flatMap { apiDecorators($0) } + decorators, route.call.context.frame, &endpoint)
      if endpoint.auth.requirement == .none || endpoint.auth.requirement == .optional {
        checkHandler(function, &endpoint)
      }
      endpoint.inputs = FlaskInputs(context).inputs(
        rule: MountGraph.prefix(of: chain) + route.rule, of: function)
      FlaskInputs(context).addSources(of: function, rule: route.rule, to: &sources)
      endpoint.order = Int(route.call.call.node)
      endpoints.append(endpoint)
    }
  }

  func request(_ endpoint: Endpoint, _ route: FlaskRoute, _ hosts: [NodeRef]) -> AnonymousRequest {
    let groups = hosts.filter { FlaskLibraries.blueprints.contains(type(of: $0)) }
      .map { text("name", of: $0, in: nil, position: 0) ?? String(Value.hole) }
    let name = (groups + [route.endpoint]).joined(separator: ".")
    return AnonymousRequest(
      method: endpoint.method == "ANY" ? nil : endpoint.method, path: endpoint.path,
      endpoint: name.contains(Value.hole) ? nil : name, group: groups.isEmpty ? nil : groups.joined(separator: "."))
  }

  /// `Api(decorators=[…])` guards every resource of it.
  private func apiDecorators(_ host: NodeRef) -> [NodeRef] {
    guard FlaskLibraries.apis.contains(type(of: host)) || FlaskLibraries.namespaces.contains(type(of: host)),
      let given = evaluator.argument(named: "decorators", of: host)
    else { return [] }
    return evaluator.elementNodes(of: evaluator.value(of: given))
  }

  private func apply(_ decorators: [NodeRef], _ frame: Frame?, _ endpoint: inout Endpoint) {
    for decorator in decorators {
      let auth = guards.auth(of: decorator, in: frame)
      let middleware = guards.middleware(decorator, auth)
      endpoint.auth = endpoint.auth.stronger(auth)
      endpoint.middleware.append(middleware)
      if middleware.kind == .rateLimit { endpoint.rateLimit = middleware }
    }
  }

  /// A handler that refuses by itself.
  private func checkHandler(_ function: NodeRef, _ endpoint: inout Endpoint) {
    let verdict = AnonymousWalk(context, memory: guards.memory).handler(function)
    guard verdict.requirement == .required else { return }
    endpoint.auth = Auth(.required, by: "check in the handler", location: verdict.location)
  }
}
