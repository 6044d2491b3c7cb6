internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What asks for credentials around a handler, and within it.
extension AiohttpReading {
  func checkHandler(_ function: NodeRef, _ endpoint: inout Endpoint) {
    let verdict = AnonymousWalk(context, memory: guards.memory).handler(function)
    if verdict.requirement == .required {
      endpoint.auth = Auth(.required, by: "check in the handler", location: verdict.location)
    } else if let place = credentials(readIn: function) {
      // It hands credentials on to code that may refuse out of sight.
      endpoint.auth = Auth(.unknown, by: "credentials read in the handler", location: context.location(place))
    }
  }

  /// Where a handler reads credentials that came with the request: `request["auth_token"]`.
  private func credentials(readIn function: NodeRef) -> NodeRef? {
    guard let file = context.program.file(function.file) else { return nil }
    for node in function.node..<file[function.node].next where file[node].kind == .index {
      guard let object = file.child(node, .object), let index = file.child(node, .index),
        file[object].kind != .string,
        let key = file.stringValue(index), AnonymousWalk.isIdentity(key),
        ["request", "headers", "session"].contains(context.program.text(file[object].name))
      else { continue }
      return NodeRef(file: function.file, node: node)
    }
    return nil
  }

  /// What middlewares ask: functions that get the request and the handler, or factories of them.
  func applyMiddlewares(_ hosts: [NodeRef], _ endpoint: inout Endpoint) {
    let request = AnonymousRequest(method: endpoint.method == "ANY" ? nil : endpoint.method, path: endpoint.path)
    let walk = AnonymousWalk(context, memory: guards.memory, request: request)
    for ref in hosts.flatMap({ middlewares[$0] ?? [] }) {
      let name = guards.title(of: ref)
      var auth = Auth(.none)
      var function: NodeRef?
      switch evaluator.value(of: ref) {
      case .function(let found), .bound(let found, _):
        function = found
        let verdict = walk.wrapper(found)
        auth = Auth(verdict.requirement, by: name, location: verdict.location ?? context.location(ref))
      case .unknown, .parameter, .object, .external:
        if DecoratorGuards.soundsLikeGuard(name) { auth = Auth(.unknown, by: name, location: context.location(ref)) }
      default: break
      }
      endpoint.auth = endpoint.auth.stronger(auth)
      endpoint.middleware.append(
        Middleware(
          name: name, kind: auth.requirement == .none ? .other : .guarding, location: context.location(ref),
          function: function.flatMap { context.functions.id(of: $0) }))
    }
  }
}
