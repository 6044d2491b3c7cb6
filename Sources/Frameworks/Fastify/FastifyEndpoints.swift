internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Routes with everything that surrounds them, as endpoints.
struct FastifyEndpoints {
  let walk: FastifyWalk
  let guards: FastifyGuards
  var endpoints: [Endpoint] = []
  var sources = RequestSources()
  var firstUse: Location?
  private var seen: Set<String> = []
  private var routers: [NodeRef: Int] = [:]

  init(walk: FastifyWalk) {
    self.walk = walk
    guards = FastifyGuards(walk.context)
  }

  private var context: RecognizerContext { walk.context }

  mutating func read() {
    let ordered = walk.routes.enumerated().sorted {
      ($0.element.call, $0.offset) < ($1.element.call, $1.offset)
    }
    for (_, route) in ordered {
      for method in route.methods { add(route, method) }
    }
    if firstUse == nil, let root = walk.instances.keys.min() { firstUse = context.headLocation(root) }
  }

  private mutating func add(_ route: FastifyRoute, _ method: String) {
    if firstUse == nil { firstUse = context.location(route.call) }
    let prefix = route.instance.fullPrefix
    let path = PathTemplate.below(prefix, route.path)
    let verb = method.uppercased()
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: verb == "ALL" || verb == "*" ? "ANY" : verb,
      path: PathTemplate.withoutTrailingSlash(PathTemplate.colons(path.isEmpty ? "/" : path)), framework: "fastify",
      auth: Auth(.none), handler: handler(route), registered: context.chainLocation(route.call))
    guard seen.insert("\(endpoint.method) \(endpoint.path) \(route.call)").inserted else { return }
    endpoint.isConstrained = route.path.contains("(")
    endpoint.isForDevelopment = context.isForDevelopment([route.call, route.instance.site])
    endpoint.folder = route.folder
    if let socket = route.options["websocket"], context.evaluator.value(of: socket) == .bool(true) {
      endpoint.transport = .websocket
    }
    endpoint.router = routers[route.instance.site] ?? routers.count
    routers[route.instance.site] = endpoint.router
    endpoint.order = endpoints.count
    if route.instance.parent != nil { endpoint.mounted = context.location(route.instance.site) }
    apply(route, &endpoint)
    endpoint.inputs = FastifyInputs(context: context).inputs(route)
    endpoints.append(endpoint)
  }

  private func handler(_ route: FastifyRoute) -> Handler {
    guard let ref = route.handler else {
      return Handler(name: "", location: context.location(route.call), function: nil)
    }
    if let function = context.scriptFunction(of: ref, in: route.frame) { return context.handler(function) }
    return Handler(name: guards.title(of: ref), location: context.location(ref), function: nil)
  }

  private mutating func apply(_ route: FastifyRoute, _ endpoint: inout Endpoint) {
    if route.isLoose { endpoint.auth = Auth(.unknown, by: "a plugin that nothing was seen to register") }
    let request = AnonymousRequest(method: endpoint.method, path: endpoint.path)
    for moment in FastifyHook.moments {
      var hooks = route.instance.lineage.flatMap(\.hooks).filter {
        $0.moment == moment && ($0.path.isEmpty || (endpoint.path + "/").hasPrefix($0.path + "/"))
      }
      if let own = route.options[moment] {
        hooks += context.flattenedElements(own, in: route.frame).map {
          FastifyHook(moment: moment, ref: $0, frame: route.frame)
        }
      }
      for hook in hooks {
        noteSource(hook.ref, hook.frame)
        let auth = guards.auth(of: hook, request)
        let middleware = guards.middleware(hook, auth)
        endpoint.middleware.append(middleware)
        if middleware.kind == .rateLimit { endpoint.rateLimit = middleware }
        endpoint.auth = endpoint.auth.stronger(auth)
      }
    }
    if let hook = route.instance.lineage.compactMap(\.routeHook).first {
      endpoint.auth = endpoint.auth.stronger(Auth(.unknown, by: "onRoute hook", location: context.location(hook)))
    }
    limit(route, &endpoint)
    if let ref = route.handler { noteSource(ref, route.frame) }
    if endpoint.auth.requirement == .none, let ref = route.handler,
      let function = context.scriptFunction(of: ref, in: route.frame)
    {
      endpoint.auth = HandlerChecks(context).auth(of: function)
    }
  }

  /// `config: {rateLimit: {…}}`, or a limiter around.
  private func limit(_ route: FastifyRoute, _ endpoint: inout Endpoint) {
    guard endpoint.rateLimit == nil else { return }
    let config = route.options["config"].map { context.options($0, in: route.frame) } ?? [:]
    if let own = config["rateLimit"] {
      if context.evaluator.value(of: own, in: route.frame) == .bool(false) { return }
      endpoint.rateLimit = Middleware(name: "rateLimit", kind: .rateLimit, location: context.location(own))
      return
    }
    if let around = route.instance.lineage.last(where: { $0.rateLimit != nil })?.rateLimit {
      endpoint.rateLimit = Middleware(name: "@fastify/rate-limit", kind: .rateLimit, location: context.location(around))
    }
  }

  /// The first parameter of handlers and hooks is the request.
  private mutating func noteSource(_ ref: NodeRef, _ frame: Frame?) {
    guard let function = context.scriptFunction(of: ref, in: frame),
      let first = context.evaluator.parameters(of: function).first
    else { return }
    sources.parameters[first] = .request
  }
}
