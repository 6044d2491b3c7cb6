internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// A route, before it is known what answers it.
struct DjangoRoute {
  /// Its `prefix` is the whole path.
  var mount: DjangoMount
  /// The registering call.
  var call: NodeRef
  var frame: Frame?
}

/// What a route leads to.
struct DjangoView {
  enum Target {
    case function(NodeRef)
    case type(NodeRef)
    /// An object that is called.
    case object(NodeRef)
    /// A function or class of a library.
    case library(String)
  }

  var target: Target
  /// Decorators around it, outermost first; those of the function itself come last.
  var decorators: [NodeRef] = []
  /// The call of `as_view`.
  var asView: NodeRef?
}

/// Views: functions, classes through `as_view`, both below decorating calls.
extension DjangoReading {
  /// What an expression names as a view; several where a condition decides.
  func views(_ given: NodeRef, _ frame: Frame?, depth: Int = 0) -> [DjangoView] {
    guard depth < 8, let file = context.program.file(given.file) else { return [] }
    switch file[given.node].kind {
    case .call: return calledView(given, file, frame, depth)
    case .conditional:
      return [SyntaxRole.then, .otherwise].flatMap { role in
        file.child(given.node, role).map { views(NodeRef(file: given.file, node: $0), frame, depth: depth + 1) } ?? []
      }
    case .string:
      guard let text = file.stringValue(given.node) else { return [] }
      return view(of: DjangoText.resolve(text, from: file.source.path, context)).map { [$0] } ?? []
    default: break
    }
    let value = self.value(given, frame)
    for alternative in value.alternatives {
      if let view = view(of: alternative) {
        if case .library = view.target, let assigned = assigned(given), assigned != given {
          return views(assigned, nil, depth: depth + 1)
        }
        return [view]
      }
      if case .object(_, let site?) = alternative, site != given { return views(site, frame, depth: depth + 1) }
    }
    if let assigned = assigned(given) { return views(assigned, nil, depth: depth + 1) }
    return []
  }

  private func view(of value: Value) -> DjangoView? {
    switch value {
    case .function(let function), .bound(let function, _):
      return DjangoView(target: .function(function), decorators: guards.decorators(of: function))
    case .instance(let type, _):
      guard let call = evaluator.method("__call__", of: type) else {
        return classes.libraries(of: type).isEmpty ? nil : DjangoView(target: .object(type))
      }
      return DjangoView(target: .function(call), decorators: guards.decorators(of: call))
    case .external(let name): return DjangoView(target: .library(name))
    default: return nil
    }
  }

  /// What a variable was assigned.
  private func assigned(_ ref: NodeRef) -> NodeRef? {
    guard let target = evaluator.definition(of: ref), let file = context.program.file(target.file) else { return nil }
    let parent = file[target.node].parent
    guard file[parent].kind == .assignment, let value = file.child(parent, .value) else { return nil }
    return NodeRef(file: target.file, node: value)
  }

  private func calledView(_ given: NodeRef, _ file: SyntaxFile, _ frame: Frame?, _ depth: Int) -> [DjangoView] {
    guard let callee = file.child(given.node, .callee) else { return [] }
    if file[callee].kind == .member, let object = file.child(callee, .object),
      ["as_view", "as_detail_view", "as_list_view"].contains(context.program.text(file[callee].name))
    {
      let owner = evaluator.value(of: NodeRef(file: given.file, node: object), in: frame)
      return owner.alternatives.compactMap { alternative in
        switch alternative {
        case .type(let type): DjangoView(target: .type(type), asView: given)
        case .external(let name): DjangoView(target: .library(name), asView: given)
        default: nil
        }
      }
    }
    let ref = NodeRef(file: given.file, node: callee)
    // A factory of the project that returns a view.
    if case .function(let function) = evaluator.value(of: ref, in: frame),
      let other = context.program.file(function.file),
      evaluator.argumentCount(of: given) == 0
        || views(evaluator.argument(0, of: given) ?? given, frame, depth: depth + 4).isEmpty
    {
      let returned = evaluator.returns(of: function, other).flatMap { views($0, frame, depth: depth + 1) }
      if !returned.isEmpty { return returned }
    }
    if case .instance = value(given, frame), let view = view(of: value(given, frame)) {
      return [view]
    }
    // `login_required(view)`, `cache_page(60)(view)`.
    guard let inner = evaluator.argument(0, of: given) else { return [] }
    return views(inner, frame, depth: depth + 1).map { view in
      var view = view
      view.decorators.insert(ref, at: 0)
      return view
    }
  }

  // MARK: Adding

  mutating func add(_ route: DjangoRoute, _ view: DjangoView) {
    switch view.target {
    case .function(let function): addFunction(route, view, function)
    case .type(let type): addClass(route, view, type)
    case .object(let type): add(route, view, type, DjangoHandling(method: "ANY", action: "__call__"))
    case .library(let name): addLibrary(route, view, name)
    }
  }

