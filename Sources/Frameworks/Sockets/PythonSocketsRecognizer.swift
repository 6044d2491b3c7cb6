internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Sockets of Python: Flask-Sock's routes, the events of Flask-SocketIO and python-socketio.
enum PythonSocketsRecognizer: Recognizer {
  static let name = "python-sockets"
  static let triggers = ["flask_sock", "flask_socketio", "socketio"]

  private static let routes: Set<String> = ["flask_sock.Sock"]
  private static let events: Set<String> = [
    "flask_socketio.SocketIO", "socketio.AsyncServer", "socketio.Server", "socketio.async_server.AsyncServer",
  ]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let guards = DecoratorGuards(context, libraries: FlaskLibraries.guards)
    readRoutes(context, guards, &draft)
    var connections: [String: NodeRef] = [:]
    var found: [(event: String, namespace: String, function: NodeRef, place: NodeRef)] = []
    for call in context.registrations(of: ["on", "event", "on_event"], on: events) {
      guard let function = function(call, context) else { continue }
      let name = context.program.node(function).map { context.program.text($0.name) } ?? ""
      let given = call.method == "event" ? nil : context.evaluator.argument(0, of: call.call)
      let namespace =
        context.evaluator.argument(named: "namespace", of: call.call)
        .flatMap { context.evaluator.value(of: $0).text } ?? ""
      found.append((given.flatMap { context.evaluator.value(of: $0).text } ?? name, namespace, function, call.call))
    }
    found += plainEvents(context)
    for one in found where one.event == "connect" { connections[one.namespace] = one.function }
    for one in found where one.event != "disconnect" {
      draft.endpoints.append(endpoint(one, connections[one.namespace], context, guards))
    }
    if let first = found.first {
      draft.frameworks.append(FrameworkUse(name: "socket.io", location: context.location(first.place)))
    }
  }

  // MARK: Routes

  /// `@sock.route("/echo")`: a route of Flask like others, so hooks that run before requests hold.
  private static func readRoutes(_ context: RecognizerContext, _ guards: DecoratorGuards, _ draft: inout Draft) {
    let hasHooks =
      !context.program.sites(called: "before_request").isEmpty || context.program.name(of: "before_request") != nil
    for call in context.registrations(of: ["route"], on: routes) {
      guard let path = context.evaluator.argument(0, of: call.call).flatMap({ context.evaluator.value(of: $0).text }),
        let function = function(call, context)
      else { continue }
      var auth = auth(of: function, guards)
      if auth.requirement == .none, hasHooks { auth = Auth(.unknown, by: "before_request") }
      var endpoint = Endpoint(
        id: EndpointID(index: 0), method: "GET", path: PathTemplate.normalized(PathTemplate.angles(path)),
        framework: "flask", auth: auth, handler: context.handler(function), registered: context.location(call.call))
      endpoint.transport = .websocket
      draft.endpoints.append(endpoint)
    }
  }

  private static func function(_ call: Registration, _ context: RecognizerContext) -> NodeRef? {
    guard let file = context.program.file(call.call.file) else { return nil }
    let parent = file[call.call.node].parent
    if file[parent].kind == .decorator { return NodeRef(file: call.call.file, node: file[parent].parent) }
    for position in 1..<3 {
      guard let given = context.evaluator.argument(position, of: call.call) else { continue }
      if case .function(let function) = context.evaluator.value(of: given) { return function }
    }
    return nil
  }

  private static func auth(of function: NodeRef, _ guards: DecoratorGuards) -> Auth {
    guards.decorators(of: function).reduce(Auth(.none)) { $0.stronger(guards.auth(of: $1)) }
  }

  // MARK: Events

  /// `@sio.event` without a call: the function's name is the event.
  private static func plainEvents(
    _ context: RecognizerContext
  ) -> [(event: String, namespace: String, function: NodeRef, place: NodeRef)] {
    guard let event = context.program.name(of: "event") else { return [] }
    var found: [(event: String, namespace: String, function: NodeRef, place: NodeRef)] = []
    for id in context.program.fileIDs where context.isServed(id) {
      guard let file = context.program.file(id), file.source.language == .python,
        let index = context.program.index(of: id)
      else { continue }
      for scope in index.scopes where scope.kind == .function {
        for decorator in file.children(scope.node, .decorator) {
          guard let value = file.child(decorator, .value), file[value].kind == .member, file[value].name == event,
            let object = file.child(value, .object),
            events.contains(context.evaluator.value(of: NodeRef(file: id, node: object)).externalName ?? "")
          else { continue }
          found.append(
            (
              context.program.text(file[scope.node].name), "", NodeRef(file: id, node: scope.node),
              NodeRef(file: id, node: value)
            ))
        }
      }
    }
    return found
  }

  private static func endpoint(
    _ one: (event: String, namespace: String, function: NodeRef, place: NodeRef), _ connection: NodeRef?,
    _ context: RecognizerContext, _ guards: DecoratorGuards
  ) -> Endpoint {
    var auth = auth(of: one.function, guards)
    if let connection, refuses(connection, context) {
      auth = auth.stronger(Auth(.unknown, by: "connect", location: context.declarationLocation(connection)))
    }
    let namespace = one.namespace == "/" ? "" : one.namespace
    let mount = PathTemplate.withoutTrailingSlash(PathTemplate.join("/socket.io", namespace))
    let isOpening = one.event == "connect"
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: isOpening ? "GET" : "MESSAGE",
      path: isOpening ? mount : mount + "#" + one.event,
      framework: "socket.io", auth: auth, handler: context.handler(one.function),
      registered: context.location(one.place))
    endpoint.transport = .websocket
    return endpoint
  }

  /// A handler of connections that turns some of them away.
  private static func refuses(_ function: NodeRef, _ context: RecognizerContext) -> Bool {
    guard let file = context.program.file(function.file) else { return false }
    return (function.node..<file[function.node].next).contains { node in
      switch file[node].kind {
      case .returnStatement:
        file.child(node, .value).map { file[$0].kind == .boolean && !file[$0].flags.contains(.truth) } ?? false
      case .throwStatement: true
      case .call: file.child(node, .callee).map { context.program.text(file[$0].name) == "disconnect" } ?? false
      default: false
      }
    }
  }
}
