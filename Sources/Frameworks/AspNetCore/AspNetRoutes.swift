internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Makes endpoints of what programs map.
struct AspNetRoutes {
  let context: RecognizerContext
  let walk: AspNetWalk
  let auth: AspNetAuth
  let projects: AspNetProjects
  let attributes: AspNetAttributes
  private(set) var endpoints: [Endpoint] = []
  private(set) var sources = RequestSources()
  private var seen: Set<String> = []

  init(_ context: RecognizerContext, _ walk: AspNetWalk, _ auth: AspNetAuth, _ projects: AspNetProjects) {
    self.context = context
    self.walk = walk
    self.auth = auth
    self.projects = projects
    attributes = AspNetAttributes(context: context)
  }

  mutating func read() {
    for route in walk.mapped {
      switch route.kind {
      case .http, .forwarder, .health, .file: add(route)
      case .hub: addHub(route)
      case .identity: addIdentity(route)
      case .graphQL, .grpc: continue
      }
    }
  }

  /// The prefix of all that a node lies below.
  func prefix(_ node: Int) -> String {
    var parts: [String] = []
    var index: Int? = node
    while let current = index {
      parts.append(walk.nodes[current].prefix)
      index = walk.nodes[current].parent
    }
    return parts.reversed().reduce("") { joined($0, $1) }
  }

  private func joined(_ left: String, _ right: String) -> String {
    if right.isEmpty { return left }
    return left + "/" + right
  }

  /// The whole path of a route.
  func path(_ route: AspNetMapped) -> String {
    AspNetTemplate.path(joined(prefix(route.node), route.template)).path
  }

  func application(_ route: AspNetMapped) -> AspNetApplication? {
    var root = route.node
    while let parent = walk.nodes[root].parent { root = parent }
    return walk.applications.first { $0.root == root }
  }

  private func has(_ node: Int, _ flag: (AspNetNode) -> Bool) -> Bool {
    var index: Int? = node
    while let current = index {
      if flag(walk.nodes[current]) { return true }
      index = walk.nodes[current].parent
    }
    return false
  }

  private mutating func add(_ route: AspNetMapped) {
    let template = joined(prefix(route.node), route.template)
    let (path, isConstrained) = AspNetTemplate.path(template)
    for verb in route.verbs {
      let function = route.handler.flatMap { context.scriptFunction(of: $0, in: nil) }
      guard seen.insert("\(verb) \(path) \(route.site)").inserted else { continue }
      var endpoint = endpoint(verb, path, route, function)
      endpoint.isConstrained = isConstrained
      if route.kind == .file { endpoint.folder = "wwwroot" }
      let judged = auth.auth(of: route, path, application(route))
      set(judged, &endpoint)
      if let function {
        if endpoint.auth.requirement == .none {
          endpoint.auth = endpoint.auth.stronger(AspNetRefusals(context: context).check(in: function))
        }
        let inputs = AspNetInputs(
          context: context, attributes: attributes, path: AspNetTemplate.parameters(template),
          hasBody: !["GET", "HEAD", "DELETE", "ANY"].contains(verb), isController: false)
        endpoint.inputs = inputs.inputs(of: function)
        inputs.note(function, &sources)
        endpoint.responses = AspNetResponses(context: context).responses(of: function)
      }
      append(endpoint)
    }
  }

