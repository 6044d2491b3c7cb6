internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Who may call the methods of a gRPC server: what its interceptors do with callers that show no credentials.
final class GRPCGuards {
  private let context: RecognizerContext
  private let walk: GRPCGuardWalk
  private let titles: MiddlewareGuards
  private var servers: [NodeRef: GRPCServerOptions] = [:]

  init(_ context: RecognizerContext) {
    self.context = context
    walk = GRPCGuardWalk(context)
    titles = MiddlewareGuards(context)
  }

  private var evaluator: Evaluator { context.evaluator }

  func auth(of registration: GRPCRegistration, _ endpoint: Endpoint) -> (Auth, [Middleware]) {
    guard let server = registration.server else { return (Auth(.unknown, by: "the HTTP server around it"), []) }
    let sites = evaluator.value(of: server, in: registration.frame).alternatives.compactMap(\.site)
    guard !sites.isEmpty else { return (Auth(.unknown, by: "a server that was not seen made"), []) }
    var weakest: Auth?
    var middleware: [Middleware] = []
    for site in sites.sorted() {
      let options = options(of: site)
      let auth = auth(options, endpoint, &middleware)
      if let known = weakest, known.requirement != auth.requirement {
        weakest = Auth(.unknown, by: "servers that differ")
      } else {
        weakest = auth
      }
    }
    return (weakest ?? Auth(.unknown), middleware)
  }

  /// What a handler's own code asks. That it refuses somebody does not say whom: logging in refuses, too.
  func ownCheck(of function: NodeRef) -> Auth {
    if let place = walk.firstCheck(in: function) {
      return Auth(.required, by: "check in the handler", location: context.location(place))
    }
    guard let place = walk.mention(in: function) else { return Auth(.none) }
    return Auth(.unknown, by: "check in the handler", location: context.location(place))
  }

  private func auth(
    _ options: GRPCServerOptions, _ endpoint: Endpoint, _ middleware: inout [Middleware]
  ) -> Auth {
    var auth = options.isUnseen ? Auth(.unknown, by: "options of the server") : Auth(.none)
    let interceptors = endpoint.streaming == nil ? options.unary : options.stream
    for interceptor in interceptors {
      let own = judge(interceptor, endpoint.path)
      let known = Middleware(
        name: titles.title(of: interceptor.ref), kind: own.requirement == .none ? .other : .guarding,
        location: context.location(interceptor.ref))
      if !middleware.contains(known) { middleware.append(known) }
      if own.requirement == .required { return own }
      if own.requirement == .unknown || own.isExplicitlyPublic { auth = own }
    }
    return auth
  }

  private func judge(_ interceptor: GRPCInterceptor, _ path: String) -> Auth {
    let name = titles.title(of: interceptor.ref)
    if context.extraGuards.contains(name) {
      return Auth(.required, by: name, location: context.location(interceptor.ref))
    }
    guard let function = function(of: interceptor) else {
      return MiddlewareGuards.soundsLikeGuard(name) ? Auth(.unknown, by: name) : Auth(.none)
    }
    switch walk.verdict(of: function) {
    case .passes: return Auth(.none)
    case .unknown(let place): return Auth(.unknown, by: name, location: place.map { context.location($0) })
    case .guards(let exempt, let place):
      guard exempt.contains(where: { $0.matches(path) }) else {
        return interceptor.isConditional
          ? Auth(.unknown, by: name) : Auth(.required, by: name, location: place.map { context.location($0) })
      }
      var auth = Auth(.none, by: "left out by \(name)", location: place.map { context.location($0) })
      auth.isExplicitlyPublic = true
      return auth
    }
  }

  /// The interceptor's own function, or the one that go-grpc-middleware's `auth` is given.
  private func function(of interceptor: GRPCInterceptor) -> NodeRef? {
    let value = evaluator.value(of: interceptor.ref, in: interceptor.frame)
    if let found = plain(value) { return found }
    if case .instance(let type, _) = value { return evaluator.method("intercept_service", of: type) }
    guard let file = context.program.file(interceptor.ref.file), file[interceptor.ref.node].kind == .call,
      let callee = file.child(interceptor.ref.node, .callee)
    else { return nil }
    let called = evaluator.value(of: NodeRef(file: interceptor.ref.file, node: callee), in: interceptor.frame)
    if let maker = plain(called) { return plain(evaluator.returned(by: maker, in: nil)) }
    let name = called.externalName ?? ""
    guard name.contains("go-grpc-middleware"),
      name.hasSuffix("auth.UnaryServerInterceptor")
        || name.hasSuffix("auth.StreamServerInterceptor")
    else { return nil }
    return evaluator.argument(0, of: interceptor.ref).flatMap { plain(evaluator.value(of: $0, in: interceptor.frame)) }
  }

  private func plain(_ value: Value) -> NodeRef? {
    guard value.alternatives.count == 1 else { return nil }
    switch value {
    case .function(let function), .bound(let function, _): return function
    default: return nil
    }
  }

  private func options(of site: NodeRef) -> GRPCServerOptions {
    if let known = servers[site] { return known }
    let options = GRPCServerOptions(of: site, context)
    servers[site] = options
    return options
  }
}
