internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// `ws`: servers at a path of an HTTP server or at a port of their own; and routes of express-ws.
enum WebSocketServerRecognizer: Recognizer {
  static let name = "ws"
  static let triggers = ["ws"]

  private static let types: Set<String> = [
    "ws.WebSocketServer", "ws.Server", "ws.default.Server", "ws.WebSocket.Server", "ws.default.WebSocketServer",
  ]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    for name in ["WebSocketServer", "Server"] {
      for call in context.program.sites(called: name) where context.isServed(call.file) {
        guard let file = context.program.file(call.file), file.source.language?.isECMAScript == true,
          let callee = file.child(call.node, .callee), !context.program.browserFiles.contains(call.file),
          let type = context.evaluator.value(of: NodeRef(file: call.file, node: callee)).externalName,
          types.contains(type), let endpoint = endpoint(call, context)
        else { continue }
        draft.endpoints.append(endpoint)
        if !draft.frameworks.contains(where: { $0.name == self.name }) {
          draft.frameworks.append(FrameworkUse(name: self.name, location: endpoint.registered))
        }
      }
    }
  }

  private static func endpoint(_ call: NodeRef, _ context: RecognizerContext) -> Endpoint? {
    let evaluator = context.evaluator
    let options = evaluator.argument(0, of: call).map { context.options($0, in: nil) } ?? [:]
    let isUpgraded = options["noServer"].map { evaluator.value(of: $0) != .bool(false) } ?? false
    var path = options["path"].flatMap { evaluator.value(of: $0).text }
    // Whoever upgrades looks at the path by himself.
    if isUpgraded, path == nil {
      guard let upgraded = upgradedPath(call.file, context) else { return nil }
      path = upgraded
    }
    let connection = connection(call, context)
    var auth = Auth(.none)
    if let check = options["verifyClient"] {
      auth = Auth(.unknown, by: "verifyClient", location: context.location(check))
    } else if isUpgraded {
      auth = Auth(.unknown, by: "upgrade", location: context.location(call))
    } else if let connection, closes(connection, context) {
      auth = Auth(.unknown, by: "connection", location: context.headLocation(connection))
    }
    let handler =
      connection.map { context.handler($0) }
      ?? Handler(name: "connection", location: context.location(call), function: nil)
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: "GET", path: PathTemplate.colons(PathTemplate.normalized(path ?? "/")),
      framework: name, auth: auth, handler: handler, registered: context.headLocation(call))
    if endpoint.handler.name.hasSuffix("<lambda>") { endpoint.handler.name = "connection" }
    endpoint.transport = .websocket
    return endpoint
  }

  /// The function that is called for each connection.
  private static func connection(_ server: NodeRef, _ context: RecognizerContext) -> NodeRef? {
    for call in context.program.sites(called: "on") {
      guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee),
        let object = file.child(callee, .object), let first = context.evaluator.argument(0, of: call),
        context.evaluator.value(of: first).constantText == "connection",
        context.evaluator.value(of: NodeRef(file: call.file, node: object)).site == server,
        let given = context.evaluator.argument(1, of: call)
      else { continue }
      return context.scriptFunction(of: given, in: nil)
    }
    return nil
  }

  /// `if (pathname === "/ws") { wss.handleUpgrade(…) }` where a file upgrades connections.
  private static func upgradedPath(_ id: FileID, _ context: RecognizerContext) -> String? {
    guard let file = context.program.file(id), let index = context.program.index(of: id) else { return nil }
    for call in index.calls where context.program.text(call.name) == "handleUpgrade" {
      var node = call.node
      while let branch = file.ancestor(of: node, where: { $0.kind == .ifStatement }), branch != node {
        if let condition = file.child(branch, .condition), let path = path(in: condition, file, id, context) {
          return path
        }
        node = branch
      }
    }
    return nil
  }

  private static func path(in condition: NodeID, _ file: SyntaxFile, _ id: FileID, _ context: RecognizerContext)
    -> String?
  {
    for node in condition..<file[condition].next where file[node].kind == .string || file[node].kind == .name {
      guard file[node].role == .right || file[node].role == .left || file[node].role == .argument,
        let text = context.evaluator.value(of: NodeRef(file: id, node: node)).constantText, text.hasPrefix("/"),
        text.utf8.count > 1
      else { continue }
      return PathTemplate.withoutTrailingSlash(text)
    }
    return nil
  }

  /// It closes connections by itself: perhaps those of nobody.
  private static func closes(_ function: NodeRef, _ context: RecognizerContext) -> Bool {
    guard let file = context.program.file(function.file) else { return false }
    return (function.node..<file[function.node].next).contains { node in
      guard file[node].kind == .call, let callee = file.child(node, .callee), file[callee].kind == .member else {
        return false
      }
      return ["close", "terminate"].contains(context.program.text(file[callee].name))
    }
  }
}
