internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Express: applications, routers, `route()`, mounted middleware and its order.
enum ExpressRecognizer: Recognizer {
  static let name = "express"
  static let triggers = ["express", "express-promise-router", "@awaitjs/express"]

  static let routerTypes: Set<String> = [
    "express", "express.Router", "express.default", "express-promise-router", "express-promise-router.default",
    "@awaitjs/express.addAsync",
  ]
  static let verbs = ["get", "post", "put", "delete", "patch", "all", "options", "head", "query"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    var reading = ExpressReading(context: context)
    reading.readUses()
    reading.readPathGuards()
    reading.readRoutes()
    reading.readRouteChains()
    reading.readGraphs()
    reading.readClassRoutes()
    reading.readFolders()
    draft.endpoints += reading.endpoints
    draft.sources.merge(reading.sources)
    if let first = reading.firstUse { draft.frameworks.append(FrameworkUse(name: name, location: first)) }
  }
}

/// Middleware hung on a router, for all of it or below a path.
struct HungMiddleware {
  let ref: NodeRef
  let path: String
  let registration: Registration
  /// For middleware on a whole path.
  var pattern: ExpressPattern?
}

/// One pass over a program's Express code.
struct ExpressReading {
  let context: RecognizerContext
  let guards: MiddlewareGuards
  var mounts = MountGraph<Registration>()
  var hung: [NodeRef: [HungMiddleware]] = [:]
  var hasUnseenMounts = false
  /// Calls of `all` that hang middleware on a path.
  var pathGuards: Set<NodeRef> = []
  /// Whether the project makes an application; else its routers are mounted by somebody else's.
  let hasApplication: Bool
  var endpoints: [Endpoint] = []
  var sources = RequestSources()
  var firstUse: Location?
  /// GraphQL servers that are hung like middleware.
  var graphs: [(call: Registration, path: String, site: NodeRef, handlers: [NodeRef])] = []
  private var seen: Set<SeenRoute> = []
  private let developmentFiles: Set<FileID>

  init(context: RecognizerContext) {
    self.context = context
    developmentFiles = context.developmentFiles()
    guards = MiddlewareGuards(context)
    hasApplication = Self.makesApplication(context)
  }

  var evaluator: Evaluator { context.evaluator }

  static let types = ExpressRecognizer.routerTypes.union([Evaluator.parameterType])

  // MARK: use

  /// `router.use(path?, …middleware and routers)`.
  mutating func readUses() {
    for use in context.registrations(of: ["use"], on: Self.types) {
      guard let site = use.site, use.type != Evaluator.parameterType || isHandedApplication(site) else { continue }
      var arguments = flattened(use, from: 0)
      var prefixes: [String] = []
      while let first = arguments.first, let text = evaluator.value(of: first, in: use.context.frame).text {
        prefixes.append(text)
        arguments.removeFirst()
      }
      for path in prefixes.isEmpty ? [""] : prefixes {
        if noteGraph(use, path, site, arguments) { continue }
        for argument in arguments { add(argument, path, site, use) }
      }
    }
  }

  private mutating func add(_ argument: NodeRef, _ path: String, _ site: NodeRef, _ use: Registration) {
    let value = evaluator.value(of: argument, in: use.context.frame)
    let routers = value.alternatives.filter {
      $0.site != nil && ExpressRecognizer.routerTypes.contains($0.externalName ?? "")
    }
    for router in routers {
      guard let child = router.site else { continue }
      mounts.add(.init(parent: site, child: child, prefix: path, extra: use, moment: use.moment))
    }
    if !routers.isEmpty { return }
    if value == .unknown { hasUnseenMounts = true }
    // One element of an unrolled loop says as much as all of them.
    if hung[site]?.contains(where: { $0.ref == argument && $0.path == path }) ?? false { return }
    hung[site, default: []].append(HungMiddleware(ref: argument, path: path, registration: use))
  }

  /// The arguments of a registration from a position on, arrays and spreads taken apart.
  func flattened(_ call: Registration, from position: Int) -> [NodeRef] {
    guard let file = context.program.file(call.call.file) else { return [] }
    let given = file.children(call.call.node, .argument).map { NodeRef(file: call.call.file, node: $0) }
    return given.dropFirst(position).flatMap { flattened($0, call.context.frame, depth: 0) }
  }

