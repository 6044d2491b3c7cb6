internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// The routes of Koa routers with all that runs before them.
struct KoaRoutes {
  let context: RecognizerContext
  let routing: KoaRouting
  let guards: ScriptGuards
  var endpoints: [Endpoint] = []
  private(set) var sources = RequestSources()
  private(set) var firstUse: Location?
  /// Routes whose router hangs nowhere that could be seen.
  private(set) var unserved = 0
  private var seen: Set<SeenRoute> = []
  private var routers: [NodeRef: Int] = [:]
  /// `router.param(…)`: what runs for a parameter of the path.
  private let parameters: [Registration]

  init(_ context: RecognizerContext, _ routing: KoaRouting) {
    self.context = context
    self.routing = routing
    guards = ScriptGuards(context)
    parameters = context.registrations(of: ["param"], on: [KoaRecognizer.router])
  }

  private var evaluator: Evaluator { context.evaluator }

  mutating func read() {
    for call in context.registrations(of: KoaRecognizer.verbs + ["register"], on: KoaRecognizer.types) {
      guard let site = call.site, let file = context.program.file(call.call.file) else { continue }
      var arguments = file.children(call.call.node, .argument).map { NodeRef(file: call.call.file, node: $0) }
      guard let first = arguments.first else { continue }
      // A name may stand before the path.
      if arguments.count > 2, call.method != "register", evaluator.value(of: first, in: call.context.frame).text != nil,
        isPath(arguments[1], call.context.frame)
      {
        arguments.removeFirst()
      }
      let paths = paths(arguments.removeFirst(), call.context.frame)
      var methods = [call.method == "del" ? "DELETE" : call.method == "all" ? "ANY" : call.method.uppercased()]
      if call.method == "register" {
        guard !arguments.isEmpty else { continue }
        methods = context.texts(arguments.removeFirst(), in: call.context.frame).map { $0.uppercased() }
      }
      let handlers = arguments.flatMap { context.flattenedElements($0, in: call.context.frame) }
        .flatMap { composed($0, call.context.frame) }
      guard !handlers.isEmpty else { continue }
      for path in paths {
        for method in methods { add(call, method, path, site, handlers) }
      }
    }
  }

  private func isPath(_ ref: NodeRef, _ frame: Frame?) -> Bool {
    let kind = context.program.node(ref)?.kind
    return kind == .regex || !context.texts(ref, in: frame).isEmpty
  }

  private func composed(_ ref: NodeRef, _ frame: Frame?) -> [NodeRef] {
    guard case .object("koa-compose", let site?) = evaluator.value(of: ref, in: frame),
      let list = evaluator.argument(0, of: site)
    else { return [ref] }
    return context.flattenedElements(list, in: frame)
  }

  private func paths(_ ref: NodeRef, _ frame: Frame?) -> [String] {
    let texts = context.texts(ref, in: frame)
    if !texts.isEmpty { return texts }
    if let file = context.program.file(ref.file), file[ref.node].kind == .regex { return [file.text(ref.node)] }
    return evaluator.value(of: ref, in: frame) == .unknown ? [String(Value.hole)] : []
  }

  // MARK: One route

  private mutating func add(
    _ call: Registration, _ method: String, _ path: String, _ site: NodeRef, _ handlers: [NodeRef]
  ) {
    if firstUse == nil { firstUse = context.location(call.call) }
    guard let last = handlers.last else { return }
    for chain in chains(to: site) {
      let root = chain.first?.parent ?? site
      guard isServed(root) else {
        unserved += 1
        continue
      }
      let full = PathTemplate.join(prefix(of: chain, to: site, call.context.frame), path)
      var endpoint = Endpoint(
        id: EndpointID(index: 0), method: method,
        path: PathTemplate.withoutTrailingSlash(PathTemplate.colons(full)), framework: "koa", auth: Auth(.none),
        handler: handler(last, call), registered: context.chainLocation(call.call))
      guard isNew(endpoint, call.call, root) else { continue }
      endpoint.isConstrained = path.contains("(")
      endpoint.isForDevelopment = context.isForDevelopment(call.moment + chain.flatMap(\.moment))
      endpoint.router = routers[site] ?? routers.count
      routers[site] = endpoint.router
      endpoint.order = endpoints.count
      if let mount = chain.last { endpoint.mounted = context.location(mount.extra.call) }
      let own = handlers.dropLast().map { ($0, call.context.frame) }
      apply(before(call, site, chain, endpoint.path) + own, to: &endpoint)
      noteSources(handlers, call)
      if endpoint.auth.requirement == .optional, isIgnored(endpoint, handlers, call, site) {
        endpoint.auth = Auth(.none)
      }
      if endpoint.auth.requirement == .none, let function = context.scriptFunction(of: last, in: call.context.frame) {
        endpoint.auth = HandlerChecks(context).auth(of: function)
      }
      endpoints.append(endpoint)
    }
  }

