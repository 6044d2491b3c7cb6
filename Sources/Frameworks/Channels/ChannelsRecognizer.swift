internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Django Channels: consumers in a `URLRouter`, behind the middleware that is put around it.
enum ChannelsRecognizer: Recognizer {
  static let name = "channels"
  static let triggers = ["channels"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    var reading = ChannelsReading(context)
    reading.read()
    draft.endpoints += reading.endpoints
    if let first = reading.endpoints.first?.registered {
      draft.frameworks.append(FrameworkUse(name: name, location: first))
    }
  }
}

struct ChannelsReading {
  private let context: RecognizerContext
  private let memory = AnonymousMemory()
  private(set) var endpoints: [Endpoint] = []
  private static let maxDepth = 6

  init(_ context: RecognizerContext) { self.context = context }

  private var evaluator: Evaluator { context.evaluator }

  mutating func read() {
    let routers = context.program.sites(called: "URLRouter").filter { context.isServed($0.file) }
    // A router within another one is read from there.
    var inner: Set<NodeRef> = []
    for router in routers {
      guard let list = evaluator.argument(0, of: router) else { continue }
      for route in routes(list) {
        if let target = target(route), let router = self.router(target) { inner.insert(router) }
      }
    }
    for router in routers where !inner.contains(router) { read(router, "", around(router), depth: 0) }
  }

  private mutating func read(_ router: NodeRef, _ prefix: String, _ auth: Auth, depth: Int) {
    guard depth < Self.maxDepth, let list = evaluator.argument(0, of: router) else { return }
    for route in routes(list) { add(route, prefix, auth, depth) }
  }

  /// The calls of `path` and `re_path` in a list.
  private func routes(_ list: NodeRef) -> [NodeRef] {
    evaluator.elementNodes(of: evaluator.value(of: list)).compactMap { node in
      if context.program.node(node)?.kind == .call { return node }
      return evaluator.value(of: node).site
    }
  }

  private func target(_ route: NodeRef) -> NodeRef? {
    evaluator.argument(1, of: route) ?? evaluator.argument(named: "view", of: route)
  }

  /// The router that an expression is, below middleware.
  private func router(_ ref: NodeRef) -> NodeRef? {
    var ref = ref
    for _ in 0..<4 {
      guard let file = context.program.file(ref.file), file[ref.node].kind == .call,
        let callee = file.child(ref.node, .callee)
      else { return nil }
      if context.program.text(file[callee].name) == "URLRouter" { return ref }
      guard let next = evaluator.argument(0, of: ref) else { return nil }
      ref = next
    }
    return nil
  }

