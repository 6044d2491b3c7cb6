internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// GraphQL resolvers and WebSocket gateways: classes whose methods answer operations and messages.
struct NestResolvers {
  let context: RecognizerContext
  let controllers: NestControllers
  private(set) var endpoints: [Endpoint] = []
  private(set) var fields: [FieldResolver] = []
  private(set) var sources = RequestSources()
  /// Types that some operation or field answers with a list of.
  private var listed: Set<String> = []

  init(_ controllers: NestControllers) {
    self.controllers = controllers
    context = controllers.context
  }

  private var evaluator: Evaluator { context.evaluator }
  private var decorators: NestDecorators { controllers.decorators }

  private static let graph = "@nestjs/graphql."
  private static let sockets = "@nestjs/websockets."

  mutating func read(_ files: [FileID]) {
    let imported = context.program.imported
    let hasGraph = imported.contains("@nestjs/graphql")
    guard hasGraph || imported.contains("@nestjs/websockets") else { return }
    var pending: [FieldResolver] = []
    for id in files {
      guard let file = context.program.file(id), let index = context.program.index(of: id) else { continue }
      for scope in index.scopes where scope.kind == .type && file[scope.node].kind == .classDeclaration {
        guard file.child(scope.node, .decorator) != nil else { continue }
        let type = NodeRef(file: id, node: scope.node)
        let own = decorators.decorators(of: type)
        if hasGraph, let mark = own.first(where: { $0.name == Self.graph + "Resolver" }) {
          controllers.guards.judge("graphql")
          for method in methods(of: type) { readResolver(method, type, own, mark, &pending) }
        } else if let mark = own.first(where: { $0.name == Self.sockets + "WebSocketGateway" }) {
          controllers.guards.judge("ws")
          readGateway(type, own, mark)
        }
      }
    }
    controllers.guards.judge("http")
    fields = pending.map { field in
      var field = field
      if listed.contains(field.owner) { field.isListed = true }
      return field
    }
  }

  private func methods(of type: NodeRef) -> [NodeRef] {
    var names: Set<String> = []
    return evaluator.lineage(of: type).flatMap { owner -> [NodeRef] in
      guard let file = context.program.file(owner.file), let body = file.child(owner.node, .body) else { return [] }
      return file.children(body).filter {
        file[$0].kind == .function && names.insert(context.program.text(file[$0].name)).inserted
      }
      .map { NodeRef(file: owner.file, node: $0) }
    }
  }

  // MARK: GraphQL

  private mutating func readResolver(
    _ method: NodeRef, _ type: NodeRef, _ own: [NestDecorator], _ mark: NestDecorator, _ pending: inout [FieldResolver]
  ) {
    guard let file = context.program.file(method.file), file.child(method.node, .decorator) != nil else { return }
    let marks = decorators.decorators(of: method)
    for decorator in marks where decorator.name.hasPrefix(Self.graph) {
      let name = operationName(decorator) ?? context.program.text(file[method.node].name)
      if let answered = answered(decorator), answered.isList { listed.insert(answered.type) }
      switch decorator.last {
      case "Query", "Mutation", "Subscription":
        guard let root = GraphRoot(rawValue: decorator.last.lowercased()) else { continue }
        add(root, name, method, decorator, own + marks)
      case "ResolveField", "ResolveProperty":
        guard let owner = answered(mark)?.type, let function = context.functions.id(of: method) else { continue }
        pending.append(
          FieldResolver(
            kind: .graphQL, function: function, owner: owner, field: name,
            location: context.declarationLocation(method), isListed: nil))
      default: continue
      }
    }
  }

  /// `@Query("users")`, `@Query(() => [User], { name: "users" })`.
  private func operationName(_ decorator: NestDecorator) -> String? {
    guard let call = decorator.call else { return nil }
    for position in 0..<min(2, evaluator.argumentCount(of: call)) {
      guard let given = evaluator.argument(position, of: call) else { continue }
      if let text = evaluator.value(of: given, in: decorator.frame).constantText { return text }
      if let name = context.options(given, in: decorator.frame)["name"] {
        return evaluator.value(of: name, in: decorator.frame).constantText
      }
    }
    return nil
  }

