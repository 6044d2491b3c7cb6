internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Messages over STOMP: `@MessageMapping("/chat")` of controllers, behind the socket that a configuration registers.
struct SpringMessages {
  let project: JavaProject
  let applications: SpringApplications
  /// The sockets of STOMP that were registered.
  let sockets: [Endpoint]
  private(set) var endpoints: [Endpoint] = []
  private(set) var sources = RequestSources()

  private static let mapping: Set<String> = ["org.springframework.messaging.handler.annotation.MessageMapping"]
  private static let mappings = mapping.union(["org.springframework.messaging.simp.annotation.SubscribeMapping"])
  private static let payload: Set<String> = ["org.springframework.messaging.handler.annotation.Payload"]
  private static let other = "org.springframework.messaging.handler.annotation."
  private static let given: Set<String> = [
    "Principal", "Authentication", "SimpMessageHeaderAccessor", "StompHeaderAccessor", "MessageHeaders", "Message",
    "MessageHeaderAccessor", "SimpMessagingTemplate", "Locale",
  ]

  private var context: RecognizerContext { project.context }

  init(_ project: JavaProject, _ applications: SpringApplications, sockets: [Endpoint]) {
    self.project = project
    self.applications = applications
    self.sockets = sockets
  }

  mutating func read() {
    guard let socket = sockets.first else { return }
    let prefix = destinationPrefix()
    let isAsked = asksMessages()
    for type in project.types where project.annotation(of: type.ref, among: SpringNames.stereotypes) != nil {
      guard let file = project.file(type.ref), file[type.ref.node].kind == .classDeclaration else { continue }
      let above = project.annotation(of: type.ref, among: Self.mapping).flatMap { texts($0).first } ?? ""
      for method in project.methods(of: type) {
        for mark in project.annotations(of: method, among: Self.mappings) {
          let own = texts(mark)
          for text in own.isEmpty ? [""] : own {
            add(PathTemplate.below(prefix, PathTemplate.below(above, text)), mark, method, type, socket, isAsked)
          }
        }
      }
    }
  }

  private func texts(_ mark: JavaAnnotation) -> [String] {
    project.element("value", of: mark).map { project.texts($0) } ?? []
  }

  /// `registry.setApplicationDestinationPrefixes("/app")`.
  private func destinationPrefix() -> String {
    for call in context.program.sites(called: "setApplicationDestinationPrefixes") where context.isServed(call.file) {
      if let text = project.arguments(of: call).first.flatMap({ project.text(of: $0) }) { return text }
    }
    return ""
  }

  /// Whether something looks at messages before they get to a method: interceptors, security of messages.
  private func asksMessages() -> Bool {
    let names = [
      "configureClientInboundChannel", "configureInbound", "EnableWebSocketSecurity",
      "MessageMatcherDelegatingAuthorizationManager",
    ]
    return names.contains { context.program.name(of: $0) != nil }
  }

  private mutating func add(
    _ destination: String, _ mark: JavaAnnotation, _ method: NodeRef, _ type: JavaType, _ socket: Endpoint,
    _ isAsked: Bool
  ) {
    var auth = socket.auth
    if isAsked, auth.requirement != .required { auth = Auth(.unknown, by: "security of messages") }
    let security = applications.application(of: method.file).security
    if let asked = security.methods.auth(of: method, in: type) { auth = auth.stronger(asked) }
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: "MESSAGE", path: socket.path + "#" + PathTemplate.braces(destination),
      framework: "spring", auth: auth, handler: context.handler(method), registered: context.location(mark.written))
    endpoint.transport = .websocket
    endpoint.inputs = inputs(of: method)
    endpoint.router = 5_000_000 + endpoints.count
    endpoints.append(endpoint)
  }

  private mutating func inputs(of method: NodeRef) -> [Input] {
    guard let file = project.file(method) else { return [] }
    var found: [Input] = []
    for node in file.children(method.node, .parameter) {
      let ref = NodeRef(file: method.file, node: node)
      let type = file.child(node, .type)
      let isPayload = project.annotation(of: ref, among: Self.payload) != nil
      if !isPayload {
        let marks = project.annotations(of: ref).flatMap(\.names.names)
        guard !marks.contains(where: { $0.hasPrefix(Self.other) && !$0.hasSuffix(".DestinationVariable") }),
          !Self.given.contains(type.map { project.text(file[$0].name) } ?? "")
        else { continue }
      }
      let name = project.text(file[node].name)
      found.append(Input(name: name, place: .body, type: type.map { file.text($0) } ?? ""))
      sources.parameters[ref] = .value(name: name, place: .body, isText: true)
    }
    return found
  }
}

/// Answers that go on: `text/event-stream`.
enum JavaEventStreams {
  /// Whether what an annotation says a method produces is a stream of events, and nothing else.
  static func produces(_ given: NodeRef, _ project: JavaProject) -> Bool {
    guard let file = project.file(given) else { return false }
    let elements = file[given.node].kind == .list ? file.children(given.node, .element).map { $0 } : [given.node]
    guard elements.count == 1, let only = elements.first else { return false }
    let text = project.text(of: NodeRef(file: given.file, node: only)) ?? file.text(only)
    return ["text/event-stream", "TEXT_EVENT_STREAM", "SERVER_SENT_EVENTS"].contains(where: text.contains)
  }

  /// Whether a method answers with an emitter, or with events.
  static func answers(_ method: NodeRef, _ project: JavaProject) -> Bool {
    guard let file = project.file(method), let type = file.child(method.node, .type) else { return false }
    let text = file.text(type)
    return text.contains("SseEmitter") || text.contains("Flux<ServerSentEvent")
      || text.contains("Multi<OutboundSseEvent")
  }
}