  private func flattened(_ ref: NodeRef, _ frame: Frame?, depth: Int) -> [NodeRef] {
    guard depth < 4, let node = context.program.node(ref) else { return [ref] }
    guard node.kind == .list || node.kind == .spread || node.kind == .name || node.kind == .member else { return [ref] }
    var target = ref
    if node.kind == .spread, let file = context.program.file(ref.file), let inner = file.child(ref.node, .value) {
      target = NodeRef(file: ref.file, node: inner)
    }
    let value = evaluator.value(of: target, in: frame)
    guard case .literal(let literal) = value, context.program.node(literal)?.kind == .list else { return [target] }
    return evaluator.elementNodes(of: value, in: frame).flatMap { flattened($0, frame, depth: depth + 1) }
  }

  // MARK: Routes

  mutating func readRoutes() {
    let sockets = context.program.imported.contains("express-ws") ? ["ws"] : []
    for call in context.registrations(of: ExpressRecognizer.verbs + sockets, on: Self.types) {
      guard let site = call.site, let first = evaluator.argument(0, of: call.call) else { continue }
      if call.type == Evaluator.parameterType, !isHandedApplication(site) { continue }
      if pathGuards.contains(call.call) { continue }
      let handlers = flattened(call, from: 1)
      // `app.get("setting")` reads a setting.
      guard !handlers.isEmpty else { continue }
      for path in paths(first, call.context.frame) { add(call, path, site, handlers) }
    }
  }

  /// `router.route("/x").get(…).post(…)`.
  mutating func readRouteChains() {
    for route in context.registrations(of: ["route"], on: Self.types) {
      guard let site = route.site, let first = evaluator.argument(0, of: route.call) else { continue }
      if route.type == Evaluator.parameterType, !isHandedApplication(site) { continue }
      var shared: [NodeRef] = []
      for (verb, call) in chained(to: route.call) {
        let own = Registration(call: call, method: verb, type: route.type, site: site, context: route.context)
        let handlers = flattened(own, from: 0)
        guard ExpressRecognizer.verbs.contains(verb), !handlers.isEmpty else { continue }
        if verb == "all" { shared += handlers.dropLast(0) }
        for path in paths(first, route.context.frame) {
          if verb == "all", !chained(to: route.call).allSatisfy({ $0.0 == "all" }) { continue }
          add(own, path, site, (verb == "all" ? [] : shared) + handlers)
        }
      }
    }
  }

  /// The calls chained to a call, in order.
  private func chained(to call: NodeRef) -> [(String, NodeRef)] {
    guard let file = context.program.file(call.file) else { return [] }
    var found: [(String, NodeRef)] = []
    var node = call.node
    while found.count < 32 {
      let member = file[node].parent
      guard file[member].kind == .member, file[node].role == .object else { break }
      let outer = file[member].parent
      guard file[outer].kind == .call, file[member].role == .callee else { break }
      found.append((context.program.text(file[member].name), NodeRef(file: call.file, node: outer)))
      node = outer
    }
    return found
  }

  /// The paths that a first argument means: a text, several texts, or a pattern that can't be written as one.
  func paths(_ ref: NodeRef, _ frame: Frame?) -> [String] {
    let value = evaluator.value(of: ref, in: frame)
    if let text = value.text { return [text] }
    let several = evaluator.elements(of: value, in: frame).compactMap(\.text)
    if !several.isEmpty { return several }
    if context.program.node(ref)?.kind == .regex, let file = context.program.file(ref.file) {
      return [file.text(ref.node)]
    }
    return value == .unknown ? [String(Value.hole)] : []
  }

  mutating func add(_ call: Registration, _ path: String, _ site: NodeRef, _ handlers: [NodeRef]) {
    if firstUse == nil { firstUse = context.location(call.call) }
    guard let last = handlers.last else { return }
    noteSources(handlers, call)
    for chain in mounts.chains(to: site) {
      let root = chain.first?.parent ?? site
      guard isServed(root, chain) else { continue }
      let full = MountGraph.prefix(of: chain)
      var endpoint = Endpoint(
        id: EndpointID(index: 0),
        method: call.method == "all" ? "ANY" : call.method == "ws" ? "GET" : call.method.uppercased(),
        path: PathTemplate.withoutTrailingSlash(PathTemplate.colons(PathTemplate.join(full, path))),
        framework: "express",
        auth: Auth(.none), handler: handler(last, call), registered: context.location(call.call))
      if call.method == "ws" { endpoint.transport = .websocket }
      // The same registration run in several ways is one endpoint.
      guard isNew(endpoint, call.call, root) else { continue }
      endpoint.isConstrained = path.contains("(")
      endpoint.isForDevelopment =
        developmentFiles.contains(call.call.file) || context.isForDevelopment(call.moment + chain.flatMap(\.moment))
      let before = before(call, site, chain, full: endpoint.path) + handlers.dropLast().map { ($0, call.context.frame) }
      apply(before, to: &endpoint)
      if endpoint.auth.requirement == .none || endpoint.auth.requirement == .optional {
        endpoint.auth = endpoint.auth.stronger(ownCheck(last, call))
      }
      if endpoint.auth.requirement == .optional, isIgnored(handlers, call) { endpoint.auth = Auth(.none) }
      endpoints.append(endpoint)
    }
  }

