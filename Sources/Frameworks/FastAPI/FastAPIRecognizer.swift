internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// FastAPI and Starlette: applications, routers, includes, mounts, dependencies.
enum FastAPIRecognizer: Recognizer {
  static let name = "fastapi"
  static let triggers = ["fastapi", "starlette"]

  static let types: Set<String> = [
    "fastapi.FastAPI", "fastapi.APIRouter", "starlette.applications.Starlette", "starlette.routing.Router",
  ]
  static let verbs = ["get", "post", "put", "delete", "patch", "options", "head", "trace"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    var reading = FastAPIReading(context: context)
    reading.readMounts()
    reading.readRouteLists()
    reading.readRoutes()
    reading.readFolders()
    reading.readGraphs()
    draft.endpoints += reading.endpoints
    draft.frameworks += reading.frameworks
    draft.sources.merge(reading.sources)
  }
}

/// One pass over a program's FastAPI code.
struct FastAPIReading {
  let context: RecognizerContext
  let dependencies: FastAPIDependencies
  var mounts = MountGraph<[NodeRef]>()
  /// Includes whose router could not be seen: routers that hang nowhere may hang here.
  var hasUnseenMounts = false
  var endpoints: [Endpoint] = []
  var frameworks: [FrameworkUse] = []
  var sources = RequestSources()
  var listRoutes: [ListedRoute] = []
  var folders: [MountedFolder] = []
  var graphs: [MountedGraph] = []
  /// The calls that make applications and routers.
  let applications: [NodeRef]
  /// The only application, which one that nothing tells more about then is.
  private let soleApplication: NodeRef?
  private let routers: FastAPIRouters

  init(context: RecognizerContext) {
    self.context = context
    dependencies = FastAPIDependencies(context)
    routers = FastAPIRouters(context)
    applications = FastAPIRouters.applications(context)
    let roots = applications.filter { !(Self.typeName(of: $0, context)?.hasSuffix("Router") ?? true) }
    soleApplication = roots.count == 1 ? roots[0] : nil
  }

  /// The library's class that an application or a router is of.
  private static func typeName(of site: NodeRef, _ context: RecognizerContext) -> String? {
    switch context.evaluator.value(of: site) {
    case .instance(let type, _):
      context.evaluator.externalAncestors(of: type).first(where: FastAPIRecognizer.types.contains)
    case let value: value.externalName
    }
  }

  /// What a registration is made on.
  private func host(_ call: Registration) -> NodeRef? {
    call.site ?? (call.type.hasSuffix("Router") ? nil : soleApplication)
  }

  var evaluator: Evaluator { context.evaluator }

  /// `include_router(router, prefix=, dependencies=)`, `mount("/x", app)`.
  mutating func readMounts() {
    for call in context.registrations(of: ["include_router"], on: FastAPIRecognizer.types) {
      addMount(
        call, child: evaluator.argument(0, of: call.call) ?? evaluator.argument(named: "router", of: call.call),
        prefix: evaluator.argument(named: "prefix", of: call.call))
    }
    for call in context.registrations(of: ["mount"], on: FastAPIRecognizer.types) {
      addMount(
        call, child: evaluator.argument(1, of: call.call) ?? evaluator.argument(named: "app", of: call.call),
        prefix: evaluator.argument(0, of: call.call) ?? evaluator.argument(named: "path", of: call.call))
    }
  }

  private mutating func addMount(_ call: Registration, child: NodeRef?, prefix: NodeRef?) {
    guard let parent = host(call), let child else { return }
    let value = evaluator.value(of: child, in: call.context.frame)
    let path =
      prefix.flatMap { evaluator.value(of: $0, in: call.context.frame).text } ?? (prefix == nil ? "" : "\u{FFFC}")
    if noteFolder(value, at: path, on: parent, mountedBy: call.call, in: call.context.frame) { return }
    if noteGraph(value, at: path, on: parent, mountedBy: call) { return }
    var isSeen = false
    for alternative in value.alternatives {
      guard let site = alternative.site else { continue }
      isSeen = true
      mounts.add(
        .init(
          parent: parent, child: site, prefix: path, extra: dependencies.listed(at: call.call, call.context.frame),
          moment: call.moment))
    }
    if !isSeen { hasUnseenMounts = true }
  }

  mutating func readRoutes() {
    let methods =
      FastAPIRecognizer.verbs + [
        "api_route", "add_api_route", "route", "add_route", "websocket", "websocket_route", "add_websocket_route",
        "add_api_websocket_route",
      ]
    for call in context.registrations(of: methods, on: FastAPIRecognizer.types) {
      noteFramework(call)
      guard let path = path(of: call), let site = host(call) else { continue }
      add(call, path, site)
    }
    for route in listRoutes {
      noteFramework(route.call)
      if let site = route.call.site { add(route.call, route.path, site) }
    }
  }

  private mutating func add(_ call: Registration, _ path: String, _ site: NodeRef) {
    let targets = targets(of: call)
    for chain in mounts.chains(to: site) {
      for target in targets { add(call, path, site, target, chain) }
    }
  }

  private mutating func noteFramework(_ call: Registration) {
    let name = call.type.hasPrefix("starlette") ? "starlette" : "fastapi"
    guard !frameworks.contains(where: { $0.name == name }) else { return }
    frameworks.append(FrameworkUse(name: name, location: context.location(call.call)))
  }

  private func path(of call: Registration) -> String? {
    guard let given = evaluator.argument(0, of: call.call) ?? evaluator.argument(named: "path", of: call.call) else {
      return nil
    }
    return evaluator.value(of: given, in: call.context.frame).text
  }

