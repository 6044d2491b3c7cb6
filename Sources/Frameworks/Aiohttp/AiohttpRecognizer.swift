internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// aiohttp's server: applications, route tables, class views, sub-applications, middlewares.
enum AiohttpRecognizer: Recognizer {
  static let name = "aiohttp"
  static let triggers = ["aiohttp"]

  static let app = "aiohttp.web.Application"
  static let table = "aiohttp.web.RouteTableDef"
  static let router = "aiohttp.web.Application.router"
  static let verbs = ["get", "post", "put", "delete", "patch", "head", "options"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    var reading = AiohttpReading(context: context)
    reading.readMounts()
    reading.readMiddlewares()
    reading.readRouters()
    reading.readLists()
    reading.readTables()
    draft.endpoints += reading.endpoints
    draft.sources.merge(reading.sources)
    if let first = reading.firstUse { draft.frameworks.append(FrameworkUse(name: name, location: first)) }
  }
}

/// One pass over a program's aiohttp code.
struct AiohttpReading {
  let context: RecognizerContext
  let guards: DecoratorGuards
  var mounts = MountGraph<Registration>()
  /// Middlewares by application.
  var middlewares: [NodeRef: [NodeRef]] = [:]
  var endpoints: [Endpoint] = []
  var sources = RequestSources()
  var firstUse: Location?

  init(context: RecognizerContext) {
    self.context = context
    guards = DecoratorGuards(context, libraries: [:])
  }

  var evaluator: Evaluator { context.evaluator }

  /// The parts of a registered route.
  struct Route {
    var call: Registration
    /// The application or table; `nil` when it could not be seen.
    var host: NodeRef?
    var method: String
    var path: String
    var handler: NodeRef
  }

  // MARK: Mounts and middlewares

  /// `app.add_subapp("/admin/", admin)`; `app.add_routes(table)`.
  mutating func readMounts() {
    for call in context.registrations(of: ["add_subapp"], on: [AiohttpRecognizer.app]) {
      guard let parent = call.site, let prefix = evaluator.argument(0, of: call.call),
        let child = evaluator.argument(1, of: call.call)
      else { continue }
      let path = evaluator.value(of: prefix, in: call.context.frame).text ?? String(Value.hole)
      for alternative in evaluator.value(of: child, in: call.context.frame).alternatives {
        guard let site = alternative.site else { continue }
        mounts.add(.init(parent: parent, child: site, prefix: path, extra: call, moment: call.moment))
      }
    }
    for call in context.registrations(of: ["add_routes"], on: Self.adders) {
      guard let parent = call.site, let given = evaluator.argument(0, of: call.call) else { continue }
      for alternative in evaluator.value(of: given, in: call.context.frame).alternatives {
        guard alternative.externalName == AiohttpRecognizer.table, let site = alternative.site else { continue }
        mounts.add(.init(parent: parent, child: site, prefix: "", extra: call, moment: call.moment))
      }
    }
  }

  static let adders: Set<String> = [
    AiohttpRecognizer.app, AiohttpRecognizer.router, Evaluator.parameterType, Evaluator.parameterType + ".router",
  ]

  /// `web.Application(middlewares=[…])`, `app.middlewares.append(…)`, `.extend([…])`.
  mutating func readMiddlewares() {
    for site in context.calls(of: AiohttpRecognizer.app) {
      guard let given = evaluator.argument(named: "middlewares", of: site) else { continue }
      middlewares[site, default: []] += evaluator.elementNodes(of: evaluator.value(of: given))
    }
    let types: Set<String> = [AiohttpRecognizer.app + ".middlewares"]
    for call in context.registrations(of: ["append", "extend", "insert"], on: types) {
      guard let site = call.site, let given = evaluator.argument(call.method == "insert" ? 1 : 0, of: call.call) else {
        continue
      }
      let value = evaluator.value(of: given, in: call.context.frame)
      middlewares[site, default: []] +=
        call.method == "extend"
        ? evaluator.elementNodes(of: value, in: call.context.frame) : [given]
    }
  }

  // MARK: Routes

  /// `app.router.add_get("/x", handler)`, `add_route("GET", …)`, `add_view`.
  mutating func readRouters() {
    let methods = AiohttpRecognizer.verbs.map { "add_" + $0 } + ["add_route", "add_view"]
    for call in context.registrations(of: methods, on: Self.adders) + aliased("add_route") {
      let shift = call.method == "add_route" ? 1 : 0
      guard let path = evaluator.argument(shift, of: call.call) ?? evaluator.argument(named: "path", of: call.call),
        let handler = evaluator.argument(shift + 1, of: call.call)
          ?? evaluator.argument(named: "handler", of: call.call)
      else { continue }
      var method = String(call.method.dropFirst(4)).uppercased()
      if call.method == "add_route" {
        let given = evaluator.argument(0, of: call.call).flatMap {
          evaluator.value(of: $0, in: call.context.frame).text
        }
        method = given.map { $0 == "*" ? "ANY" : $0.uppercased() } ?? "ANY"
      } else if call.method == "add_view" {
        method = "ANY"
      }
      let text = evaluator.value(of: path, in: call.context.frame).text ?? String(Value.hole)
      add(Route(call: call, host: call.site, method: method, path: text, handler: handler))
    }
  }

