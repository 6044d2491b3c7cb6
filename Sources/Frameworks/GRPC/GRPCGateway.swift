internal import Formats
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// grpc-gateway: the routes of HTTP that `google.api.http` gives to methods, where Go code registers them on a mux.
struct GRPCGateway {
  private let context: RecognizerContext
  private let services: GRPCServices
  private let guards: GRPCGuards

  init(_ context: RecognizerContext, _ services: GRPCServices, _ guards: GRPCGuards) {
    self.context = context
    self.services = services
    self.guards = guards
  }

  private var evaluator: Evaluator { context.evaluator }

  private enum Way {
    /// The implementation is called in the same process: interceptors are not run.
    case direct
    /// Requests go through the gRPC server.
    case connection
  }

  private static let library = "github.com/grpc-ecosystem/grpc-gateway"

  func endpoints(beside methods: [Endpoint]) -> [Endpoint] {
    var found: [Endpoint] = []
    for name in services.names {
      for (ending, way) in [
        ("HandlerServer", Way.direct), ("HandlerFromEndpoint", .connection), ("Handler", .connection),
        ("HandlerClient", .connection),
      ] {
        for call in context.program.sites(called: "Register\(name)\(ending)") where context.isServed(call.file) {
          guard let file = context.program.file(call.file), file.source.language == .go, !isGenerated(file),
            let service = services.service(name, near: file.source.path)
          else { continue }
          found += routes(of: service, call, way, methods)
        }
      }
    }
    return found
  }

  /// What is generated calls itself: `RegisterXHandlerFromEndpoint` ends with `RegisterXHandler`.
  private func isGenerated(_ file: SyntaxFile) -> Bool { file.source.path.hasSuffix(".pb.gw.go") }

  private func routes(of service: GRPCService, _ call: NodeRef, _ way: Way, _ methods: [Endpoint]) -> [Endpoint] {
    let around = around(call)
    let type = evaluator.argument(2, of: call).flatMap { given in
      evaluator.value(of: given).alternatives.lazy.compactMap { value -> NodeRef? in
        switch value {
        case .instance(let type, _), .type(let type): type
        default: nil
        }
      }.first
    }
    return service.methods.flatMap { method -> [Endpoint] in
      let behind = methods.first { $0.path == service.path(of: method) }
      var function: NodeRef?
      if way == .direct, let type { function = GRPCNames.function(of: method, .type(type), evaluator) }
      var auth = around
      switch way {
      case .direct:
        if around.requirement == .none, let function { auth = guards.ownCheck(of: function) }
      case .connection: auth = around.stronger(behind?.auth ?? Auth(.unknown, by: "the gRPC server"))
      }
      return method.bindings.map { binding in
        let place = context.location(call)
        let handler =
          function.map { context.handler($0) } ?? behind?.handler
          ?? Handler(name: method.name, location: place, function: nil)
        var endpoint = Endpoint(
          id: EndpointID(index: 0), method: binding.verb, path: Self.path(binding.template),
          framework: "grpc-gateway", auth: auth, handler: handler, registered: place)
        endpoint.inputs = [
          Input(name: "request", place: binding.verb == "GET" ? .query : .body, type: method.request, isRequired: true)
        ]
        endpoint.streaming = GRPCReading.streaming(method)
        return endpoint
      }
    }
  }

  /// What the mux, and the server that is given it, put before its routes.
  private func around(_ call: NodeRef) -> Auth {
    guard let given = evaluator.argument(1, of: call),
      let made = evaluator.value(of: given).alternatives.lazy.compactMap(\.site).first,
      let file = context.program.file(made.file)
    else { return Auth(.unknown, by: "a mux that was not seen made") }
    let options = file.text(made.node)
    if options.contains("WithMiddlewares") {
      return Auth(.unknown, by: "WithMiddlewares", location: context.location(made))
    }
    let arguments = file.children(made.node, .argument)
    // Options that are handed on may hold anything.
    if arguments.contains(where: { file[$0].kind == .spread }) { return Auth(.unknown, by: "options of the mux") }
    return wrapped(call) ?? Auth(.none)
  }

  /// `http.ListenAndServe(address, requireToken(mux))`: what is around the mux asks, perhaps.
  private func wrapped(_ call: NodeRef) -> Auth? {
    guard let file = context.program.file(call.file) else { return nil }
    let around = file.ancestor(of: call.node) { $0.kind == .function } ?? 0
    for node in around..<file[around].next where file[node].kind == .call && file.child(node, .argument) != nil {
      guard let callee = file.child(node, .callee) else { continue }
      let name = context.program.text(file[callee].name)
      guard MiddlewareGuards.soundsLikeGuard(name), !name.hasPrefix("Register"), !name.hasPrefix("New") else {
        continue
      }
      return Auth(.unknown, by: name, location: context.location(NodeRef(file: call.file, node: node)))
    }
    return nil
  }

  /// `/v1/{name=shelves/*}/books:find` takes a path of `shelves/{name}`.
  static func path(_ template: String) -> String {
    var path = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      path += rest[..<open]
      let inner = rest[rest.index(after: open)..<close]
      let name = inner.prefix { $0 != "=" }
      let pattern = inner.dropFirst(name.count + 1)
      let parts = pattern.split(separator: "/")
      path +=
        parts.isEmpty
        ? "{\(name)}" : parts.map { $0 == "*" || $0 == "**" ? "{\(name)}" : String($0) }.joined(separator: "/")
      rest = rest[rest.index(after: close)...]
    }
    return path + rest
  }
}
