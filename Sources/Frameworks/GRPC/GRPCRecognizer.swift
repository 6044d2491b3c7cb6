internal import Formats
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// gRPC servers: services of the project's `.proto` files that its code implements. A service without an
/// implementation is that of somebody else whom the project calls.
enum GRPCRecognizer: Recognizer {
  static let name = "grpc"
  static let triggers = [
    "google.golang.org/grpc", "grpc", "@grpc/grpc-js", "connectrpc.com/connect", "github.com/bufbuild/connect-go",
    "io.grpc", "io.quarkus.grpc", "Grpc.Core", "Grpc.AspNetCore",
  ]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    var reading = GRPCReading(context)
    reading.read()
    draft.endpoints += reading.endpoints
    draft.frameworks += reading.frameworks
    draft.servers += reading.servers
    draft.sources.merge(reading.sources)
  }
}

/// One service that a server was given, and what answers for it.
struct GRPCRegistration {
  let service: GRPCService
  let call: NodeRef
  let frame: Frame?
  /// The server, as the code writes it.
  let server: NodeRef?
  let implementation: GRPCImplementation
}

/// What answers for a service.
enum GRPCImplementation {
  /// A class of the project, whose methods are named like the service's.
  case type(NodeRef)
  /// Functions by the name of the method.
  case functions([String: NodeRef])
  /// Something of a library.
  case library
}

struct GRPCReading {
  private let context: RecognizerContext
  private let services: GRPCServices
  private let guards: GRPCGuards
  var endpoints: [Endpoint] = []
  var frameworks: [FrameworkUse] = []
  var sources = RequestSources()
  private(set) var servers: [Server] = []

  init(_ context: RecognizerContext) {
    self.context = context
    services = GRPCServices(context)
    guards = GRPCGuards(context)
  }

  mutating func read() {
    let registrations = GRPCRegistrations(context, services).all()
    for registration in registrations {
      if frameworks.isEmpty {
        frameworks.append(FrameworkUse(name: GRPCRecognizer.name, location: context.location(registration.call)))
      }
      for method in registration.service.methods { add(method, registration) }
      noteServers(registration)
    }
    endpoints += GRPCGateway(context, services, guards).endpoints(beside: endpoints)
    readNominal()
  }

  /// Java and C#, where the classes say which service they are of.
  private mutating func readNominal() {
    let imported = context.program.imported
    var found: [Endpoint] = []
    if imported.contains("io.grpc") || imported.contains("io.quarkus.grpc") {
      var java = GRPCJava(context, services)
      java.read()
      found += java.endpoints
      sources.merge(java.sources)
    }
    if !context.program.sites(called: "MapGrpcService").isEmpty
      || !context.program.sites(called: "MapGrpcHealthChecksService").isEmpty
    {
      var csharp = GRPCCSharp(context, services)
      csharp.read()
      found += csharp.endpoints
      sources.merge(csharp.sources)
    }
    endpoints += found
    if frameworks.isEmpty, let first = found.first {
      frameworks.append(FrameworkUse(name: GRPCRecognizer.name, location: first.registered))
    }
  }

  /// Go's servers end at once on SIGTERM, unless something stops them in order.
  private mutating func noteServers(_ registration: GRPCRegistration) {
    guard let server = registration.server else { return }
    for site in context.evaluator.value(of: server, in: registration.frame).alternatives.compactMap(\.site) {
      let location = context.headLocation(site)
      guard context.program.file(site.file)?.source.language == .go,
        !servers.contains(where: { $0.location == location })
      else { continue }
      let stops = !context.program.sites(called: "GracefulStop").isEmpty
      let handlesSignals = ["Notify", "NotifyContext"].contains { !context.program.sites(called: $0).isEmpty }
      servers.append(
        Server(by: "gRPC", location: location, service: 0, drains: stops ? true : handlesSignals ? nil : false))
    }
  }

  private mutating func add(_ method: ProtoMethod, _ registration: GRPCRegistration) {
    let function = function(of: method, registration.implementation)
    if function == nil, case .functions = registration.implementation { return }
    let place = context.location(registration.call)
    let handler =
      function.map { context.handler($0) } ?? Handler(name: method.name, location: place, function: nil)
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: "RPC", path: registration.service.path(of: method),
      framework: GRPCRecognizer.name, auth: Auth(.none), handler: handler, registered: place)
    endpoint.transport = .grpc
    endpoint.streaming = Self.streaming(method)
    endpoint.inputs = [Input(name: "request", place: .body, type: method.request, isRequired: true)]
    let (auth, middleware) = guards.auth(of: registration, endpoint)
    endpoint.auth = auth
    endpoint.middleware = middleware
    if let function {
      if auth.requirement == .none, !auth.isExplicitlyPublic { endpoint.auth = guards.ownCheck(of: function) }
      addSource(function)
    }
    endpoints.append(endpoint)
  }

  static func streaming(_ method: ProtoMethod) -> Endpoint.Streaming? {
    switch (method.streamsRequests, method.streamsResponses) {
    case (true, true): .both
    case (true, false): .client
    case (false, true): .server
    case (false, false): nil
    }
  }

  private func function(of method: ProtoMethod, _ implementation: GRPCImplementation) -> NodeRef? {
    GRPCNames.function(of: method, implementation, context.evaluator)
  }

  /// The message is what the caller sends: the parameter after the context in Go, the first one elsewhere.
  private mutating func addSource(_ function: NodeRef) {
    guard let file = context.program.file(function.file) else { return }
    let isScript = file.source.language?.isECMAScript ?? false
    let parameters = context.evaluator.parameters(of: function).filter {
      guard let node = context.program.node($0) else { return false }
      return !node.flags.contains(.receiver) && context.program.text(node.name) != "self"
    }
    let position = file.source.language == .go && parameters.count > 1 ? 1 : 0
    guard parameters.indices.contains(position) else { return }
    sources.parameters[parameters[position]] =
      isScript ? .request : .value(name: "request", place: .body, isText: true)
  }
}

/// How languages write the names of methods.
enum GRPCNames {
  /// "GetCart", "getCart".
  static func variants(_ name: String) -> [String] {
    [name, name.prefix(1).lowercased() + name.dropFirst()]
  }

  /// The function that answers a method: named alike, or with a small first letter.
  static func function(
    of method: ProtoMethod, _ implementation: GRPCImplementation, _ evaluator: Evaluator
  ) -> NodeRef? {
    switch implementation {
    case .type(let type): return variants(method.name).lazy.compactMap { evaluator.method($0, of: type) }.first
    case .functions(let functions): return variants(method.name).lazy.compactMap { functions[$0] }.first
    case .library: return nil
    }
  }
}
