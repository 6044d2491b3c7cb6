internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What configuration classes register: folders (`addResourceHandler`) and web sockets (`addEndpoint`, `addHandler`).
struct SpringOtherRoutes {
  let project: JavaProject
  let applications: SpringApplications
  private(set) var endpoints: [Endpoint] = []

  private var context: RecognizerContext { project.context }

  init(_ project: JavaProject, _ applications: SpringApplications) {
    self.project = project
    self.applications = applications
  }

  mutating func read() {
    for name in ["addResourceHandler", "addEndpoint", "addHandler"] {
      for call in context.program.sites(called: name) where context.isServed(call.file) {
        guard let file = project.file(call), file.source.language == .java, isRegistry(call, name, file) else {
          continue
        }
        let arguments = project.arguments(of: call)
        let given = name == "addHandler" ? arguments.dropFirst() : arguments[...]
        let application = applications.application(of: call.file)
        let texts = SpringTexts(project: project, module: application.module)
        for path in given.flatMap({ texts.texts($0) ?? [String(Value.hole)] }) {
          add(path, call, isFolder: name == "addResourceHandler", file, application)
        }
      }
    }
  }

  private static let registries: [String: String] = [
    "addResourceHandler": "ResourceHandlerRegistry", "addEndpoint": "StompEndpointRegistry",
    "addHandler": "WebSocketHandlerRegistry",
  ]

  /// Whether the object is what the framework gives to the configuration.
  private func isRegistry(_ call: NodeRef, _ name: String, _ file: SyntaxFile) -> Bool {
    guard let root = project.chain(call).root, let owner = project.file(root), owner[root.node].kind == .name,
      let type = project.declaredType(of: project.text(owner[root.node].name), at: call)
    else { return false }
    return project.dotted(type)?.hasSuffix(Self.registries[name] ?? "?") ?? false
  }

  private mutating func add(
    _ path: String, _ call: NodeRef, isFolder: Bool, _ file: SyntaxFile, _ application: SpringApplication
  ) {
    let local = PathTemplate.normalized(path)
    let auth = application.security.auth(SpringRequest(method: "GET", path: local), handler: nil, controller: nil)
    let handler = Handler(
      name: isFolder ? "static files" : "web socket", location: context.location(call), function: nil)
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: "GET",
      path: SpringPath.presented(PathTemplate.below(application.prefix, PathTemplate.braces(local))),
      framework: "spring", auth: auth, handler: handler, registered: context.location(call))
    if isFolder { endpoint.folder = location(of: call, file) } else { endpoint.transport = .websocket }
    endpoint.router = 4_000_000 + endpoints.count
    endpoints.append(endpoint)
  }

  /// `.addResourceLocations("classpath:/static/")` after it.
  private func location(of call: NodeRef, _ file: SyntaxFile) -> String {
    let above = file[file[call.node].parent].parent
    guard file[above].kind == .call, let first = file.child(above, .argument) else { return "" }
    return project.text(of: NodeRef(file: call.file, node: first)) ?? ""
  }
}
