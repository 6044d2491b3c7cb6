internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// WebSocket gateways: classes whose methods answer messages.
extension NestResolvers {
  /// `@WebSocketGateway({ namespace: "chat" })` with `@SubscribeMessage("send")`. Global guards hold for HTTP only.
  mutating func readGateway(_ type: NodeRef, _ own: [NestDecorator], _ mark: NestDecorator) {
    let mount = gatewayPath(mark)
    let connection = evaluator.method("handleConnection", of: type)
    let place = context.location(mark.written)
    let name = context.program.node(type).map { context.program.text($0.name) } ?? "gateway"
    var opening = Endpoint(
      id: EndpointID(index: 0), method: "GET", path: mount, framework: "nestjs", auth: gate(type, connection),
      handler: connection.map { context.handler($0) } ?? Handler(name: name, location: place, function: nil),
      registered: place)
    opening.transport = .websocket
    endpoints.append(opening)
    for method in methods(of: type) {
      for decorator in decorators.decorators(of: method) where decorator.name == Self.sockets + "SubscribeMessage" {
        let events =
          decorator.call.flatMap { evaluator.argument(0, of: $0) }
          .map { context.texts($0, in: decorator.frame) } ?? []
        for event in events.isEmpty ? [String(Value.hole)] : events {
          var endpoint = Endpoint(
            id: EndpointID(index: 0), method: "MESSAGE", path: PathTemplate.braces(mount + "#" + event),
            framework: "nestjs", auth: opening.auth, handler: context.handler(method),
            registered: context.location(decorator.written))
          endpoint.transport = .websocket
          let all = own + decorators.decorators(of: method)
          judge(controllers.uses(all), method, all, &endpoint)
          endpoint.inputs = inputs(of: method, ["MessageBody"])
          endpoints.append(endpoint)
        }
      }
    }
  }

  /// What opening a connection asks: a gateway that closes those that it does not know may ask for anything.
  private func gate(_ type: NodeRef, _ connection: NodeRef?) -> Auth {
    for function in [connection, evaluator.method("afterInit", of: type)].compactMap(\.self) {
      if mayClose(function, type, depth: 0) {
        return Auth(.unknown, by: "connection", location: context.declarationLocation(function))
      }
    }
    return Auth(.none)
  }

  private func mayClose(_ function: NodeRef, _ type: NodeRef, depth: Int) -> Bool {
    guard depth < 3, let file = context.program.file(function.file) else { return false }
    for node in function.node..<file[function.node].next where file[node].kind == .call {
      guard let callee = file.child(node, .callee) else { continue }
      let name = context.program.text(file[callee].name)
      if ["disconnect", "close", "terminate", "use"].contains(name) || MiddlewareGuards.soundsLikeGuard(name) {
        return true
      }
      // `this.process(connection)`.
      guard file[callee].kind == .member, let object = file.child(callee, .object),
        ["this", "_this", "self", "that"].contains(context.program.text(file[object].name)),
        let inner = evaluator.method(name, of: type), inner != function
      else { continue }
      if mayClose(inner, type, depth: depth + 1) { return true }
    }
    return false
  }

  /// Socket.IO's path and the namespace, unless another adapter listens at a path of its own.
  private func gatewayPath(_ mark: NestDecorator) -> String {
    var options: [String: NodeRef] = [:]
    if let call = mark.call {
      for position in 0..<min(2, evaluator.argumentCount(of: call)) {
        guard let given = evaluator.argument(position, of: call) else { continue }
        options.merge(context.options(given, in: mark.frame)) { _, new in new }
      }
    }
    func text(_ key: String) -> String? { options[key].flatMap { evaluator.value(of: $0, in: mark.frame).text } }
    let isPlain = context.program.imported.contains("@nestjs/platform-ws")
    var path = text("path") ?? (isPlain ? "/" : "/socket.io")
    if !path.hasPrefix("/") { path = "/" + path }
    let namespace = text("namespace").map { $0.hasPrefix("/") ? String($0.dropFirst()) : $0 } ?? ""
    if !namespace.isEmpty { path = (path.hasSuffix("/") ? path : path + "/") + namespace }
    return PathTemplate.braces(PathTemplate.withoutTrailingSlash(path))
  }
}
