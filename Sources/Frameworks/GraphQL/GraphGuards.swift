internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What ECMAScript's resolvers and what is wrapped around them ask of callers.
final class GraphGuards {
  private let context: RecognizerContext
  private let walk: OutsiderWalk
  private var memo: [NodeRef: Auth] = [:]
  private static let maxDepth = 6

  init(_ context: RecognizerContext) {
    self.context = context
    walk = OutsiderWalk(context)
  }

  private var evaluator: Evaluator { context.evaluator }

  /// What a function asks that gets (parent, arguments, context, info).
  func auth(ofResolver function: NodeRef, title: String = "check in the resolver", context position: Int = 2) -> Auth {
    if let known = memo[function] { return known }
    let parameters = evaluator.parameters(of: function)
    let auth = judged(
      function, .resolver, parameters.count > position ? [parameters[position]] : [], title: title)
    memo[function] = auth
    return auth
  }

  /// What a function asks that decides by its answer: `({context}) => !!context.user`.
  func auth(ofDecision function: NodeRef, title: String, context position: Int) -> Auth {
    let parameters = evaluator.parameters(of: function)
    return judged(function, .decision, parameters.count > position ? [parameters[position]] : [], title: title)
  }

  /// What a function asks that goes on by `next()`: middleware of type-graphql, whose first argument has the context.
  func auth(ofMiddleware function: NodeRef, title: String) -> Auth {
    let parameters = evaluator.parameters(of: function)
    return judged(function, .middleware, Array(parameters.prefix(1)), title: title)
  }

  private func judged(_ function: NodeRef, _ style: OutsiderWalk.Style, _ contexts: [NodeRef], title: String) -> Auth {
    let outer = walk.world
    defer { walk.world = outer }
    walk.world.contexts = Set(contexts)
    walk.world.namesTell = style != .resolver
    var known: [NodeRef: Bool] = [:]
    for parameter in contexts { note(pattern: parameter, &known) }
    let verdict = walk.verdict(of: function, style, knowing: known)
    guard verdict.requirement != .none else { return Auth(.none) }
    // What is too long to follow and refuses nobody is no guard.
    if verdict.requirement == .unknown, style == .resolver, verdict.location == nil || takesPassword(function) {
      return Auth(.none)
    }
    return Auth(verdict.requirement, by: title, location: verdict.location ?? context.headLocation(function))
  }

  /// Credentials come as arguments: a refusal is about those.
  private func takesPassword(_ function: NodeRef) -> Bool {
    guard let file = context.program.file(function.file), let body = file.child(function.node, .body) else {
      return false
    }
    let own = evaluator.parameters(of: function).prefix(2)
    return own.contains { file.text($0.node).lowercased().contains("password") }
      || (body..<min(file[body].next, body + 400)).contains { node in
        guard file[node].kind == .name || file[node].kind == .member || file[node].kind == .string else { return false }
        let word = file[node].kind == .string ? file.stringValue(node) ?? "" : context.program.text(file[node].name)
        return word == "password"
      }
  }

  /// `{ models, me }`: what stands for the caller is not there. `{ context }` is the context itself.
  private func note(pattern parameter: NodeRef, _ known: inout [NodeRef: Bool]) {
    guard let file = context.program.file(parameter.file), let pattern = file.child(parameter.node, .target),
      file[pattern].kind == .dictionary
    else { return }
    for pair in file.children(pattern) where file[pair].kind == .pair {
      guard let key = file.child(pair, .key).flatMap({ file.stringValue($0) }), var target = file.child(pair, .value)
      else { continue }
      if file[target].kind == .assignment, let inner = file.child(target, .target) { target = inner }
      if file[target].kind == .dictionary, key == "context" {
        for inner in file.children(target) where file[inner].kind == .pair {
          guard let key = file.child(inner, .key).flatMap({ file.stringValue($0) }),
            let name = file.child(inner, .value)
          else { continue }
          note(key, NodeRef(file: parameter.file, node: name), &known)
        }
      } else {
        note(key, NodeRef(file: parameter.file, node: target), &known)
      }
    }
  }

  private func note(_ key: String, _ name: NodeRef, _ known: inout [NodeRef: Bool]) {
    if OutsiderScope.contextIdentities.contains(key.lowercased()) { known[name] = false }
    if key == "context" || key == "ctx" { walk.world.contexts.insert(name) }
  }

  /// What the entries of the object that a function makes of the context are for a caller without credentials.
  func answers(of function: NodeRef) -> [String: Auth.Requirement] {
    guard let file = context.program.file(function.file) else { return [:] }
    let outer = walk.world
    defer { walk.world = outer }
    let parameters = Array(evaluator.parameters(of: function).prefix(1))
    walk.world.contexts = Set(parameters)
    walk.world.namesTell = false
    var found: [String: Auth.Requirement] = [:]
    for returned in evaluator.returns(of: function, file) {
      for (name, value) in evaluator.entries(of: evaluator.value(of: returned)) {
        guard let own = context.program.file(value.file) else { continue }
        let scope = OutsiderScope(
          walk: walk, id: value.file, file: own, style: .decision, depth: 0, budget: OutsiderBudget())
        let truth = scope.truth(of: value.node, steps: 0)
        found[name] = truth.answer == .no ? .required : truth.answer == .yes ? Auth.Requirement.none : .unknown
      }
    }
    return found
  }

  // MARK: What is around a resolver

  /// What the function that makes the context asks: it runs before every operation.
  func auth(ofContext function: NodeRef) -> Auth {
    walk.world.contexts = []
    let verdict = walk.verdict(of: function, .hook)
    guard verdict.requirement == .required else { return Auth(.none) }
    return Auth(.required, by: "context", location: verdict.location ?? context.headLocation(function))
  }

