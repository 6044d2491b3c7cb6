internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// One method of a class-based view.
struct DjangoHandling {
  /// Upper case.
  var method: String
  /// The name of the method of the class: "get", "list".
  var action: String
  var isViewSet = false
  /// The `@action(…)` that makes it a route.
  var decorator: NodeRef?
  var isDetail = false
}

/// Class-based views: generic ones, those of Django REST framework, view sets with a table of actions.
extension DjangoReading {
  mutating func addClass(_ route: DjangoRoute, _ view: DjangoView, _ type: NodeRef) {
    let allowed = allowedMethods(view, type)
    if let actions = actions(of: view, route.frame) {
      for (method, action) in actions where classes.has(action, type) && allowed.map({ $0.contains(method) }) ?? true {
        let isDetail = ["retrieve", "update", "partial_update", "destroy"].contains(action)
        add(
          route, view, type,
          DjangoHandling(method: method.uppercased(), action: action, isViewSet: true, isDetail: isDetail))
      }
      return
    }
    let verbs = classes.verbs(of: type)
    for verb in verbs where allowed.map({ $0.contains(verb) }) ?? true {
      add(route, view, type, DjangoHandling(method: verb.uppercased(), action: verb))
    }
    // A view that answers everything in `dispatch`, as GraphQL libraries do.
    let isGraphQL = classes.libraries(of: type).contains { $0.hasSuffix("GraphQLView") }
    guard verbs.isEmpty, isGraphQL || evaluator.method("dispatch", of: type) != nil, !classes.isREST(type) else {
      return
    }
    add(route, view, type, DjangoHandling(method: "ANY", action: "dispatch"))
  }

  private func allowedMethods(_ view: DjangoView, _ type: NodeRef) -> [String]? {
    if let call = view.asView, let given = evaluator.argument(named: "http_method_names", of: call) {
      let listed = evaluator.elements(of: evaluator.value(of: given)).compactMap(\.constantText)
      return listed.isEmpty ? nil : listed.map { $0.lowercased() }
    }
    return classes.allowed(type)
  }

  /// `as_view({"get": "list"})`.
  private func actions(of view: DjangoView, _ frame: Frame?) -> [(String, String)]? {
    guard let call = view.asView, let given = argument(0, "actions", of: call) else { return nil }
    let entries = evaluator.entries(of: evaluator.value(of: given, in: frame), in: frame)
    return entries.compactMap { entry in
      evaluator.value(of: entry.value, in: frame).constantText.map { (entry.key.lowercased(), $0) }
    }
  }

  /// The function of the project that does the work of a method, where a library's own method answers: what it calls.
  private static let hooks: [String: [String]] = [
    "create": ["perform_create"], "update": ["perform_update"], "partial_update": ["perform_update"],
    "destroy": ["perform_destroy"], "list": ["get_queryset"], "retrieve": ["get_object", "get_queryset"],
    "get": ["get_queryset", "get_object", "get_context_data", "list", "retrieve"],
    "post": ["perform_create", "form_valid", "create", "delete"], "put": ["perform_update", "form_valid", "update"],
    "patch": ["perform_update", "partial_update", "update"], "delete": ["perform_destroy", "delete", "destroy"],
  ]

  func handler(of type: NodeRef, _ action: String) -> (handler: Handler, function: NodeRef?, isOwn: Bool) {
    let own = evaluator.method(action, of: type)
    if let own { return (context.handler(own), own, true) }
    let hook = (Self.hooks[action] ?? []).lazy.compactMap { evaluator.method($0, of: type) }.first
    let handler = Handler(
      name: "\(evaluator.qualifiedName(of: type)).\(action)", location: context.headLocation(type),
      function: hook.flatMap { context.functions.id(of: $0) })
    return (handler, hook, false)
  }

  mutating func add(_ route: DjangoRoute, _ view: DjangoView, _ type: NodeRef, _ handling: DjangoHandling) {
    let (handler, function, isOwn) = handler(of: type, handling.action)
    let isREST = classes.isREST(type)
    var endpoint = self.endpoint(route, handling.method, isREST ? "drf" : "django", handler)
    var request = self.request(for: endpoint)
    request.action = handling.isViewSet ? handling.action : nil
    request.view = type
    let own = isOwn ? function.map { guards.decorators(of: $0) } ?? [] : []
    let around = route.mount.decorators + view.decorators + classDecorators(of: type, handling.action)
    applyMiddleware(request, isExempt: isREST || isPublic(around + own), &endpoint)
    applyMixins(type, &endpoint)
    applyOverrides(type, request, &endpoint)
    apply(around, route.frame, request, &endpoint)
    if isREST {
      let auth = DRFPermissions(self, request: request).auth(type, handling, view, handler: function)
      endpoint.auth = DjangoAuth.joined(endpoint.auth, auth)
    }
    apply(own, route.frame, request, &endpoint)
    if let function, isOwn { checkHandler(function, request, &endpoint) }
    for owner in evaluator.lineage(of: type) { sources.views.insert(owner) }
    if !isOwn, isREST { endpoint.listing = DRFListing(self).listing(type, handling.action) }
    finish(&endpoint, route, function)
  }

  /// Decorators that a class puts around its methods: `@method_decorator(login_required, name="dispatch")`.
  private func classDecorators(of type: NodeRef, _ action: String) -> [NodeRef] {
    var found: [NodeRef] = []
    for owner in evaluator.lineage(of: type) {
      for decorator in guards.decorators(of: owner) where name(of: decorator)?.hasSuffix("method_decorator") == true {
        let target = argument(1, "name", of: decorator).flatMap { evaluator.value(of: $0).constantText }
        if target == "dispatch" || target == action { found.append(decorator) }
      }
      if let dispatch = evaluator.declaration("dispatch", in: owner), context.program.node(dispatch)?.kind == .function
      {
        found += guards.decorators(of: dispatch)
      }
    }
    return found
  }
}