  /// Whether this way to a registration was not met before.
  mutating func isNew(_ endpoint: Endpoint, _ call: NodeRef, _ root: NodeRef) -> Bool {
    seen.insert(SeenRoute(method: endpoint.method, path: endpoint.path, call: call, root: root)).inserted
  }

  /// The chains of mounts down to a router; one that hangs nowhere hangs at the one place that could not be seen.
  func chains(to site: NodeRef) -> [[MountGraph<Registration>.Mount]] {
    let found = routing.mounts.chains(to: site)
    guard found.count == 1, found[0].isEmpty, !isApplication(site) else { return found }
    let places = Set(routing.unseen.compactMap(\.site))
    guard places.count == 1, let use = routing.unseen.first, let parent = use.site, parent != site else { return found }
    let mount = MountGraph<Registration>.Mount(
      parent: parent, child: site, prefix: "", extra: use, moment: use.moment)
    return routing.mounts.chains(to: parent).map { $0 + [mount] }
  }

  private func isApplication(_ site: NodeRef) -> Bool {
    evaluator.value(of: site).externalName == KoaRecognizer.application
  }

  func isServed(_ root: NodeRef) -> Bool {
    isApplication(root) || routing.mounts.isEmpty && routing.unseen.isEmpty
  }

  func prefix(of chain: [MountGraph<Registration>.Mount], to site: NodeRef, _ frame: Frame?) -> String {
    var full = ""
    for mount in chain {
      let own = routing.prefix(of: mount.parent, in: mount.extra.context.frame)
      full = PathTemplate.below(PathTemplate.below(full, own), mount.prefix)
    }
    return PathTemplate.below(full, routing.prefix(of: site, in: frame))
  }

  /// Middleware that runs before a route, outermost first.
  func before(
    _ call: Registration, _ site: NodeRef, _ chain: [MountGraph<Registration>.Mount], _ path: String
  ) -> [(NodeRef, Frame?)] {
    var found: [(NodeRef, Frame?)] = []
    var above: [MountGraph<Registration>.Mount] = []
    for mount in chain {
      let prefix = self.prefix(of: above, to: mount.parent, mount.extra.context.frame)
      found += hungBefore(mount.parent, mount.extra, prefix, path)
      // What stands in the same `use` as the router.
      found += (routing.hung[mount.parent] ?? []).filter { $0.registration.call == mount.extra.call }
        .map { ($0.ref, $0.frame) }
      above.append(mount)
    }
    return found + hungBefore(site, call, prefix(of: chain, to: site, call.context.frame), path)
  }

  private func hungBefore(
    _ router: NodeRef, _ next: Registration, _ prefix: String, _ path: String
  ) -> [(NodeRef, Frame?)] {
    (routing.hung[router] ?? []).filter { hung in
      guard hung.registration.call != next.call, hung.registration.happens(before: next) ?? true else { return false }
      return hung.paths.isEmpty || hung.paths.contains { PathTemplate.covers(PathTemplate.join(prefix, $0), path) }
    }.map { ($0.ref, $0.frame) }
  }

  func apply(_ before: [(NodeRef, Frame?)], to endpoint: inout Endpoint) {
    let request = AnonymousRequest(method: endpoint.method, path: endpoint.path)
    for (ref, frame) in before {
      let auth = guards.auth(of: ref, in: frame, request)
      let middleware = guards.middleware(ref, auth, in: frame)
      endpoint.middleware.append(middleware)
      if middleware.kind == .rateLimit { endpoint.rateLimit = middleware }
      endpoint.auth = endpoint.auth.stronger(auth)
    }
  }

  /// Whether nothing on the way to an endpoint looks at the credentials that middleware around read.
  private func isIgnored(_ endpoint: Endpoint, _ handlers: [NodeRef], _ call: Registration, _ site: NodeRef) -> Bool {
    var functions: [NodeRef] = []
    for ref in handlers {
      guard let function = context.scriptFunction(of: ref, in: call.context.frame) else { return false }
      functions.append(function)
    }
    for parameter in parameters where parameter.site == site {
      guard let name = evaluator.argument(0, of: parameter.call).flatMap({ evaluator.value(of: $0).constantText }),
        endpoint.path.contains("{\(name)}"), let handler = evaluator.argument(1, of: parameter.call)
      else { continue }
      guard let function = context.scriptFunction(of: handler, in: parameter.context.frame) else { return false }
      functions.append(function)
    }
    return !functions.contains { CallerUse(context: context).isUsed(in: $0) }
  }

  private func handler(_ ref: NodeRef, _ call: Registration) -> Handler {
    if let function = context.scriptFunction(of: ref, in: call.context.frame) { return context.handler(function) }
    return Handler(name: guards.libraries.title(of: ref), location: context.location(ref), function: nil)
  }

  /// The first parameter of each handler and middleware is the context with the request.
  private mutating func noteSources(_ handlers: [NodeRef], _ call: Registration) {
    for ref in handlers {
      guard let function = context.scriptFunction(of: ref, in: call.context.frame),
        let first = evaluator.parameters(of: function).first
      else { continue }
      sources.parameters[first] = .request
    }
  }
}
