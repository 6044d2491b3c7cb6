internal import Formats
internal import Resolution
internal import Source

/// A service that some `.proto` file of the project declares.
struct GRPCService {
  let name: String
  let package: String
  let file: String
  let methods: [ProtoMethod]

  /// "/hipstershop.CartService/AddItem".
  func path(of method: ProtoMethod) -> String { path(named: method.name) }

  func path(named method: String) -> String { "/\(package.isEmpty ? "" : package + ".")\(name)/\(method)" }
}

/// The services that the `.proto` files of a project declare, by name.
struct GRPCServices {
  private var byName: [String: [GRPCService]] = [:]
  let names: [String]

  init(_ context: RecognizerContext) {
    for document in context.program.tree.documents where document.path.hasSuffix(".proto") {
      let file = Proto.parse(document.bytes)
      for service in file.services {
        byName[service.name, default: []].append(
          GRPCService(name: service.name, package: file.package, file: document.path, methods: service.methods))
      }
    }
    // Every server may have it, from a package rather than a file of the project.
    if byName["Health"] == nil { byName["Health"] = [Self.health] }
    names = byName.keys.sorted()
  }

  private static let health: GRPCService = {
    let methods = [("Check", false), ("Watch", true)].map { name, streams in
      ProtoMethod(
        name: name, line: 1, request: "HealthCheckRequest", response: "HealthCheckResponse", streamsRequests: false,
        streamsResponses: streams)
    }
    return GRPCService(name: "Health", package: "grpc.health.v1", file: "", methods: methods)
  }()

  /// The service of a name; of copies, the one nearest to a file.
  func service(_ name: String, near path: String) -> GRPCService? {
    func nearness(_ other: String) -> Int { zip(path.utf8, other.utf8).prefix { $0 == $1 }.count }
    var best: (service: GRPCService, nearness: Int)?
    for service in byName[name] ?? [] where nearness(service.file) > best?.nearness ?? -1 {
      best = (service, nearness(service.file))
    }
    return best?.service
  }
}
