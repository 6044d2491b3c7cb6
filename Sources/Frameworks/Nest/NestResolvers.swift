internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// GraphQL resolvers and WebSocket gateways: classes whose methods answer operations and messages.
struct NestResolvers {
  let context: RecognizerContext
  let controllers: NestControllers
  var endpoints: [Endpoint] = []
  private(set) var fields: [FieldResolver] = []
  private(set) var sources = RequestSources()
  /// Types that some operation or field answers with a list of.
  private var listed: Set<String> = []

  init(_ controllers: NestControllers) {
    self.controllers = controllers
    context = controllers.context
  }

  var evaluator: Evaluator { context.evaluator }
  var decorators: NestDecorators { controllers.decorators }

  private static let graph = "@nestjs/graphql."
  static let sockets = "@nestjs/websockets."

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

  func methods(of type: NodeRef) -> [NodeRef] {
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

  func judge(_ uses: [NestGuardUse], _ method: NodeRef, _ all: [NestDecorator], _ endpoint: inout Endpoint) {
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
  mutating func inputs(of method: NodeRef, _ names: Set<String>) -> [Input] {
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
}