  /// An expression that answers a field, taken apart: the function, and what all around it asks.
  func resolve(_ ref: NodeRef, depth: Int = 0) -> (function: NodeRef?, auth: Auth) {
    guard depth < Self.maxDepth, let file = context.program.file(ref.file) else { return (nil, Auth(.unknown)) }
    let value = evaluator.value(of: ref)
    let isNamed = file[ref.node].kind == .name || file[ref.node].kind == .member
    let origin = isNamed ? evaluator.originCall(of: ref) ?? importedCall(ref) : nil
    if file[ref.node].kind == .call || origin != nil {
      var result = called(origin ?? ref, depth)
      if result.function == nil { result.function = context.scriptFunction(of: ref, in: nil) }
      return result
    }
    switch value {
    case .function(let function), .bound(let function, _):
      return (function, auth(ofResolver: function))
    case .literal(let literal):
      // `{ subscribe: …, resolve: … }`.
      for key in ["subscribe", "resolve"] {
        if let entry = evaluator.entryNode(key, of: .literal(literal)) { return resolve(entry, depth: depth + 1) }
      }
      // A chain of resolvers: `[isAuthenticated, fn]`.
      guard context.program.node(literal)?.kind == .list else { return (nil, Auth(.none)) }
      return chain(evaluator.elementNodes(of: value), depth)
    default: return (context.scriptFunction(of: ref, in: nil), Auth(.none))
    }
  }

  private func importedCall(_ ref: NodeRef) -> NodeRef? {
    guard let found = evaluator.importedDefault(ref), context.program.node(found)?.kind == .call else { return nil }
    return found
  }

  /// The last function of several answers; those before it guard.
  private func chain(_ nodes: [NodeRef], _ depth: Int) -> (function: NodeRef?, auth: Auth) {
    var result: (function: NodeRef?, auth: Auth) = (nil, Auth(.none))
    for (position, node) in nodes.enumerated() {
      var one = resolve(node, depth: depth + 1)
      if position < nodes.count - 1, one.auth.requirement != .none { one.auth.by = title(of: node) }
      result = (one.function ?? result.function, result.auth.stronger(one.auth))
    }
    return result
  }

  /// `combineResolvers(isAuthenticated, fn)`, `requireUser(fn)`, `guarded.createResolver(fn)`, `compose(a)(fn)`.
  private func called(_ call: NodeRef, _ depth: Int) -> (function: NodeRef?, auth: Auth) {
    guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee) else {
      return (nil, Auth(.none))
    }
    let arguments = file.children(call.node, .argument)
      .flatMap { context.flattenedElements(NodeRef(file: call.file, node: $0), in: nil) }
      .filter { isFunction($0) }
    var result = chain(arguments, depth)
    let around = wrapper(NodeRef(file: call.file, node: callee), call, depth)
    result.auth = result.auth.stronger(around)
    return result
  }

  private func isFunction(_ ref: NodeRef) -> Bool {
    guard let node = context.program.node(ref) else { return false }
    if node.kind == .function || node.kind == .call { return true }
    switch evaluator.value(of: ref) {
    case .function, .bound: return true
    case .object(_, let site?): return site != ref
    default: return false
    }
  }

  private func wrapper(_ callee: NodeRef, _ call: NodeRef, _ depth: Int) -> Auth {
    guard let file = context.program.file(callee.file) else { return Auth(.none) }
    let name = title(of: callee)
    // `guarded.createResolver(fn)`: what `guarded` was made with.
    if file[callee.node].kind == .member, let object = file.child(callee.node, .object),
      name.hasSuffix("createResolver")
    {
      let owner = NodeRef(file: callee.file, node: object)
      guard let origin = evaluator.originCall(of: owner) else { return Auth(.none) }
      var made = resolve(origin, depth: depth + 1).auth
      if made.requirement != .none { made.by = title(of: owner) }
      return made
    }
    // `authenticated({role})(fn)`.
    var maker = callee
    if file[callee.node].kind == .call, let inner = file.child(callee.node, .callee) {
      maker = NodeRef(file: callee.file, node: inner)
    }
    switch evaluator.value(of: maker) {
    case .function(let function), .bound(let function, _): return made(by: function, title(of: maker), depth: 0)
    case .unknown, .parameter:
      return MiddlewareGuards.soundsLikeGuard(name)
        ? Auth(.unknown, by: name, location: context.location(call)) : Auth(.none)
    default:
      let isGuard = MiddlewareGuards.soundsLikeGuard(name) && !name.lowercased().contains("resolvers")
      return isGuard ? Auth(.unknown, by: name, location: context.location(call)) : Auth(.none)
    }
  }

  /// What the function asks that a wrapper answers with: `next => (root, args, context) => …`.
  private func made(by function: NodeRef, _ name: String, depth: Int) -> Auth {
    guard depth < 3, let file = context.program.file(function.file) else { return Auth(.none) }
    var auth = Auth(.none)
    for returned in evaluator.returns(of: function, file).prefix(4) {
      guard case .function(let inner) = evaluator.value(of: returned), inner != function else { continue }
      let parameters = evaluator.parameters(of: inner)
      var one = parameters.count > 2 ? self.auth(ofResolver: inner) : made(by: inner, name, depth: depth + 1)
      if one.requirement != .none { one.by = name }
      auth = auth.stronger(one)
    }
    if auth.requirement == .none, MiddlewareGuards.soundsLikeGuard(name) {
      return Auth(.unknown, by: name, location: context.headLocation(function))
    }
    return auth
  }

  private func title(of ref: NodeRef) -> String { MiddlewareGuards(context).title(of: ref) }
}
