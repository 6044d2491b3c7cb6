internal import Formats
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// gRPC in ASP.NET Core: `MapGrpcService<T>()` of a class that extends what is generated of a service.
struct GRPCCSharp {
  private let context: RecognizerContext
  private let services: GRPCServices
  private let walk: AspNetWalk
  private let http: AspNetAuth
  private let routes: AspNetRoutes
  private let attributes: AspNetAttributes
  private let projects: AspNetProjects
  private let refusals: AspNetRefusals
  private(set) var endpoints: [Endpoint] = []
  private(set) var sources = RequestSources()
  private var seen: Set<String> = []

  init(_ context: RecognizerContext, _ services: GRPCServices) {
    self.context = context
    self.services = services
    let files = context.program.fileIDs.filter { id in
      context.program.tree[id].language == .csharp && context.isServed(id)
    }
    projects = AspNetProjects(context.program)
    walk = AspNetWalk(context, files)
    walk.run()
    http = AspNetAuth(context, walk, projects, files)
    routes = AspNetRoutes(context, walk, http, projects)
    attributes = AspNetAttributes(context: context)
    refusals = AspNetRefusals(context: context)
  }

  mutating func read() {
    for route in walk.mapped where route.kind == .grpc {
      guard let file = context.program.file(route.site.file) else { continue }
      let name = file.child(route.site.node, .callee).map { context.program.text(file[$0].name) }
      if name == "MapGrpcHealthChecksService" {
        addHealth(route)
        continue
      }
      guard let type = implementation(route, file), let service = service(of: type) else { continue }
      for method in service.methods { add(method, service, type, route) }
    }
  }

  /// `MapGrpcService<Greeter>()`; or the class that a lambda makes.
  private func implementation(_ route: AspNetMapped, _ file: SyntaxFile) -> NodeRef? {
    if let written = file.child(route.site.node, .typeArgument) {
      return attributes.type(NodeRef(file: route.site.file, node: written))
    }
    guard let lambda = file.child(route.site.node, .argument), file[lambda].kind == .function else { return nil }
    for node in lambda..<file[lambda].next where file[node].kind == .call && file[node].flags.contains(.isNew) {
      guard let callee = file.child(node, .callee),
        let type = attributes.type(NodeRef(file: route.site.file, node: callee)), service(of: type) != nil
      else { continue }
      return type
    }
    return nil
  }

  /// `class Greetings : Greeter.GreeterBase`.
  private func service(of type: NodeRef) -> GRPCService? {
    for part in context.evaluator.lineage(of: type) {
      guard let file = context.program.file(part.file) else { continue }
      for base in file.children(part.node, .base) {
        let name = attributes.lastName(base, file)
        guard name.hasSuffix("Base"),
          let found = services.service(String(name.dropLast("Base".count)), near: file.source.path)
        else { continue }
        return found
      }
    }
    return nil
  }

  private mutating func add(_ method: ProtoMethod, _ service: GRPCService, _ type: NodeRef, _ route: AspNetMapped) {
    // What is not overridden answers that it is not implemented.
    guard let function = context.evaluator.method(method.name, of: type), seen.insert("\(type) \(method.name)").inserted
    else { return }
    var endpoint = endpoint(service.path(of: method), route, context.handler(function))
    endpoint.streaming = GRPCReading.streaming(method)
    endpoint.inputs = [Input(name: "request", place: .body, type: method.request, isRequired: true)]
    let judged = http.auth(ofType: type, method: function, route, endpoint.path, routes.application(route))
    endpoint.auth = judged.auth
    endpoint.middleware = judged.middleware
    if judged.auth.requirement != .required { heedInterceptors(&endpoint, route) }
    if endpoint.auth.requirement == .none, !judged.auth.isExplicitlyPublic {
      endpoint.auth = endpoint.auth.stronger(refusals.check(inRPC: function))
    }
    endpoints.append(endpoint)
    guard let first = context.evaluator.parameters(of: function).first else { return }
    sources.parameters[first] = .value(name: "request", place: .body, isText: true)
  }

  private func endpoint(_ path: String, _ route: AspNetMapped, _ handler: Handler) -> Endpoint {
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: "RPC", path: path, framework: GRPCRecognizer.name, auth: Auth(.none),
      handler: handler, registered: context.chainLocation(route.site))
    endpoint.transport = .grpc
    return endpoint
  }

  private mutating func addHealth(_ route: AspNetMapped) {
    guard let service = services.service("Health", near: "") else { return }
    for method in service.methods where seen.insert("\(route.site) \(method.name)").inserted {
      let handler = Handler(name: method.name, location: context.location(route.site), function: nil)
      var endpoint = endpoint(service.path(of: method), route, handler)
      endpoint.streaming = GRPCReading.streaming(method)
      endpoint.auth = http.auth(ofType: nil, route, endpoint.path, routes.application(route)).auth
      endpoints.append(endpoint)
    }
  }

  // MARK: Interceptors

  private static let entrances = [
    "UnaryServerHandler", "ServerStreamingServerHandler", "ClientStreamingServerHandler",
    "DuplexStreamingServerHandler",
  ]

  /// `AddGrpc(options => options.Interceptors.Add<Tokens>())`.
  private func heedInterceptors(_ endpoint: inout Endpoint, _ route: AspNetMapped) {
    let own = projects.project(of: route.site.file)
    let entrance =
      switch endpoint.streaming {
      case nil: Self.entrances[0]
      case .server: Self.entrances[1]
      case .client: Self.entrances[2]
      case .both: Self.entrances[3]
      }
    for call in context.program.sites(called: "Add") where context.isServed(call.file) {
      guard let file = context.program.file(call.file), file.source.language == .csharp,
        projects.project(of: call.file) == own, let written = file.child(call.node, .typeArgument),
        let callee = file.child(call.node, .callee), let object = file.child(callee, .object),
        context.program.text(file[object].name) == "Interceptors",
        let type = attributes.type(NodeRef(file: call.file, node: written)),
        let method = context.evaluator.method(entrance, of: type)
      else { continue }
      let verdict = refusals.verdict(of: method)
      guard verdict.requirement != .none else { continue }
      let name = context.program.node(type).map { context.program.text($0.name) } ?? ""
      // What asks for the method's name lets some of them through.
      let isForAll =
        verdict.requirement == .required
        && !(context.program.file(method.file)?.text(method.node).contains(".Method") ?? true)
      endpoint.middleware.append(
        Middleware(
          name: name, kind: .guarding, location: context.headLocation(method),
          function: context.functions.id(of: method)))
      endpoint.auth = endpoint.auth.stronger(
        Auth(isForAll ? .required : .unknown, by: name, location: context.headLocation(method)))
    }
  }
}