  private mutating func addFunction(_ route: DjangoRoute, _ view: DjangoView, _ function: NodeRef) {
    let decorators = route.mount.decorators + view.decorators
    let isREST = decorators.contains { name(of: $0)?.hasSuffix("decorators.api_view") == true }
    for method in methods(decorators, isREST: isREST) ?? ["ANY"] {
      var endpoint = self.endpoint(route, method, isREST ? "drf" : "django", context.handler(function))
      let request = self.request(for: endpoint)
      applyMiddleware(request, isExempt: isREST || isPublic(decorators), &endpoint)
      apply(decorators, route.frame, request, &endpoint)
      if isREST {
        let given = decorators.first { name(of: $0)?.hasSuffix("decorators.permission_classes") == true }
          .flatMap { evaluator.argument(0, of: $0) }
        let auth = DRFPermissions(self, request: request).auth(listed: given)
        endpoint.auth = DjangoAuth.joined(endpoint.auth, auth)
      }
      checkHandler(function, request, &endpoint)
      finish(&endpoint, route, function)
    }
  }

  /// A view of a library: what is known of it.
  private mutating func addLibrary(_ route: DjangoRoute, _ view: DjangoView, _ name: String) {
    guard !DjangoLibrary.isServing(name), name.contains("."), !route.mount.isConditional else { return }
    let verbs = DjangoLibrary.methods(of: name).filter(DjangoLibrary.verbs.contains)
    let isClass = view.asView != nil
    let isGraphQL = name.hasSuffix("GraphQLView")
    if isClass, verbs.isEmpty, !isGraphQL { return }
    let handler = Handler(name: name, location: context.location(route.call), function: nil)
    for method in isGraphQL
      ? ["ANY"] : isClass ? verbs.map({ $0.uppercased() }) : methods(view.decorators, isREST: false) ?? ["ANY"]
    {
      var endpoint = self.endpoint(route, method, DjangoLibrary.isREST(name) ? "drf" : "django", handler)
      let request = self.request(for: endpoint)
      applyMiddleware(request, isExempt: DjangoLibrary.isREST(name), &endpoint)
      apply(route.mount.decorators + view.decorators, route.frame, request, &endpoint)
      if endpoint.auth.requirement == .none, !DjangoLibrary.isOpen(name), !isGraphQL {
        endpoint.auth = Auth(.unknown, by: name, location: context.location(route.call))
      }
      finish(&endpoint, route, nil)
    }
  }

  func endpoint(_ route: DjangoRoute, _ method: String, _ framework: String, _ handler: Handler) -> Endpoint {
    Endpoint(
      id: EndpointID(index: 0), method: method, path: PathTemplate.normalized(route.mount.prefix),
      framework: framework, auth: Auth(.none), handler: handler, registered: context.location(route.call))
  }

  func request(for endpoint: Endpoint) -> AnonymousRequest {
    AnonymousRequest(method: endpoint.method == "ANY" ? nil : endpoint.method, path: endpoint.path)
  }

  /// What an endpoint has whatever answers it.
  mutating func finish(_ endpoint: inout Endpoint, _ route: DjangoRoute, _ function: NodeRef?) {
    endpoint.router = site
    endpoint.order = endpoints.count
    endpoint.mounted = route.mount.location
    endpoint.isMountedOnCondition = route.mount.isConditional
    endpoint.isConstrained = route.mount.variables.contains { !$0.isFree }
    let inputs = DjangoInputs(context)
    endpoint.inputs = inputs.inputs(route.mount.variables, of: function)
    if let function { inputs.addSources(of: function, route.mount.variables, to: &sources) }
    endpoints.append(endpoint)
  }

  // MARK: Methods

  /// The canonical name of a decorator.
  func name(of decorator: NodeRef) -> String? {
    guard let file = context.program.file(decorator.file) else { return nil }
    if file[decorator.node].kind == .call { return calleeName(of: decorator) }
    return evaluator.value(of: decorator).externalName
  }

  /// The methods that decorators of Django leave.
  func methods(_ decorators: [NodeRef], isREST: Bool) -> [String]? {
    for decorator in decorators {
      switch name(of: decorator).map(DjangoLibrary.last) {
      case "require_GET", "require_safe": return ["GET"]
      case "require_POST": return ["POST"]
      case "require_http_methods", "api_view":
        let given =
          argument(0, "http_method_names", of: decorator)
          ?? evaluator.argument(named: "request_method_list", of: decorator)
        guard let given else { return ["GET"] }
        let listed = evaluator.elements(of: evaluator.value(of: given)).compactMap(\.constantText)
          .map { $0.uppercased() }
        let served = listed.filter { $0 != "HEAD" && $0 != "OPTIONS" }
        return listed.isEmpty ? nil : served.isEmpty ? listed : served
      default: continue
      }
    }
    return nil
  }
}