  /// Whether this way to a registration was not met before.
  mutating func isNew(_ endpoint: Endpoint, _ call: NodeRef, _ root: NodeRef) -> Bool {
    seen.insert(SeenRoute(method: endpoint.method, path: endpoint.path, call: call, root: root)).inserted
  }

  /// A router that hangs nowhere is not served, unless some mount could not be seen, or the application is not here.
  func isServed(_ root: NodeRef, _ chain: [MountGraph<Registration>.Mount]) -> Bool {
    let type = evaluator.value(of: root).externalName ?? ""
    return !type.hasSuffix("Router") && !type.hasSuffix("promise-router") || hasUnseenMounts || mounts.isEmpty
      || !hasApplication || isLoadedElsewhere(root)
  }

  /// Middleware that runs before a route, outermost first: hung on each router on the way before what leads on.
  func before(
    _ call: Registration, _ site: NodeRef, _ chain: [MountGraph<Registration>.Mount], full: String
  ) -> [(NodeRef, Frame?)] {
    var found: [(NodeRef, Frame?)] = []
    var prefix = ""
    for mount in chain {
      found += hungBefore(mount.parent, mount.extra, prefix, full)
      prefix = PathTemplate.join(prefix, mount.prefix)
      // Middleware given in the same `use` as the router stands before it.
      found += (hung[mount.parent] ?? []).filter { $0.registration.call == mount.extra.call }
        .map { ($0.ref, $0.registration.context.frame) }
    }
    return found + hungBefore(site, call, prefix, full)
  }

  private func hungBefore(_ router: NodeRef, _ next: Registration, _ prefix: String, _ full: String) -> [(
    NodeRef, Frame?
  )] {
    (hung[router] ?? []).filter { middleware in
      guard middleware.registration.call != next.call else { return false }
      guard middleware.registration.happens(before: next) ?? true else { return false }
      if let pattern = middleware.pattern { return covers(pattern, below: prefix, full) }
      if middleware.path.isEmpty { return true }
      return PathTemplate.covers(PathTemplate.join(prefix, middleware.path), full)
    }.map { ($0.ref, $0.registration.context.frame) }
  }

  func apply(_ before: [(NodeRef, Frame?)], to endpoint: inout Endpoint) {
    for (ref, frame) in before {
      var auth = guards.auth(
        of: ref, in: frame, request: AnonymousRequest(method: endpoint.method, path: endpoint.path))
      // `if (process.env.AUTH) app.use(guard)`: it may not be there.
      if auth.requirement == .required, isConditional(ref) { auth.requirement = .unknown }
      let middleware = guards.middleware(ref, auth, in: frame)
      endpoint.middleware.append(middleware)
      if middleware.kind == .rateLimit { endpoint.rateLimit = middleware }
      endpoint.auth = endpoint.auth.stronger(auth)
    }
  }

  private func isConditional(_ ref: NodeRef) -> Bool {
    guard let file = context.program.file(ref.file) else { return false }
    let around = file.ancestor(of: ref.node) { $0.kind == .ifStatement || $0.kind == .function }
    return around.map { file[$0].kind == .ifStatement } ?? false
  }

  /// A handler that refuses by itself in its first statements.
  private func ownCheck(_ ref: NodeRef, _ call: Registration) -> Auth {
    let frame = call.context.frame
    let functions = [outerFunction(ref, frame), evaluator.wrapped(by: ref, in: frame)].compactMap(\.self)
    // A guard alone at its path, before routes that something else generates there.
    if functions.isEmpty { return guards.auth(of: ref, in: frame) }
    // One that goes on guards what others answer at the same path.
    if let first = functions.first, evaluator.parameters(of: first).count == 3, goesOn(first) {
      let auth = guards.auth(of: ref, in: frame)
      if auth.requirement == .required { return auth }
    }
    return functions.map { HandlerChecks(context).auth(of: $0) }.reduce(Auth(.none)) { $0.stronger($1) }
  }

  /// The first parameter of each handler and middleware is the request.
  private mutating func noteSources(_ handlers: [NodeRef], _ call: Registration) {
    for ref in handlers {
      guard let function = handlerFunction(ref, call.context.frame) else { continue }
      var parameters = evaluator.parameters(of: function)
      if parameters.count == 4 { parameters.removeFirst() }
      if let first = parameters.first { sources.parameters[first] = .request }
    }
  }
}
