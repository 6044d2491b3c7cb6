internal import Formats
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Kin of JAX-RS: Quarkus' reactive routes (`@Route`) and endpoints of web sockets (`@ServerEndpoint`).
struct JavaOtherRoutes {
  let project: JavaProject
  private(set) var endpoints: [Endpoint] = []
  private(set) var firstUse: Location?

  private static let route: Set<String> = ["io.quarkus.vertx.web.Route"]
  private static let base: Set<String> = ["io.quarkus.vertx.web.RouteBase"]
  private static let socket: Set<String> = [
    "jakarta.websocket.server.ServerEndpoint", "javax.websocket.server.ServerEndpoint",
    "io.quarkus.websockets.next.WebSocket",
  ]

  private var context: RecognizerContext { project.context }

  /// Sockets of an application of Spring Boot stand behind its chains.
  private lazy var applications = SpringApplications(project)

  init(_ project: JavaProject) { self.project = project }

  mutating func read() {
    readAssets()
    readResources()
    for type in project.types {
      guard let file = project.file(type.ref), file[type.ref.node].kind == .classDeclaration else { continue }
      let module = JAXRSModule.index(of: type, project)
      let root = project.settings.value("quarkus.http.root-path", in: module) ?? ""
      if let mark = project.annotation(of: type.ref, among: Self.socket) {
        let path = (project.element("path", of: mark) ?? project.element("value", of: mark)).flatMap {
          project.text(of: $0)
        }
        add("GET", PathTemplate.below(root, path ?? String(Value.hole)), type.ref, mark, isSocket: true)
      }
      let above = project.annotation(of: type.ref, among: Self.base).flatMap { project.element("path", of: $0) }
      let prefix = PathTemplate.below(root, above.flatMap { project.text(of: $0) } ?? "")
      for method in project.methods(of: type) {
        for mark in project.annotations(of: method, among: Self.route) { route(mark, method, prefix) }
      }
    }
  }

  /// `new AssetsBundle("/folder", "/path")` of Dropwizard; both are `/assets` when nothing says otherwise.
  private mutating func readAssets() {
    for call in context.program.sites(called: "AssetsBundle") where context.isServed(call.file) {
      guard let file = project.file(call), file[call.node].flags.contains(.isNew), file.source.language == .java else {
        continue
      }
      let texts = project.arguments(of: call).map { project.text(of: $0) ?? String(Value.hole) }
      let folder = texts.first ?? "/assets"
      let module = project.modules.index(of: file.source.path)
      let root = JAXRSModule.dropwizardServer(project, module)?["applicationContextPath"]?.string ?? ""
      var endpoint = Endpoint(
        id: EndpointID(index: 0), method: "GET",
        path: PathTemplate.below(PathTemplate.below(root, texts.dropFirst().first ?? folder), "/*"), framework: "jaxrs",
        auth: Auth(.none), handler: Handler(name: "static files", location: context.location(call), function: nil),
        registered: context.location(call))
      endpoint.folder = folder
      endpoints.append(endpoint)
    }
  }

  /// Quarkus serves what lies in `META-INF/resources` of a module without being told.
  private mutating func readResources() {
    var seen: Set<Int?> = []
    for file in project.files {
      let module = project.module(of: file)
      let path = context.program.tree[file].path
      guard !seen.contains(module), isQuarkus(file, module), let main = path.firstRange(of: "src/main/") else {
        continue
      }
      seen.insert(module)
      let folder = path[..<main.upperBound] + "resources/META-INF/resources"
      guard context.program.tree.files(below: String(folder), limit: 1)?.isEmpty == false else { continue }
      let root = project.settings.value("quarkus.http.root-path", in: module) ?? ""
      let place = Location(file: path, line: 1)
      var endpoint = Endpoint(
        id: EndpointID(index: 0), method: "GET", path: PathTemplate.below(root, "/{path}"), framework: "jaxrs",
        auth: Auth(.none), handler: Handler(name: "static files", location: place, function: nil), registered: place)
      endpoint.folder = String(folder)
      endpoints.append(endpoint)
    }
  }

  private func isQuarkus(_ file: FileID, _ module: Int?) -> Bool {
    project.imports(of: file)?.types.values.contains { $0.hasPrefix("io.quarkus.") } ?? false
      || module.map { project.modules.depends($0) { $0.contains("quarkus") } } ?? false
  }

  private mutating func route(_ mark: JavaAnnotation, _ method: NodeRef, _ prefix: String) {
    if let kind = project.element("type", of: mark), let file = project.file(kind),
      file.text(kind.node).hasSuffix("FAILURE")
    {
      return
    }
    guard let given = project.element("path", of: mark), let file = project.file(given) else { return }
    let verbs = project.element("methods", of: mark).map { list in
      file[list.node].kind == .list
        ? file.children(list.node, .element).map { project.text(file[$0].name) }
        : [project.text(file[list.node].name)]
    }
    let path = PathTemplate.colons(project.text(of: given) ?? String(Value.hole))
    for verb in verbs ?? ["ANY"] { add(verb, PathTemplate.below(prefix, path), method, mark, isSocket: false) }
  }

  private mutating func add(_ verb: String, _ path: String, _ handler: NodeRef, _ mark: JavaAnnotation, isSocket: Bool)
  {
    if firstUse == nil { firstUse = context.location(mark.ref) }
    let described =
      isSocket
      ? Handler(name: project.type(at: handler)?.name ?? "", location: context.headLocation(handler), function: nil)
      : context.handler(handler)
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: verb, path: JAXRSPath.presented(path), framework: "jaxrs",
      auth: Auth(.unknown), handler: described, registered: context.location(mark.written))
    if isSocket {
      endpoint.transport = .websocket
      if context.program.imported.contains("org.springframework") {
        let application = applications.application(of: handler.file)
        let local = SpringRequest(method: "GET", path: PathTemplate.normalized(path))
        endpoint.auth = application.security.auth(local, handler: nil, controller: nil)
        endpoint.path = JAXRSPath.presented(PathTemplate.below(application.prefix, path))
      }
    }
    endpoint.router = 3_000_000 + endpoints.count
    endpoints.append(endpoint)
  }
}
