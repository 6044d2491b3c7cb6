internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Messages of STOMP over a web socket: methods with `@MessageMapping` and `@SubscribeMapping` below the prefix of the
/// application's destinations. Without a socket the same annotations are about something else.
struct SpringMessages {
  let project: JavaProject
  let applications: SpringApplications
  private(set) var endpoints: [Endpoint] = []
  private(set) var sources = RequestSources()

  private var context: RecognizerContext { project.context }

  init(_ project: JavaProject, _ applications: SpringApplications) {
    self.project = project
    self.applications = applications
  }

  private static let messaging = "org.springframework.messaging."
  private static let mappings: Set<String> = [
    messaging + "handler.annotation.MessageMapping", messaging + "simp.annotation.SubscribeMapping",
    messaging + "handler.annotation.SubscribeMapping",
  ]
  private static let onTypes: Set<String> = [messaging + "handler.annotation.MessageMapping"]
  private static let guards: Set<String> = ["PreAuthorize", "Secured", "RolesAllowed"]
  private static let payload: Set<String> = [messaging + "handler.annotation.Payload"]
  /// Parameters that the framework gives.
  private static let given: Set<String> = [
    "Principal", "Authentication", "SimpMessageHeaderAccessor", "StompHeaderAccessor", "MessageHeaders", "Message",
    "MessageHeaderAccessor", "SimpMessagingTemplate", "Locale",
  ]

  /// `sockets`: the endpoints of web sockets that configuration classes register.
  mutating func read(_ sockets: [Endpoint]) {
    guard let socket = sockets.first(where: { $0.transport == .websocket }) else { return }
    for type in project.types {
      guard let file = project.file(type.ref), file[type.ref.node].kind == .classDeclaration,
        project.annotation(of: type.ref, among: SpringNames.controllers) != nil
      else { continue }
      let outer = project.annotation(of: type.ref, among: Self.onTypes).flatMap { paths(of: $0, type.ref).first } ?? ""
      for method in project.methods(of: type) {
        for mark in project.annotations(of: method, among: Self.mappings) {
          for path in paths(of: mark, type.ref) { add(outer, path, method, type, mark, socket) }
        }
      }
    }
  }

  private func paths(of mark: JavaAnnotation, _ place: NodeRef) -> [String] {
    guard let value = project.element("value", of: mark) else { return [""] }
    let module = applications.application(of: place.file).module
    return SpringTexts(project: project, module: module).texts(value) ?? [String(Value.hole)]
  }

  private mutating func add(
    _ outer: String, _ path: String, _ method: NodeRef, _ type: JavaType, _ mark: JavaAnnotation, _ socket: Endpoint
  ) {
    let name = PathTemplate.below(PathTemplate.below(prefix(near: type.ref), outer), path)
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: "MESSAGE", path: socket.path + "#" + PathTemplate.braces(name),
      framework: "spring", auth: auth(method, type, socket), handler: context.handler(method),
      registered: context.location(mark.ref))
    endpoint.transport = .websocket
    endpoint.inputs = inputs(of: method)
    endpoint.router = 5_000_000 + endpoints.count
    endpoints.append(endpoint)
  }

  /// What the socket asks of whoever opens it holds for its messages. More may be asked of them, by annotations and by an
  /// interceptor of their channel, and what those want is not followed.
  private func auth(_ method: NodeRef, _ type: JavaType, _ socket: Endpoint) -> Auth {
    guard socket.auth.requirement != .required else { return socket.auth }
    let names = project.annotationNames(of: method).union(project.annotationNames(of: type.ref))
    let isGuarded = names.contains { name in Self.guards.contains { name.hasSuffix("." + $0) } }
    return isGuarded || intercepts ? Auth(.unknown) : socket.auth
  }

  /// `configureClientInboundChannel`, or Spring Security's own messages.
  private var intercepts: Bool {
    !context.program.sites(called: "simpDestMatchers").isEmpty || !context.program.sites(called: "interceptors").isEmpty
  }

  /// `registry.setApplicationDestinationPrefixes("/app")`.
  private func prefix(near type: NodeRef) -> String {
    let module = project.module(of: type.file)
    for call in context.program.sites(called: "setApplicationDestinationPrefixes") where context.isServed(call.file) {
      guard project.module(of: call.file) == module, let first = project.arguments(of: call).first else { continue }
      return SpringTexts(project: project, module: module).texts(first)?.first ?? String(Value.hole)
    }
    return ""
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
        guard
          !marks.contains(where: { $0.hasPrefix(Self.messaging + "handler.") && !$0.hasSuffix(".DestinationVariable") }
          ),
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
