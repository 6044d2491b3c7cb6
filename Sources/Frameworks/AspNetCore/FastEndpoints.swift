internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// FastEndpoints: classes that say in `Configure` where they hang. They ask for a signed-in caller unless told otherwise.
struct FastEndpoints {
  private let context: RecognizerContext
  private let walk: AspNetWalk
  private let files: [FileID]
  private let attributes: AspNetAttributes
  private var prefix = ""
  private(set) var endpoints: [Endpoint] = []
  private(set) var sources = RequestSources()

  init(_ context: RecognizerContext, _ walk: AspNetWalk, _ files: [FileID]) {
    self.context = context
    self.walk = walk
    self.files = files
    attributes = AspNetAttributes(context: context)
  }

  private static let bases: Set<String> = [
    "Endpoint", "EndpointWithoutRequest", "EndpointWithMapper", "EndpointWithMapping",
  ]
  private static let verbs: [String: String] = [
    "Get": "GET", "Post": "POST", "Put": "PUT", "Delete": "DELETE", "Patch": "PATCH", "Head": "HEAD",
  ]

  mutating func read() {
    guard context.program.imported.contains("FastEndpoints") else { return }
    prefix = routePrefix()
    for id in files {
      guard let file = context.program.file(id), let index = context.program.index(of: id) else { continue }
      for scope in index.scopes where scope.kind == .type && file[scope.node].kind == .classDeclaration {
        let type = NodeRef(file: id, node: scope.node)
        let isEndpoint =
          file.children(scope.node, .base).contains { Self.isBase($0, file, attributes) }
          || context.evaluator.externalAncestors(of: type).contains { name in
            Self.bases.contains { name.hasSuffix(".\($0)") }
          }
        if isEndpoint { add(type, file) }
      }
    }
  }

  /// `Endpoint<Request>`, and `Ep.Req<T>.Res<U>`.
  private static func isBase(_ base: NodeID, _ file: SyntaxFile, _ attributes: AspNetAttributes) -> Bool {
    bases.contains(attributes.lastName(base, file)) || file.text(base).hasPrefix("Ep.")
  }

  /// `c.Endpoints.RoutePrefix = "api"`.
  private func routePrefix() -> String {
    if let found = attributes.assignments(of: "RoutePrefix", in: files).first {
      return attributes.text(found.value) ?? ""
    }
    return ""
  }

  private func method(_ name: String, _ type: NodeRef) -> NodeRef? {
    guard let method = context.evaluator.method(name, of: type),
      context.program.file(method.file)?.child(method.node, .body) != nil
    else { return nil }
    return method
  }

  /// What `Configure` says.
  private struct Settings {
    var verbs: [(verb: String, templates: [String])] = []
    var routes: [String] = []
    var isAnonymous = false
    var roles: [String] = []
    var prefix = ""
    var hasGroup = false
    var place: NodeRef?
    var limit: NodeRef?
  }

  private mutating func add(_ type: NodeRef, _ file: SyntaxFile) {
    var settings = Settings()
    for attribute in attributes.attributes(of: type) {
      if let verb = AspNetControllers.verbs[attribute.name] {
        settings.verbs.append((verb, attributes.positional(attribute).flatMap { attributes.texts($0) }))
        settings.place = attribute.ref
      }
      if attribute.name == "AllowAnonymous" { settings.isAnonymous = true }
    }
    if let configure = method("Configure", type) { read(configure, &settings) }
    guard let handler = method("HandleAsync", type) ?? method("ExecuteAsync", type) ?? method("Configure", type) else {
      return
    }
    for (verb, templates) in settings.verbs {
      for template in templates.isEmpty ? settings.routes : templates { add(verb, template, settings, handler) }
    }
  }

  private mutating func add(_ verb: String, _ template: String, _ settings: Settings, _ handler: NodeRef) {
    let whole = [prefix, settings.prefix, template].filter { !$0.isEmpty }.joined(separator: "/")
    let (path, isConstrained) = AspNetTemplate.path(whole)
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: verb, path: path, framework: "fastendpoints", auth: Auth(.none),
      handler: context.handler(handler), registered: context.location(settings.place ?? handler))
    endpoint.isConstrained = isConstrained
    endpoint.router = 2_000_000 + endpoints.count
    endpoint.order = endpoints.count
    if settings.isAnonymous {
      endpoint.auth.isExplicitlyPublic = true
    } else {
      endpoint.auth = Auth(
        .required, by: "FastEndpoints", location: context.location(settings.place ?? handler), roles: settings.roles)
    }
    if let limit = settings.limit {
      let limiter = Middleware(name: "Throttle", kind: .rateLimit, location: context.location(limit))
      endpoint.middleware.append(limiter)
      endpoint.rateLimit = limiter
    }
    let inputs = AspNetInputs(
      context: context, attributes: attributes, path: AspNetTemplate.parameters(whole),
      hasBody: !["GET", "HEAD", "DELETE"].contains(verb), isController: true)
    endpoint.inputs = inputs.inputs(of: handler)
    inputs.note(handler, &sources)
    endpoints.append(endpoint)
  }

  private func read(_ configure: NodeRef, _ settings: inout Settings) {
    guard let file = context.program.file(configure.file), let body = file.child(configure.node, .body) else { return }
    for node in body..<file[body].next where file[node].kind == .call {
      guard let callee = file.child(node, .callee), file[callee].kind == .name else { continue }
      let name = context.program.text(file[callee].name)
      let arguments = file.children(node, .argument).map { NodeRef(file: configure.file, node: $0) }
      let ref = NodeRef(file: configure.file, node: node)
      if let verb = Self.verbs[name] {
        let templates = arguments.flatMap { attributes.texts($0) }
        settings.verbs.append((verb, templates))
        if settings.place == nil { settings.place = ref }
        continue
      }
      switch name {
      case "Verbs":
        for verb in arguments.flatMap({ attributes.texts($0) }) { settings.verbs.append((verb.uppercased(), [])) }
        if settings.place == nil { settings.place = ref }
      case "Routes": settings.routes += arguments.flatMap { attributes.texts($0) }
      case "AllowAnonymous": settings.isAnonymous = true
      case "Roles": settings.roles += arguments.flatMap { attributes.texts($0) }
      case "Throttle": settings.limit = ref
      case "RoutePrefixOverride": settings.prefix = arguments.first.flatMap { attributes.text($0) } ?? ""
      case "Group": group(node, file, configure.file, &settings)
      default: break
      }
    }
  }

  /// `Group<Admin>()`: a class whose constructor says `Configure("admin", ep => …)`.
  private func group(_ call: NodeID, _ file: SyntaxFile, _ id: FileID, _ settings: inout Settings) {
    guard let argument = file.child(call, .typeArgument), let type = attributes.type(NodeRef(file: id, node: argument)),
      let other = context.program.file(type.file)
    else { return }
    for node in type.node..<other[type.node].next where other[node].kind == .call {
      guard let callee = other.child(node, .callee) else { continue }
      switch context.program.text(other[callee].name) {
      case "Configure":
        if let first = other.child(node, .argument) {
          settings.prefix = attributes.text(NodeRef(file: type.file, node: first)) ?? ""
        }
      case "AllowAnonymous": settings.isAnonymous = true
      default: break
      }
    }
  }
}
