internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Which HTTP endpoints open a WebSocket or go on answering with server-sent events: by what their handlers do.
struct TransportStage {
  private let program: Program
  private let functions: FunctionTable
  private let evaluator: Evaluator
  private var memo: [FunctionID: Endpoint.Transport?] = [:]
  private var ownMemo: [FunctionID: Endpoint.Transport?] = [:]

  static func describe(_ program: Program, _ functions: FunctionTable, into backend: inout Backend) {
    guard isWorthwhile(program) else { return }
    var stage = TransportStage(program: program, functions: functions, evaluator: Evaluator(program))
    for index in backend.endpoints.indices where backend.endpoints[index].transport == .http {
      guard let handler = backend.endpoints[index].handler.function,
        let transport = stage.transport(of: handler, backend)
      else { continue }
      backend.endpoints[index].transport = transport
    }
  }

  private static let upgrades = [
    "WebSocketResponse", "Upgrade", "Accept", "EventSourceResponse", "sse_response", "AcceptWebSocketAsync",
    "ServerSentEvents",
  ]

  /// Most programs have none.
  private static func isWorthwhile(_ program: Program) -> Bool {
    upgrades.contains { !program.sites(called: $0).isEmpty }
      || program.fileIDs.contains { id in
        program.file(id).map { file in
          file.source.bytes.contains(text: "text/event-stream", in: 0..<file.source.bytes.count)
        }
          ?? false
      }
  }

  /// The handler's own doing, or that of a function that it calls and waits for.
  private mutating func transport(of handler: FunctionID, _ backend: Backend) -> Endpoint.Transport? {
    if let known = memo[handler] { return known }
    var found = own(handler)
    if found == nil {
      for call in backend[handler].calls.prefix(12)
      where (call.manner == .direct || call.manner == .passed) && !call.context.isConditional {
        // What many call is no part of one answer.
        guard backend[call.callee].callers.count < 4, let inner = own(call.callee) else { continue }
        found = inner
        break
      }
    }
    memo[handler] = .some(found)
    return found
  }

  private mutating func own(_ id: FunctionID) -> Endpoint.Transport? {
    if let known = ownMemo[id] { return known }
    let found = functions.ref(of: id).flatMap { read($0) }
    ownMemo[id] = .some(found)
    return found
  }

  private func read(_ function: NodeRef) -> Endpoint.Transport? {
    guard function.node != 0, let file = program.file(function.file) else { return nil }
    let last = min(file[function.node].next, function.node + 4_000)
    for node in function.node..<last {
      switch file[node].kind {
      case .call:
        if let transport = answered(node, file) { return transport }
        if let transport = opened(NodeRef(file: function.file, node: node), file), !isConditional(node, function, file)
        {
          return transport
        }
      case .string where file[node].end - file[node].start < 60:
        if let text = file.stringValue(node), text.hasPrefix("text/event-stream"), isAnswered(node, file),
          !isConditional(node, function, file)
        {
          return .sse
        }
      default: continue
      }
    }
    return nil
  }

  /// ASP.NET Core: `await context.WebSockets.AcceptWebSocketAsync()`, `TypedResults.ServerSentEvents(…)`. Requests that
  /// are none of a socket are refused before it, by a condition.
  private func answered(_ call: NodeID, _ file: SyntaxFile) -> Endpoint.Transport? {
    guard file.source.language == .csharp, let callee = file.child(call, .callee), file[callee].kind == .member else {
      return nil
    }
    switch program.text(file[callee].name) {
    case "AcceptWebSocketAsync": return .websocket
    case "ServerSentEvents": return .sse
    default: return nil
    }
  }

  /// Whether it happens on some requests only: the endpoint answers others as HTTP does.
  private func isConditional(_ node: NodeID, _ function: NodeRef, _ file: SyntaxFile) -> Bool {
    var node = node
    while node > function.node {
      let parent = file[node].parent
      switch file[parent].kind {
      case .ifStatement where file[node].role != .condition: return true
      case .conditional where file[node].role != .condition: return true
      case .switchCase, .catchClause: return true
      default: break
      }
      node = parent
    }
    return false
  }

  private static let sockets: Set<String> = [
    "aiohttp.web.WebSocketResponse", "github.com/gorilla/websocket.Upgrader.Upgrade", "nhooyr.io/websocket.Accept",
    "github.com/coder/websocket.Accept", "github.com/gobwas/ws.UpgradeHTTP", "github.com/gorilla/websocket.Upgrade",
  ]

  private func opened(_ call: NodeRef, _ file: SyntaxFile) -> Endpoint.Transport? {
    guard let callee = file.child(call.node, .callee) else { return nil }
    let name = program.text(file[callee].name)
    guard
      ["WebSocketResponse", "Upgrade", "Accept", "UpgradeHTTP", "EventSourceResponse", "sse_response"].contains(name)
    else { return nil }
    let value = evaluator.value(of: NodeRef(file: call.file, node: callee)).externalName ?? ""
    if Self.sockets.contains(value) { return .websocket }
    if name == "EventSourceResponse" || name == "sse_response" { return .sse }
    // An upgrader that is a field or a variable of the package, in a file that imports the library.
    guard name == "Upgrade", file.source.language == .go, let index = program.index(of: call.file) else { return nil }
    let imports = index.imports.contains { program.text(file[$0].name).hasSuffix("gorilla/websocket") }
    return imports && file.children(call.node, .argument).count >= 2 ? .websocket : nil
  }

  private static let setters: Set<String> = [
    "setHeader", "set", "header", "writeHead", "Set", "Header", "type", "contentType", "SetContentType", "Add",
    "StreamingResponse", "Response", "StreamingHttpResponse", "EventSourceResponse", "stream", "Stream", "append",
    "StreamResponse", "ContentType", "SetHeader", "code", "raw",
  ]

  /// Whether a text is the type of an answer, not of what is asked for or compared with.
  private func isAnswered(_ node: NodeID, _ file: SyntaxFile) -> Bool {
    var node = node
    var isType = false
    for _ in 0..<6 {
      let parent = file[node].parent
      switch file[parent].kind {
      case .pair, .keywordArgument:
        let key =
          file[parent].kind == .pair
          ? file.child(parent, .key).flatMap { file.stringValue($0) } ?? "" : program.text(file[parent].name)
        let plain = key.lowercased().filter { $0 != "-" && $0 != "_" }
        guard ["contenttype", "mediatype", "mimetype", "headers"].contains(plain) else { return false }
        isType = true
      case .call:
        guard let callee = file.child(parent, .callee) else { return false }
        if Self.setters.contains(program.text(file[callee].name)) {
          let first = file.child(parent, .argument).flatMap { file.stringValue($0) }?.lowercased()
          return first != "accept"
        }
        return false
      case .assignment: return isType || assigned(parent, file)
      case .dictionary, .list, .member: break
      case .index: return false
      default: return false
      }
      node = parent
    }
    return false
  }

  /// `response.headers["Content-Type"] = …`, `ctx.type = …`.
  private func assigned(_ assignment: NodeID, _ file: SyntaxFile) -> Bool {
    guard let target = file.child(assignment, .target) else { return false }
    let text = file[target].end - file[target].start < 120 ? file.text(target).lowercased() : ""
    return text.contains("content-type") || text.contains("content_type") || text.hasSuffix(".type")
  }
}
