internal import Formats
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// gRPC in Java: classes that extend what is generated of a service (`GreeterGrpc.GreeterImplBase`), or implement its
/// interface (Quarkus). Who may call them is said by interceptors and, in Spring and Quarkus, by annotations.
struct GRPCJava {
  private let project: JavaProject
  private let services: GRPCServices
  private let guards: GRPCJavaGuards
  private(set) var endpoints: [Endpoint] = []
  private(set) var sources = RequestSources()

  init(_ context: RecognizerContext, _ services: GRPCServices) {
    project = JavaProject(context)
    self.services = services
    guards = GRPCJavaGuards(project)
  }

  private var context: RecognizerContext { project.context }

  mutating func read() {
    for type in project.types {
      guard let file = project.file(type.ref), file[type.ref.node].kind == .classDeclaration,
        !project.isAbstract(type), let service = service(of: type, file)
      else { continue }
      let auths = guards.auth(ofService: type)
      for method in service.methods { add(method, of: service, type, auths) }
    }
  }

  private func service(of type: JavaType, _ file: SyntaxFile) -> GRPCService? {
    for part in project.lineage(of: type) {
      for base in project.bases(of: part) {
        guard let name = project.dotted(base)?.split(separator: ".").last.map(String.init) else { continue }
        if name.hasSuffix("ImplBase") {
          let found = services.service(String(name.dropLast("ImplBase".count)), near: file.source.path)
          if let found { return found }
        }
        // The interface that Quarkus generates is named as the service.
        if project.annotation(of: type.ref, among: GRPCJavaGuards.marks) != nil, project.type(of: base) == nil,
          let found = services.service(name, near: file.source.path)
        {
          return found
        }
      }
    }
    return nil
  }

  private mutating func add(_ method: ProtoMethod, of service: GRPCService, _ type: JavaType, _ around: Auth) {
    // What is not overridden answers that it is not implemented.
    let project = project
    let function = GRPCNames.variants(method.name).lazy.compactMap { project.method($0, of: type) }.first
    guard let function, let file = project.file(function) else { return }
    let place = context.declarationLocation(type.ref)
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: "RPC", path: service.path(of: method), framework: GRPCRecognizer.name,
      auth: guards.auth(of: function, in: type, around), handler: context.handler(function), registered: place)
    endpoint.transport = .grpc
    endpoint.streaming = GRPCReading.streaming(method)
    endpoint.inputs = [Input(name: "request", place: .body, type: method.request, isRequired: true)]
    endpoints.append(endpoint)
    // Of a stream of requests the method is given the answers' end only.
    guard !method.streamsRequests, let parameter = file.child(function.node, .parameter) else { return }
    sources.parameters[NodeRef(file: function.file, node: parameter)] = .value(
      name: "request", place: .body, isText: true)
  }
}