  /// `add_route = app.router.add_route`, then calls of the plain name.
  private func aliased(_ method: String) -> [Registration] {
    guard let name = context.program.names.lookup(method) else { return [] }
    var found: [Registration] = []
    for call in context.program.sites(of: name) where context.isServed(call.file) {
      guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee),
        file[callee].kind == .name
      else { continue }
      for way in evaluator.contexts(of: call) {
        let value = evaluator.value(of: NodeRef(file: call.file, node: callee), in: way.frame)
        for case .member(let member, let site) in value.alternatives where member.hasSuffix(".router." + method) {
          let type = String(member.dropLast(method.utf8.count + 1))
          guard Self.adders.contains(type) else { continue }
          found.append(Registration(call: call, method: method, type: type, site: site, context: way))
        }
      }
    }
    return found
  }

  /// `app.add_routes([web.get("/x", handler), …])`.
  mutating func readLists() {
    for call in context.registrations(of: ["add_routes"], on: Self.adders) {
      guard let given = evaluator.argument(0, of: call.call) else { continue }
      let value = evaluator.value(of: given, in: call.context.frame)
      for element in evaluator.elementNodes(of: value, in: call.context.frame) {
        guard let definition = definition(element, call.context.frame) else { continue }
        let own = Registration(
          call: element, method: definition.method, type: call.type, site: call.site, context: call.context)
        let path = evaluator.value(of: definition.path, in: call.context.frame).text ?? String(Value.hole)
        add(Route(call: own, host: call.site, method: definition.method, path: path, handler: definition.handler))
      }
    }
  }

  /// The parts of `web.get("/x", handler)`.
  private func definition(_ ref: NodeRef, _ frame: Frame?) -> (method: String, path: NodeRef, handler: NodeRef)? {
    guard let file = context.program.file(ref.file), file[ref.node].kind == .call,
      let callee = file.child(ref.node, .callee),
      let name = evaluator.value(of: NodeRef(file: ref.file, node: callee), in: frame).externalName,
      name.hasPrefix("aiohttp.web.")
    else { return nil }
    let verb = String(name.dropFirst("aiohttp.web.".utf8.count))
    let shift = verb == "route" ? 1 : 0
    guard AiohttpRecognizer.verbs.contains(verb) || verb == "view" || verb == "route",
      let path = evaluator.argument(shift, of: ref) ?? evaluator.argument(named: "path", of: ref),
      let handler = evaluator.argument(shift + 1, of: ref) ?? evaluator.argument(named: "handler", of: ref)
    else { return nil }
    guard verb == "route" else { return (verb == "view" ? "ANY" : verb.uppercased(), path, handler) }
    let given = evaluator.argument(0, of: ref).flatMap { evaluator.value(of: $0, in: frame).text }
    return (given.map { $0 == "*" ? "ANY" : $0.uppercased() } ?? "ANY", path, handler)
  }

  /// `@routes.get("/x")`, `@routes.view("/x")`.
  mutating func readTables() {
    let methods = AiohttpRecognizer.verbs + ["view", "route"]
    for call in context.registrations(of: methods, on: [AiohttpRecognizer.table]) {
      guard let file = context.program.file(call.call.file), file[file[call.call.node].parent].kind == .decorator else {
        continue
      }
      let declaration = NodeRef(file: call.call.file, node: file[file[call.call.node].parent].parent)
      let shift = call.method == "route" ? 1 : 0
      guard let path = evaluator.argument(shift, of: call.call) ?? evaluator.argument(named: "path", of: call.call)
      else {
        continue
      }
      var method = call.method == "view" ? "ANY" : call.method.uppercased()
      if call.method == "route" {
        let given = evaluator.argument(0, of: call.call).flatMap { evaluator.value(of: $0).text } ?? "*"
        method = given == "*" ? "ANY" : given.uppercased()
      }
      let text = evaluator.value(of: path, in: call.context.frame).text ?? String(Value.hole)
      add(Route(call: call, host: call.site, method: method, path: text, handler: declaration))
    }
  }

  // MARK: Adding

  private mutating func add(_ route: Route) {
    if firstUse == nil { firstUse = context.location(route.call.call) }
    if let type = classView(route.handler, route.call.context.frame) {
      for verb in AiohttpRecognizer.verbs {
        guard let function = evaluator.method(verb, of: type) else { continue }
        add(route, verb.uppercased(), function, guards.decorators(of: function))
      }
      return
    }
    add(route, route.method, handlerFunction(route.handler, route.call.context.frame, depth: 0), nil)
  }

  private func classView(_ ref: NodeRef, _ frame: Frame?) -> NodeRef? {
    if context.program.node(ref)?.kind == .classDeclaration { return ref }
    guard case .type(let type) = evaluator.value(of: ref, in: frame) else { return nil }
    return type
  }

  /// The function that answers: through `partial` and wrapping calls to their argument.
  private func handlerFunction(_ ref: NodeRef, _ frame: Frame?, depth: Int) -> NodeRef? {
    guard depth < 4 else { return nil }
    for alternative in evaluator.value(of: ref, in: frame).alternatives {
      switch alternative {
      case .function(let function), .bound(let function, _): return function
      case .instance(let type, _):
        if let call = evaluator.method("__call__", of: type) { return call }
      case .object(_, let site?), .member(_, let site?):
        if let inner = evaluator.argument(0, of: site), inner != ref {
          return handlerFunction(inner, frame, depth: depth + 1)
        }
      default: break
      }
    }
    return nil
  }

  private mutating func add(_ route: Route, _ method: String, _ function: NodeRef?, _ decorators: [NodeRef]?) {
    let chains = route.host.map { mounts.chains(to: $0) } ?? [[]]
    for chain in chains {
      let prefix = chain.reduce("") { PathTemplate.join($0, $1.prefix) }
      let path = PathTemplate.braces(PathTemplate.join(prefix, route.path))
      let place = context.location(route.call.call)
      var endpoint = Endpoint(
        id: EndpointID(index: 0), method: method, path: path, framework: "aiohttp", auth: Auth(.none),
        handler: function.map { context.handler($0) }
          ?? Handler(name: guards.title(of: route.handler), location: context.location(route.handler), function: nil),
        registered: place)
      var hosts = (chain.first.map { [$0.parent] } ?? []) + chain.map(\.child)
      if hosts.isEmpty, let host = route.host { hosts = [host] }
      applyMiddlewares(hosts, &endpoint)
      let listed = decorators ?? function.map { guards.decorators(of: $0) } ?? []
      for decorator in listed where decorator != route.call.call {
        let auth = guards.auth(of: decorator)
        endpoint.auth = endpoint.auth.stronger(auth)
        endpoint.middleware.append(guards.middleware(decorator, auth))
      }
      if let function, endpoint.auth.requirement == .none { checkHandler(function, &endpoint) }
      endpoint.inputs = Self.variables(endpoint.path)
      endpoint.order = Int(route.call.call.node)
      endpoints.append(endpoint)
    }
    guard let function else { return }
    let parameters = evaluator.parameters(of: function).filter {
      context.program.node($0).map { context.program.text($0.name) } != "self"
    }
    if let request = parameters.first { sources.parameters[request] = .request }
  }

  private static func variables(_ path: String) -> [Input] {
    path.split(separator: "{").dropFirst().compactMap { part in
      part.split(separator: "}").first.map { Input(name: String($0), place: .path, isRequired: true) }
    }
  }

  private func checkHandler(_ function: NodeRef, _ endpoint: inout Endpoint) {
    let verdict = AnonymousWalk(context, memory: guards.memory).handler(function)
    if verdict.requirement == .required {
      endpoint.auth = Auth(.required, by: "check in the handler", location: verdict.location)
    } else if let place = credentials(readIn: function) {
      // It hands credentials on to code that may refuse out of sight.
      endpoint.auth = Auth(.unknown, by: "credentials read in the handler", location: context.location(place))
    }
  }

  /// Where a handler reads credentials that came with the request: `request["auth_token"]`.
  private func credentials(readIn function: NodeRef) -> NodeRef? {
    guard let file = context.program.file(function.file) else { return nil }
    for node in function.node..<file[function.node].next where file[node].kind == .index {
      guard let object = file.child(node, .object), let index = file.child(node, .index),
        file[object].kind != .string,
        let key = file.stringValue(index), AnonymousWalk.isIdentity(key),
        ["request", "headers", "session"].contains(context.program.text(file[object].name))
      else { continue }
      return NodeRef(file: function.file, node: node)
    }
    return nil
  }

  /// What middlewares ask: functions that get the request and the handler, or factories of them.
  private func applyMiddlewares(_ hosts: [NodeRef], _ endpoint: inout Endpoint) {
    let request = AnonymousRequest(method: endpoint.method == "ANY" ? nil : endpoint.method, path: endpoint.path)
    let walk = AnonymousWalk(context, memory: guards.memory, request: request)
    for ref in hosts.flatMap({ middlewares[$0] ?? [] }) {
      let name = guards.title(of: ref)
      var auth = Auth(.none)
      var function: NodeRef?
      switch evaluator.value(of: ref) {
      case .function(let found), .bound(let found, _):
        function = found
        let verdict = walk.wrapper(found)
        auth = Auth(verdict.requirement, by: name, location: verdict.location ?? context.location(ref))
      case .unknown, .parameter, .object, .external:
        if DecoratorGuards.soundsLikeGuard(name) { auth = Auth(.unknown, by: name, location: context.location(ref)) }
      default: break
      }
      endpoint.auth = endpoint.auth.stronger(auth)
      endpoint.middleware.append(
        Middleware(
          name: name, kind: auth.requirement == .none ? .other : .guarding, location: context.location(ref),
          function: function.flatMap { context.functions.id(of: $0) }))
    }
  }
}
