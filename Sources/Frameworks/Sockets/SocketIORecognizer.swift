internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Socket.IO in ECMAScript: namespaces, and the events that a socket answers.
enum SocketIORecognizer: Recognizer {
  static let name = "socket.io"
  static let triggers = ["socket.io"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    var reading = SocketIOReading(context)
    reading.read()
    draft.endpoints += reading.endpoints
    draft.sources.merge(reading.sources)
    if let first = reading.endpoints.first?.registered {
      draft.frameworks.append(FrameworkUse(name: name, location: first))
    }
  }
}

struct SocketIOReading {
  private let context: RecognizerContext
  private let walk: OutsiderWalk
  private(set) var endpoints: [Endpoint] = []
  private(set) var sources = RequestSources()
  private var seen: Set<String> = []

  private static let types: Set<String> = [
    "socket.io.Server", "socket.io", "socket.io.default", "socket.io.Namespace", "socket.io.Server.of", "socket.io.of",
    "socket.io.default.of",
  ]
  private static let names: Set<String> = ["io", "nsp", "namespace", "ioServer", "socketServer", "socketio"]
  private static let lifecycle: Set<String> = [
    "disconnect", "disconnecting", "error", "connect_error", "connect", "connection", "close",
  ]
  private static let maxDepth = 3

  init(_ context: RecognizerContext) {
    self.context = context
    walk = OutsiderWalk(context)
  }

  private var evaluator: Evaluator { context.evaluator }

  mutating func read() {
    for call in context.program.sites(called: "on") where isServerSide(call) {
      guard let first = evaluator.argument(0, of: call),
        ["connection", "connect"].contains(evaluator.value(of: first).constantText ?? ""),
        let receiver = receiver(of: call), isServer(receiver), let given = evaluator.argument(1, of: call)
      else { continue }
      addConnection(call, receiver, given)
    }
  }

  private func isServerSide(_ call: NodeRef) -> Bool {
    context.isServed(call.file) && !context.program.browserFiles.contains(call.file)
      && context.program.file(call.file)?.source.language?.isECMAScript == true
  }