  private func endpoint(_ verb: String, _ path: String, _ route: AspNetMapped, _ function: NodeRef?) -> Endpoint {
    let handler =
      function.map { context.handler($0) }
      ?? Handler(name: "", location: context.location(route.site), function: nil)
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: verb, path: path, framework: route.framework, auth: Auth(.none),
      handler: handler, registered: context.chainLocation(route.site))
    endpoint.isForDevelopment = has(route.node) { $0.isForDevelopment }
    endpoint.isUndocumentedOnPurpose = has(route.node) { $0.isUndocumented }
    return endpoint
  }

  private func set(_ judged: AspNetAuth.Judged, _ endpoint: inout Endpoint) {
    endpoint.auth = judged.auth
    endpoint.middleware = judged.middleware
    endpoint.rateLimit = judged.middleware.first { $0.kind == .rateLimit }
  }

  private mutating func append(_ given: Endpoint) {
    var endpoint = given
    endpoint.router = 1_000_000 + endpoints.count
    endpoint.order = endpoints.count
    endpoints.append(endpoint)
  }

  // MARK: Hubs

  /// `MapHub<ChatHub>("/chat")`: the socket, and each public method as a message.
  private mutating func addHub(_ route: AspNetMapped) {
    let (path, _) = AspNetTemplate.path(joined(prefix(route.node), route.template))
    guard let file = context.program.file(route.site.file), seen.insert("hub \(path) \(route.site)").inserted else {
      return
    }
    let type = file.child(route.site.node, .typeArgument).flatMap {
      attributes.type(NodeRef(file: route.site.file, node: $0))
    }
    var opening = endpoint("GET", path, route, nil)
    if let type { opening.handler = context.handler(type) }
    opening.transport = .websocket
    let judged = auth.auth(ofType: type, route, path, application(route))
    set(judged, &opening)
    append(opening)
    guard let type else { return }
    for method in methods(of: type) { addMessage(method, path, route, opening) }
  }

  private mutating func addMessage(_ method: NodeRef, _ path: String, _ route: AspNetMapped, _ opening: Endpoint) {
    let name = context.program.node(method).map { context.program.text($0.name) } ?? ""
    var message = endpoint("MESSAGE", path + "#" + name, route, method)
    message.registered = context.declarationLocation(method)
    message.transport = .websocket
    message.auth = opening.auth
    message.middleware = opening.middleware
    if attributes.attributes(of: method).contains(where: { $0.isA("Authorize") }), message.auth.requirement != .required
    {
      message.auth = Auth(.required, by: "Authorize", location: context.declarationLocation(method))
    }
    for parameter in context.evaluator.parameters(of: method) {
      guard let file = context.program.file(parameter.file) else { continue }
      let title = context.program.text(file[parameter.node].name)
      let type = file.child(parameter.node, .type).map { file.text($0) } ?? ""
      guard type != "CancellationToken" else { continue }
      message.inputs.append(Input(name: title, place: .body, type: type, isRequired: true))
      sources.parameters[parameter] = .value(
        name: title, place: .body, isText: !["int", "long", "bool", "Guid"].contains(type))
    }
    append(message)
  }

  private func methods(of type: NodeRef) -> [NodeRef] {
    guard let file = context.program.file(type.file), let body = file.child(type.node, .body) else { return [] }
    return file.children(body).filter { member in
      let flags = file[member].flags
      return file[member].kind == .function && flags.contains(.exported) && !flags.contains(.constructor)
        && !flags.contains(.isStatic) && !flags.contains(.getter) && !flags.contains(.setter)
        && !AspNetSource.hasModifier("override", member, file, context)
    }.map { NodeRef(file: type.file, node: $0) }
  }

  // MARK: Identity

  /// What `MapIdentityApi` maps.
  private static let identity: [(verb: String, path: String, isOpen: Bool)] = [
    ("POST", "register", true), ("POST", "login", true), ("POST", "refresh", true), ("GET", "confirmEmail", true),
    ("POST", "resendConfirmationEmail", true), ("POST", "forgotPassword", true), ("POST", "resetPassword", true),
    ("POST", "manage/2fa", false), ("GET", "manage/info", false), ("POST", "manage/info", false),
  ]

  private mutating func addIdentity(_ route: AspNetMapped) {
    for (verb, path, isOpen) in Self.identity {
      let (full, _) = AspNetTemplate.path(joined(prefix(route.node), path))
      guard seen.insert("\(verb) \(full) \(route.site)").inserted else { continue }
      var endpoint = endpoint(verb, full, route, nil)
      set(auth.auth(of: route, full, application(route)), &endpoint)
      if !isOpen, endpoint.auth.requirement != .required {
        endpoint.auth = Auth(.required, by: "MapIdentityApi", location: context.location(route.site))
      }
      append(endpoint)
    }
  }
}