  /// The decorated function, or the argument of `add_api_route`, by method.
  private func targets(of call: Registration) -> [RouteTarget] {
    guard let file = context.program.file(call.call.file) else { return [] }
    let parent = file[call.call.node].parent
    if file[parent].kind == .decorator {
      let declaration = NodeRef(file: call.call.file, node: file[parent].parent)
      if context.program.node(declaration)?.kind == .classDeclaration { return classTargets(declaration) }
      return verbs(of: call).map { RouteTarget(verb: $0, function: declaration) }
    }
    guard let given = evaluator.argument(1, of: call.call) ?? evaluator.argument(named: "endpoint", of: call.call)
    else { return [] }
    switch evaluator.value(of: given, in: call.context.frame) {
    case .function(let function), .bound(let function, _):
      return verbs(of: call).map { RouteTarget(verb: $0, function: function) }
    case .type(let type): return classTargets(type)
    default: return []
    }
  }

  /// The methods that a registration accepts.
  private func verbs(of call: Registration) -> [String] {
    if FastAPIRecognizer.verbs.contains(call.method) { return [call.method.uppercased()] }
    if call.method.contains("websocket") { return ["GET"] }
    guard let given = evaluator.argument(named: "methods", of: call.call) else { return ["GET"] }
    let listed = evaluator.elements(of: evaluator.value(of: given, in: call.context.frame)).compactMap(\.constantText)
    return listed.isEmpty ? ["ANY"] : listed.map { $0.uppercased() }
  }

  private mutating func add(
    _ call: Registration, _ path: String, _ site: NodeRef, _ target: RouteTarget, _ chain: [MountGraph<[NodeRef]>.Mount]
  ) {
    let root = chain.first?.parent ?? site
    let function = target.function
    guard isServed(root, chain) else { return }
    let full = self.path(path, site, chain)
    let guards = dependencyChain(call, site, root, chain, function)
    let auth = dependencies.auth(of: guards)
    let handler = context.handler(function)
    FastAPIInputs(context).addSources(of: function, path: full, to: &sources)
    let responses = FastAPIResponses(context).responses(of: function, registeredBy: call.call)
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: target.verb, path: PathTemplate.braces(PathTemplate.normalized(full)),
      framework: call.type.hasPrefix("starlette") ? "starlette" : "fastapi", auth: auth, handler: handler,
      registered: context.location(call.call))
    if call.method.contains("websocket") { endpoint.transport = .websocket }
    endpoint.middleware = dependencies.middleware(guards)
    endpoint.responses = responses
    endpoint.mounted = chain.last?.moment.last.map { context.headLocation($0) }
    endpoint.isMountedOnCondition = chain.contains { $0.moment.contains { isConditional($0) } }
    endpoint.isConstrained = Self.isConstrained(full)
    endpoint.isUndocumentedOnPurpose = FastAPIDocumentation(context, routers).leavesOut(call.call, site, chain)
    endpoint.inputs = FastAPIInputs(context).inputs(of: function, path: endpoint.path)
    endpoints.append(endpoint)
  }

  /// A path below everything that its router hangs on, converters kept.
  func path(_ path: String, _ site: NodeRef, _ chain: [MountGraph<[NodeRef]>.Mount]) -> String {
    var full = ""
    for mount in chain { full += ownPrefix(mount.parent) + mount.prefix }
    return full + ownPrefix(site) + path
  }

  /// `if settings.ENVIRONMENT == "local": api.include_router(…)`.
  private func isConditional(_ call: NodeRef) -> Bool {
    context.program.file(call.file)?.ancestor(of: call.node) { $0.kind == .ifStatement } != nil
  }

  /// `{id:int}` takes numbers only; `{path:path}` and `{name:str}` take anything.
  private static func isConstrained(_ path: String) -> Bool {
    path.split(separator: "{").dropFirst().contains { part in
      let converter = part.prefix { $0 != "}" }.split(separator: ":").dropFirst().first ?? ""
      return !["", "path", "str"].contains(converter)
    }
  }

  /// A router that hangs nowhere is not served, unless some mount could not be seen.
  func isServed(_ root: NodeRef, _ chain: [MountGraph<[NodeRef]>.Mount]) -> Bool {
    let isRouter = Self.typeName(of: root, context)?.hasSuffix("Router") ?? false
    return !isRouter || hasUnseenMounts
  }

  /// The prefix that a router itself was made with.
  private func ownPrefix(_ site: NodeRef) -> String {
    guard let (given, frame) = routers.argument(named: "prefix", of: site) else { return "" }
    return evaluator.value(of: given, in: frame).text ?? "\u{FFFC}"
  }

  /// Dependencies in the order in which they run: application, includes, router, route, parameters.
  private func dependencyChain(
    _ call: Registration, _ site: NodeRef, _ root: NodeRef, _ chain: [MountGraph<[NodeRef]>.Mount], _ function: NodeRef
  ) -> [NodeRef] {
    var found = made(with: root)
    for mount in chain { found += mount.extra + made(with: mount.child) }
    found += dependencies.listed(at: call.call, call.context.frame)
    found += dependencies.ofClass(around: function)
    return found + evaluator.parameters(of: function).flatMap { evaluator.dependencies(of: $0) }
  }

  /// The dependencies that an application or a router was made with.
  func made(with site: NodeRef) -> [NodeRef] {
    guard let (given, frame) = routers.argument(named: "dependencies", of: site) else { return [] }
    return evaluator.elementNodes(of: evaluator.value(of: given, in: frame), in: frame)
  }
}