  private func receiver(of call: NodeRef) -> NodeRef? {
    guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee),
      let object = file.child(callee, .object)
    else { return nil }
    return NodeRef(file: call.file, node: object)
  }

  /// By its type; by its usual name where the type could not be seen.
  private func isServer(_ ref: NodeRef) -> Bool {
    let value = evaluator.value(of: ref)
    if let name = value.externalName, !name.hasPrefix(Evaluator.parameterType) { return Self.types.contains(name) }
    guard let file = context.program.file(ref.file) else { return false }
    if file[ref.node].kind == .call, let callee = file.child(ref.node, .callee) {
      return context.program.text(file[callee].name) == "of"
    }
    guard file[ref.node].kind == .name || file[ref.node].kind == .member else { return false }
    return Self.names.contains(context.program.text(file[ref.node].name))
  }

  // MARK: Namespaces

  private mutating func addConnection(_ call: NodeRef, _ receiver: NodeRef, _ given: NodeRef) {
    let path = path(of: receiver)
    guard let function = context.scriptFunction(of: given, in: nil) else { return }
    let auth = gate(receiver, function)
    add("GET", path, function, call, auth)
    guard let socket = evaluator.parameters(of: function).first else { return }
    addEvents(of: socket, in: function, path, auth, depth: 0)
  }

  /// `/socket.io`, the server's `path`, and the namespace that `of` names.
  private func path(of receiver: NodeRef) -> String {
    var mount = "/socket.io"
    var namespace = ""
    var current = evaluator.originCall(of: receiver) ?? receiver
    for _ in 0..<3 {
      guard let file = context.program.file(current.file), file[current.node].kind == .call,
        let callee = file.child(current.node, .callee)
      else { break }
      if file[callee].kind == .member, context.program.text(file[callee].name) == "of",
        let object = file.child(callee, .object)
      {
        let text = evaluator.argument(0, of: current).flatMap { evaluator.value(of: $0).text } ?? "/{}"
        namespace = text == "/" ? "" : text
        let owner = NodeRef(file: current.file, node: object)
        current = evaluator.originCall(of: owner) ?? owner
        continue
      }
      for position in 0..<min(2, evaluator.argumentCount(of: current)) {
        guard let option = evaluator.argument(position, of: current),
          let given = context.options(option, in: nil)["path"], let text = evaluator.value(of: given).constantText
        else { continue }
        mount = text
      }
      break
    }
    return PathTemplate.withoutTrailingSlash(PathTemplate.join(mount, namespace))
  }

  /// What `io.use((socket, next) => …)` asks, and whether the connection's handler closes sockets by itself.
  private func gate(_ receiver: NodeRef, _ connection: NodeRef) -> Auth {
    var auth = Auth(.none)
    let wanted = evaluator.originCall(of: receiver)
    for call in context.program.sites(called: "use") where isServerSide(call) {
      guard let other = self.receiver(of: call), let given = evaluator.argument(0, of: call) else { continue }
      let isSame = wanted.map { evaluator.originCall(of: other) == $0 } ?? false
      guard isSame || call.file == receiver.file && isServer(other) else { continue }
      guard let function = context.scriptFunction(of: given, in: nil), evaluator.parameters(of: function).count == 2
      else {
        let title = MiddlewareGuards(context).title(of: given)
        if MiddlewareGuards.soundsLikeGuard(title) {
          auth = auth.stronger(Auth(.unknown, by: title, location: context.location(given)))
        }
        continue
      }
      let verdict = walk.verdict(of: function, .middleware)
      guard verdict.requirement != .none else { continue }
      auth = auth.stronger(
        Auth(verdict.requirement, by: "io.use", location: verdict.location ?? context.headLocation(function)))
    }
    // An option of the server that decides on each handshake.
    if auth.requirement == .none, let file = context.program.file(receiver.file),
      file.source.bytes.contains(text: "allowRequest", in: 0..<file.source.bytes.count)
    {
      auth = Auth(.unknown, by: "allowRequest")
    }
    guard auth.requirement == .none || auth.requirement == .optional, let file = context.program.file(connection.file)
    else { return auth }
    for node in connection.node..<file[connection.node].next where file[node].kind == .call {
      guard let callee = file.child(node, .callee), file[callee].kind == .member,
        context.program.text(file[callee].name) == "disconnect"
      else { continue }
      return Auth(
        .unknown, by: "connection", location: context.headLocation(NodeRef(file: connection.file, node: node)))
    }
    return auth
  }

  // MARK: Events

  /// `socket.on("message", …)` in a function, and in those that it hands the socket to.
  private mutating func addEvents(
    of socket: NodeRef, in function: NodeRef, _ path: String, _ auth: Auth, depth: Int
  ) {
    guard depth < Self.maxDepth, let file = context.program.file(function.file), socket.file == function.file else {
      return
    }
    let name = file[socket.node].name
    guard !name.isNone else { return }
    for node in function.node..<file[function.node].next where file[node].kind == .call {
      guard let callee = file.child(node, .callee) else { continue }
      let call = NodeRef(file: function.file, node: node)
      if file[callee].kind == .member, let object = file.child(callee, .object), file[object].kind == .name,
        file[object].name == name
      {
        if context.program.text(file[callee].name) == "on" { addEvent(call, path, auth) }
        continue
      }
      for (position, argument) in file.children(node, .argument).enumerated()
      where file[argument].kind == .name && file[argument].name == name {
        guard case .function(let inner) = evaluator.value(of: NodeRef(file: function.file, node: callee)),
          inner != function
        else { continue }
        let parameters = evaluator.parameters(of: inner)
        if position < parameters.count { addEvents(of: parameters[position], in: inner, path, auth, depth: depth + 1) }
      }
    }
  }

  private mutating func addEvent(_ call: NodeRef, _ path: String, _ auth: Auth) {
    guard let first = evaluator.argument(0, of: call), let given = evaluator.argument(1, of: call) else { return }
    let value = evaluator.value(of: first)
    let event = value.constantText ?? value.externalName?.split(separator: ".").last.map(String.init) ?? "{}"
    guard !Self.lifecycle.contains(event) else { return }
    let function = context.scriptFunction(of: given, in: nil)
    add("MESSAGE", path + "#" + event, function, call, auth)
    guard let function else { return }
    for parameter in evaluator.parameters(of: function) {
      sources.parameters[parameter] = .value(name: event, place: .body, isText: true)
    }
  }

  private mutating func add(_ method: String, _ path: String, _ function: NodeRef?, _ call: NodeRef, _ auth: Auth) {
    guard seen.insert("\(method) \(path)").inserted else { return }
    var handler =
      function.map { context.handler($0) }
      ?? Handler(name: path, location: context.location(call), function: nil)
    if handler.name.hasSuffix("<lambda>") {
      handler.name = method == "GET" ? "connection" : String(path.split(separator: "#").last ?? "")
    }
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: method, path: path, framework: "socket.io", auth: auth, handler: handler,
      registered: context.headLocation(call))
    endpoint.transport = .websocket
    endpoints.append(endpoint)
  }
}
