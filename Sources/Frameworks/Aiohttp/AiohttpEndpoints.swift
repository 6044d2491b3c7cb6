internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Routes as endpoints, one for each way in which their application hangs.
extension AiohttpReading {
  mutating func add(_ route: Route) {
    if firstUse == nil { firstUse = context.location(route.call.call) }
    if let type = classView(route.handler, route.call.context.frame) {
      for verb in AiohttpRecognizer.verbs {
        guard let function = evaluator.method(verb, of: type) else { continue }
        add(route, verb.uppercased(), function, guards.decorators(of: function))
      }
      return
    }
    add(route, route.method, handlerFunction(route.handler, route.call.context.frame, depth: 0), nil)
  }

  private func classView(_ ref: NodeRef, _ frame: Frame?) -> NodeRef? {
    if context.program.node(ref)?.kind == .classDeclaration { return ref }
    guard case .type(let type) = evaluator.value(of: ref, in: frame) else { return nil }
    return type
  }

  /// The function that answers: through `partial` and wrapping calls to their argument.
  private func handlerFunction(_ ref: NodeRef, _ frame: Frame?, depth: Int) -> NodeRef? {
    guard depth < 4 else { return nil }
    for alternative in evaluator.value(of: ref, in: frame).alternatives {
      switch alternative {
      case .function(let function), .bound(let function, _): return function
      case .instance(let type, _):
        if let call = evaluator.method("__call__", of: type) { return call }
      case .object(_, let site?), .member(_, let site?):
        if let inner = evaluator.argument(0, of: site), inner != ref {
          return handlerFunction(inner, frame, depth: depth + 1)
        }
      default: break
      }
    }
    return nil
  }

  private mutating func add(_ route: Route, _ method: String, _ function: NodeRef?, _ decorators: [NodeRef]?) {
    let chains = route.host.map { mounts.chains(to: $0) } ?? [[]]
    for chain in chains {
      let prefix = MountGraph.prefix(of: chain)
      let path = PathTemplate.braces(PathTemplate.join(prefix, route.path))
      let place = context.location(route.call.call)
      var endpoint = Endpoint(
        id: EndpointID(index: 0), method: method, path: path, framework: "aiohttp", auth: Auth(.none),
        handler: function.map { context.handler($0) }
          ?? Handler(name: guards.title(of: route.handler), location: context.location(route.handler), function: nil),
        registered: place)
      let hosts = hosts(route.host, chain)
      let isValidated = validates(hosts)
      applyMiddlewares(hosts, &endpoint)
      let listed = decorators ?? function.map { guards.decorators(of: $0) } ?? []
      for decorator in listed where decorator != route.call.call {
        let auth = (isValidated ? schemaAuth(of: decorator) : nil) ?? guards.auth(of: decorator)
        endpoint.auth = endpoint.auth.stronger(auth)
        endpoint.middleware.append(guards.middleware(decorator, auth))
      }
      if let function, endpoint.auth.requirement == .none { checkHandler(function, &endpoint) }
      endpoint.inputs = Self.variables(endpoint.path)
      endpoint.order = Int(route.call.call.node)
      endpoints.append(endpoint)
    }
    guard let function else { return }
    let parameters = evaluator.parameters(of: function).filter {
      context.program.node($0).map { context.program.text($0.name) } != "self"
    }
    if let request = parameters.first { sources.parameters[request] = .request }
  }

  /// The applications around a route, outermost first.
  func hosts(_ host: NodeRef?, _ chain: [MountGraph<Registration>.Mount]) -> [NodeRef] {
    guard let first = chain.first else { return host.map { [$0] } ?? [] }
    return [first.parent] + chain.map(\.child)
  }

  private static func variables(_ path: String) -> [Input] {
    path.split(separator: "{").dropFirst().compactMap { part in
      part.split(separator: "}").first.map { Input(name: String($0), place: .path, isRequired: true) }
    }
  }
}