  private mutating func add(_ route: NodeRef, _ prefix: String, _ auth: Auth, _ depth: Int) {
    guard let file = context.program.file(route.file), let callee = file.child(route.node, .callee),
      let text = evaluator.argument(0, of: route).flatMap({ evaluator.value(of: $0).constantText }),
      let target = target(route)
    else { return }
    let isPattern = context.program.text(file[callee].name) != "path"
    let template = isPattern ? DjangoPaths.pattern(text).template : DjangoPaths.route(text).template
    let full = PathTemplate.join(prefix, template)
    if let router = router(target) {
      read(router, full, auth.stronger(around(router)), depth: depth + 1)
      return
    }
    guard let consumer = consumer(target) else { return }
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: "GET", path: PathTemplate.normalized(full), framework: "channels",
      auth: auth.stronger(asked(by: consumer)), handler: handler(consumer), registered: context.headLocation(route))
    endpoint.transport = .websocket
    endpoints.append(endpoint)
  }

  /// `ChatConsumer.as_asgi()`, `ChatConsumer`.
  private func consumer(_ ref: NodeRef) -> NodeRef? {
    var ref = ref
    if let file = context.program.file(ref.file), file[ref.node].kind == .call,
      let callee = file.child(ref.node, .callee),
      let object = file.child(callee, .object)
    {
      ref = NodeRef(file: ref.file, node: object)
    }
    if case .type(let type) = evaluator.value(of: ref) { return type }
    return nil
  }

  private func handler(_ type: NodeRef) -> Handler {
    for name in ["receive_json", "receive", "connect", "websocket_connect"] {
      if let method = evaluator.method(name, of: type) { return context.handler(method) }
    }
    return Handler(
      name: evaluator.qualifiedName(of: type), location: context.headLocation(type), function: nil)
  }

  // MARK: Who may connect

  private static let harmless: Set<String> = [
    "ProtocolTypeRouter", "AuthMiddlewareStack", "AuthMiddleware", "SessionMiddlewareStack", "SessionMiddleware",
    "CookieMiddleware", "AllowedHostsOriginValidator", "OriginValidator", "URLRouter", "dict",
  ]

  /// What is put around a router: the library's own only says who is calling.
  private func around(_ router: NodeRef) -> Auth {
    guard let file = context.program.file(router.file) else { return Auth(.none) }
    var node = router.node
    var auth = Auth(.none)
    for _ in 0..<10 {
      let parent = file[node].parent
      guard parent != 0, parent != node, [.call, .pair, .dictionary, .keywordArgument].contains(file[parent].kind)
      else { break }
      if file[parent].kind == .call, let callee = file.child(parent, .callee) {
        let name = context.program.text(file[callee].name)
        if !Self.harmless.contains(name) {
          auth = auth.stronger(
            Auth(.unknown, by: name, location: context.location(NodeRef(file: router.file, node: callee))))
        }
      }
      node = parent
    }
    return auth
  }

  /// What `connect` does with a caller that is nobody: `if self.scope["user"].is_anonymous: await self.close()`.
  private func asked(by type: NodeRef) -> Auth {
    guard let connect = ["connect", "websocket_connect"].lazy.compactMap({ evaluator.method($0, of: type) }).first,
      let file = context.program.file(connect.file), let body = file.child(connect.node, .body)
    else { return Auth(.none) }
    let walk = AnonymousWalk(context, memory: memory)
    let scope = AnonymousScope(walk: walk, id: connect.file, file: file, mode: .handler, depth: 0)
    for statement in file.children(body) {
      if file[statement].kind == .ifStatement, let condition = file.child(statement, .condition) {
        let truth = walk.truth(of: condition, scope, steps: 0)
        let taken =
          truth.answer == .yes
          ? file.child(statement, .then) : truth.answer == .no ? file.child(statement, .otherwise) : nil
        let place = context.headLocation(NodeRef(file: connect.file, node: statement))
        if let taken, truth.mentionsIdentity {
          if calls(["close"], in: taken, file), !calls(["accept"], in: taken, file) {
            return Auth(.required, by: "check in connect", location: place)
          }
          if calls(["accept"], in: taken, file) { return Auth(.optional, by: "check in connect", location: place) }
        } else if truth.answer == .unknown, calls(["close"], in: statement, file), mentionsCaller(condition, file) {
          return Auth(.unknown, by: "check in connect", location: place)
        }
        // `if user.is_authenticated: await self.accept()`, and nothing else accepts.
        if truth.answer == .no, truth.mentionsIdentity, let then = file.child(statement, .then),
          calls(["accept"], in: then, file), file.child(statement, .otherwise) == nil,
          !file.children(body).contains(where: { $0 > statement && calls(["accept"], in: $0, file) })
        {
          return Auth(.required, by: "check in connect", location: place)
        }
        continue
      }
      if calls(["accept"], in: statement, file) { return Auth(.none) }
    }
    let refuses = calls(["close", "DenyConnection"], in: body, file)
    return refuses ? Auth(.unknown, by: "connect", location: context.declarationLocation(connect)) : Auth(.none)
  }

  private func mentionsCaller(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    let text = file[node].end - file[node].start < 400 ? file.text(node).lowercased() : ""
    return ["user", "auth", "token", "scope"].contains { text.contains($0) }
  }

  private func calls(_ names: Set<String>, in node: NodeID, _ file: SyntaxFile) -> Bool {
    (node..<file[node].next).contains { child in
      switch file[child].kind {
      case .call: file.child(child, .callee).map { names.contains(context.program.text(file[$0].name)) } ?? false
      case .throwStatement:
        file.child(child, .value).map { names.contains(context.program.text(file[$0].name)) } ?? false
      default: false
      }
    }
  }
}