  /// The type that a decorator's function names: `() => [Post]`, `of => Post`; `@Resolver("Post")`, `@Resolver(Post)`.
  private func answered(_ decorator: NestDecorator) -> (type: String, isList: Bool)? {
    guard let call = decorator.call else { return nil }
    for position in 0..<min(2, evaluator.argumentCount(of: call)) {
      guard let given = evaluator.argument(position, of: call), let file = context.program.file(given.file) else {
        continue
      }
      if file[given.node].kind == .function, let answer = evaluator.returns(of: given, file).first {
        if file[answer.node].kind == .list {
          return file.child(answer.node, .element).map { (context.program.text(file[$0].name), true) }
        }
        return file[answer.node].kind == .name ? (context.program.text(file[answer.node].name), false) : nil
      }
      if file[given.node].kind == .name { return (context.program.text(file[given.node].name), false) }
      if decorator.last == "Resolver", let text = file.stringValue(given.node) { return (text, false) }
    }
    return nil
  }

  private mutating func add(
    _ root: GraphRoot, _ name: String, _ method: NodeRef, _ mark: NestDecorator, _ all: [NestDecorator]
  ) {
    var operation = GraphOperation(
      root: root, name: name, framework: "nestjs", handler: context.handler(method),
      registered: context.location(mark.written))
    operation.inputs = inputs(of: method, ["Args"])
    var endpoint = operation.endpoint
    let apps = controllers.application.apps.first?.guards ?? []
    judge(controllers.application.guards + apps + controllers.uses(all), method, all, &endpoint)
    endpoints.append(endpoint)
  }

  private func judge(_ uses: [NestGuardUse], _ method: NodeRef, _ all: [NestDecorator], _ endpoint: inout Endpoint) {
    let metadata = controllers.metadata(all)
    let request = AnonymousRequest(method: "POST", path: "/graphql")
    for use in uses {
      let auth = controllers.guards.auth(of: use, metadata, request)
      let middleware = controllers.guards.middleware(use, auth)
      endpoint.middleware.append(middleware)
      if middleware.kind == .rateLimit, !controllers.skipsThrottle(all) { endpoint.rateLimit = middleware }
      endpoint.auth = endpoint.auth.stronger(auth)
    }
    for decorator in controllers.parameterDecorators(of: method) {
      let auth = controllers.guards.auth(ofParameterDecorator: decorator.site, decorator.name)
      endpoint.auth = endpoint.auth.stronger(auth)
    }
    if endpoint.auth.requirement == .none,
      metadata.contains(where: { $0.value && $0.key.lowercased().contains("public") })
    {
      endpoint.auth.isExplicitlyPublic = true
    }
  }

  /// What comes in through parameters with one of some decorators: `@Args("id") id: string`.
  private mutating func inputs(of method: NodeRef, _ names: Set<String>) -> [Input] {
    var found: [Input] = []
    for parameter in evaluator.parameters(of: method) {
      guard let file = context.program.file(parameter.file) else { continue }
      for decorator in file.children(parameter.node, .decorator) {
        guard let value = file.child(decorator, .value) else { continue }
        let callee = file[value].kind == .call ? file.child(value, .callee) ?? value : value
        guard names.contains(context.program.text(file[callee].name)) else { continue }
        let ref = NodeRef(file: parameter.file, node: value)
        let written = evaluator.argument(0, of: ref).flatMap { evaluator.value(of: $0).constantText }
        let own = file[parameter.node].name
        let name = written ?? (own.isNone ? "arguments" : context.program.text(own))
        let type = file.child(parameter.node, .type).map { file.text($0) } ?? ""
        found.append(Input(name: name, place: .body, type: String(type.prefix(80))))
        sources.parameters[parameter] = .value(
          name: name, place: .body, isText: !["number", "boolean", "Date"].contains(type))
      }
    }
    return found
  }

  // MARK: Gateways

  /// `@WebSocketGateway({ namespace: "chat" })` with `@SubscribeMessage("send")`. Global guards hold for HTTP only.
  private mutating func readGateway(_ type: NodeRef, _ own: [NestDecorator], _ mark: NestDecorator) {
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
      if mayClose(function, depth: 0) {
        return Auth(.unknown, by: "connection", location: context.declarationLocation(function))
      }
    }
    return Auth(.none)
  }

  private func mayClose(_ function: NodeRef, depth: Int) -> Bool {
    guard depth < 3, let file = context.program.file(function.file) else { return false }
    for node in function.node..<file[function.node].next where file[node].kind == .call {
      guard let callee = file.child(node, .callee) else { continue }
      let name = context.program.text(file[callee].name)
      if ["disconnect", "close", "terminate", "use"].contains(name) || MiddlewareGuards.soundsLikeGuard(name) {
        return true
      }
      // `this.process(connection)`.
      guard file[callee].kind == .member, let object = file.child(callee, .object),
        context.program.text(file[object].name) == "this",
        case .bound(let inner, _) = evaluator.value(of: NodeRef(file: function.file, node: callee)), inner != function
      else { continue }
      if mayClose(inner, depth: depth + 1) { return true }
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
