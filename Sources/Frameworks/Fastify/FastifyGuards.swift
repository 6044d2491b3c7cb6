internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Judges hooks: functions by what they do, decorators by the functions behind them, libraries by name.
final class FastifyGuards {
  private let context: RecognizerContext
  private let middlewares: MiddlewareGuards
  private let walk: OutsiderWalk
  private let scripts: ScriptGuards
  /// What `decorate` and `decorateRequest` hang on, by name.
  private let decorators: [String: NodeRef]

  init(_ context: RecognizerContext) {
    self.context = context
    middlewares = MiddlewareGuards(context)
    walk = OutsiderWalk(context)
    scripts = ScriptGuards(context)
    decorators = Self.decorators(context)
    walk.world.members = decorators
  }

  private var evaluator: Evaluator { context.evaluator }

  func title(of ref: NodeRef) -> String { middlewares.title(of: ref) }

  private static func decorators(_ context: RecognizerContext) -> [String: NodeRef] {
    var found: [String: NodeRef] = [:]
    for method in ["decorate", "decorateRequest"] {
      guard let name = context.program.names.lookup(method) else { continue }
      for call in context.program.sites(of: name) where context.isServed(call.file) {
        guard
          let key = context.evaluator.argument(0, of: call).flatMap({ context.evaluator.value(of: $0).constantText }),
          let value = context.evaluator.argument(1, of: call)
        else { continue }
        if let function = context.scriptFunction(of: value, in: nil) { found[key] = found[key] ?? function }
      }
    }
    return found
  }

  /// What a hook asks of callers.
  func auth(of hook: FastifyHook, _ request: AnonymousRequest) -> Auth {
    hook.isMiddleware
      ? scripts.auth(of: hook.ref, in: hook.frame, request) : auth(of: hook.ref, hook.frame, request, depth: 0)
  }

  private func auth(of ref: NodeRef, _ frame: Frame?, _ request: AnonymousRequest, depth: Int) -> Auth {
    let name = title(of: ref)
    if context.extraGuards.contains(name) { return Auth(.required, by: name, location: context.location(ref)) }
    guard depth < 4 else { return Auth(.unknown, by: name) }
    let all = evaluator.value(of: ref, in: frame).alternatives.map {
      auth(of: $0, ref, frame, name, request, depth: depth)
    }
    let first = all.first ?? Auth(.none)
    return all.allSatisfy { $0.requirement == first.requirement } ? first : Auth(.unknown, by: name)
  }

  private func auth(
    of value: Value, _ ref: NodeRef, _ frame: Frame?, _ name: String, _ request: AnonymousRequest, depth: Int
  ) -> Auth {
    switch value {
    case .function(let function), .bound(let function, _): return auth(of: function, name, request)
    case .object(let library, let site): return called(library, site, ref, frame, name, request, depth: depth)
    case .external(let library), .member(let library, _):
      return decorator(library.split(separator: ".").last.map(String.init) ?? library, name, request)
    case .unknown, .parameter:
      if let last = name.split(separator: ".").last, decorators[String(last)] != nil {
        return decorator(String(last), name, request)
      }
      return MiddlewareGuards.soundsLikeGuard(name) ? Auth(.unknown, by: name) : Auth(.none)
    default: return Auth(.none)
    }
  }

  private func auth(of function: NodeRef, _ name: String, _ request: AnonymousRequest) -> Auth {
    // Tokens against forged requests say nothing about who is calling.
    if ScriptGuards.isAboutForgery(function, name, context) { return Auth(.none) }
    walk.world.request = request
    let verdict = walk.verdict(of: function, .hook)
    let title = name == "<function>" ? "hook" : name
    return verdict.requirement == .none
      ? Auth(.none) : Auth(verdict.requirement, by: title, location: verdict.location ?? context.headLocation(function))
  }

  /// A function hung on the application under a name: `fastify.authenticate`.
  private func decorator(_ key: String, _ name: String, _ request: AnonymousRequest) -> Auth {
    if let function = decorators[key] { return auth(of: function, key, request) }
    switch key {
    // @fastify/basic-auth, @fastify/bearer-auth.
    case "basicAuth", "verifyBearerAuth": return Auth(.required, by: key)
    default: return MiddlewareGuards.soundsLikeGuard(key) && !isHarmless(key) ? Auth(.unknown, by: name) : Auth(.none)
    }
  }

  private func isHarmless(_ key: String) -> Bool { key.lowercased().contains("csrf") || key == "rateLimit" }

  /// What a call answered: `fastify.auth([…])`, `fastify.rateLimit()`, a bearer plugin's own hook.
  private func called(
    _ library: String, _ site: NodeRef?, _ ref: NodeRef, _ frame: Frame?, _ name: String, _ request: AnonymousRequest,
    depth: Int
  ) -> Auth {
    if library == "fastify" { return Auth(.required, by: "@fastify/bearer-auth", location: context.location(ref)) }
    let last = library.split(separator: ".").last.map(String.init) ?? library
    if last == "auth", library.contains("."), let site, let list = evaluator.argument(0, of: site) {
      return either(list, evaluator.argument(1, of: site), frame, name, request, depth: depth)
    }
    if last == "rateLimit" { return Auth(.none) }
    // A decorator that makes a hook.
    if let maker = decorators[last], let made = returnedFunction(maker) { return auth(of: made, last, request) }
    return middlewares.auth(of: ref, in: frame)
  }

  private func returnedFunction(_ function: NodeRef) -> NodeRef? {
    for case .function(let inner) in evaluator.returned(by: function, in: nil).alternatives { return inner }
    return nil
  }

  /// `fastify.auth([a, b])`: one of them is enough, or all with `{relation: "and"}`.
  private func either(
    _ list: NodeRef, _ options: NodeRef?, _ frame: Frame?, _ name: String, _ request: AnonymousRequest, depth: Int
  ) -> Auth {
    let parts = context.flattenedElements(list, in: frame).map { auth(of: $0, frame, request, depth: depth + 1) }
    guard let first = parts.first else { return Auth(.unknown, by: name) }
    let relation = options.map { context.options($0, in: frame) }?["relation"]
    if relation.flatMap({ evaluator.value(of: $0, in: frame).constantText }) == "and" {
      return parts.reduce(first) { $0.stronger($1) }
    }
    if parts.allSatisfy({ $0.requirement == .required }) { return first }
    if let open = parts.first(where: { $0.requirement == .none || $0.requirement == .optional }) {
      return Auth(.optional, by: open.by.isEmpty ? name : open.by)
    }
    return Auth(.unknown, by: name)
  }

  /// A hook for the model.
  func middleware(_ hook: FastifyHook, _ auth: Auth) -> Middleware {
    middlewares.middleware(hook.ref, auth, in: hook.frame)
  }
}
