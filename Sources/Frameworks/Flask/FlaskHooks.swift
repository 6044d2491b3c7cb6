internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// A function that runs before requests.
struct FlaskHook {
  let function: NodeRef
  let location: Location
}

/// `before_request` functions of applications and blueprints.
extension FlaskReading {
  private static let names = ["before_request", "before_app_request"]

  mutating func readHooks() {
    let types = FlaskLibraries.apps.union(FlaskLibraries.blueprints).union([Evaluator.parameterType])
    for call in context.registrations(of: Self.names, on: types) {
      guard let host = host(call), let given = value(call, 0, "f") else { continue }
      for alternative in given.alternatives {
        switch alternative {
        case .function(let function), .bound(let function, _):
          add(function, call.method, to: host, context.location(call.call))
        default: break
        }
      }
    }
    let wanted = Set(Self.names.compactMap { context.program.names.lookup($0) })
    guard !wanted.isEmpty else { return }
    for file in context.program.fileIDs where context.isServed(file) { readDecorators(file, wanted, types) }
  }

  /// `@app.before_request` without parentheses is no call.
  private mutating func readDecorators(_ id: FileID, _ wanted: Set<Name>, _ types: Set<String>) {
    guard let file = context.program.file(id), file.source.language == .python else { return }
    for index in file.nodes.indices where file.nodes[index].kind == .decorator {
      let node = NodeID(index)
      guard let value = file.child(node, .value), file[value].kind == .member, wanted.contains(file[value].name) else {
        continue
      }
      let method = context.program.text(file[value].name)
      let function = NodeRef(file: id, node: file[node].parent)
      let ref = NodeRef(file: id, node: value)
      for way in evaluator.contexts(of: ref) {
        for alternative in evaluator.value(of: ref, in: way.frame).alternatives {
          guard case .member(let name, let site) = alternative, name.hasSuffix("." + method) else { continue }
          let type = String(name.dropLast(method.count + 1))
          guard types.contains(type) else { continue }
          if let host = type == Evaluator.parameterType ? soleApp ?? site : site {
            add(function, method, to: host, context.headLocation(ref))
          }
        }
      }
    }
  }

  private mutating func add(_ function: NodeRef, _ method: String, to host: NodeRef, _ location: Location) {
    guard context.program.node(function)?.kind == .function else { return }
    let hook = FlaskHook(function: function, location: location)
    var hosts = [host]
    if method == "before_app_request" {
      hosts = mounts.chains(to: host).compactMap { $0.first?.parent }
    }
    for host in Set(hosts) where !(hooks[host] ?? []).contains(where: { $0.function == function }) {
      hooks[host, default: []].append(hook)
    }
  }

  /// What the hooks on the way to an endpoint ask, and the hooks as middleware.
  func hookAuth(_ hosts: [NodeRef], _ request: AnonymousRequest) -> (auth: Auth, middleware: [Middleware]) {
    var best = Auth(.none)
    var middleware: [Middleware] = []
    let walk = AnonymousWalk(context, memory: guards.memory, request: request)
    for hook in hosts.flatMap({ hooks[$0] ?? [] }) {
      let name = evaluator.qualifiedName(of: hook.function)
      let verdict = name.lowercased().contains("csrf") ? GuardVerdict(.none) : walk.hook(hook.function)
      let auth = Auth(verdict.requirement, by: "before_request \(name)", location: verdict.location ?? hook.location)
      best = best.stronger(auth)
      middleware.append(
        Middleware(
          name: name, kind: verdict.requirement == .none ? .other : .guarding, location: hook.location,
          function: context.functions.id(of: hook.function)))
    }
    return (best, middleware)
  }
}
