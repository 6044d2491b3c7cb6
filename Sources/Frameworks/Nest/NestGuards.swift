internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Judges guards, module middleware and parameter decorators of one project.
final class NestGuards {
  private let context: RecognizerContext
  private let middlewares: MiddlewareGuards
  private let walk: OutsiderWalk

  init(_ context: RecognizerContext) {
    self.context = context
    middlewares = MiddlewareGuards(context)
    walk = OutsiderWalk(context)
    let judge = middlewares
    walk.world.judge = { judge.auth(of: $0, in: nil) }
  }

  private var evaluator: Evaluator { context.evaluator }

  /// What a guard asks of callers of an endpoint with some metadata.
  func auth(of use: NestGuardUse, _ metadata: [String: Bool], _ request: AnonymousRequest) -> Auth {
    let name = title(use)
    if context.extraGuards.contains(name) { return Auth(.required, by: name, location: context.location(use.ref)) }
    walk.world.metadata = metadata
    walk.world.request = request
    var auth = auth(of: evaluator.value(of: use.ref, in: use.frame), name, use.frame, depth: 0)
    if auth.requirement != .none, auth.location == nil { auth.location = context.location(use.ref) }
    return auth
  }

  /// What kind of request is judged: "http", "graphql", "ws".
  func judge(_ contextType: String) { walk.world.contextType = contextType }

  /// How a guard is called in reports.
  func title(_ use: NestGuardUse) -> String {
    switch evaluator.value(of: use.ref, in: use.frame) {
    case .type(let type), .instance(let type, _):
      return context.program.node(type).map { context.program.text($0.name) } ?? "guard"
    default: return middlewares.title(of: use.ref)
    }
  }

  func isThrottler(_ use: NestGuardUse) -> Bool {
    switch evaluator.value(of: use.ref, in: use.frame) {
    case .type(let type), .instance(let type, _):
      return evaluator.externalAncestors(of: type).contains { $0.hasSuffix("ThrottlerGuard") }
    case let value: return (value.externalName ?? "").hasSuffix("ThrottlerGuard")
    }
  }

  private func auth(of value: Value, _ name: String, _ frame: Frame?, depth: Int) -> Auth {
    guard depth < 4 else { return Auth(.unknown, by: name) }
    switch value {
    case .type(let type), .instance(let type, _): return auth(ofClass: type, name, frame)
    case .object(let library, let site): return auth(ofLibrary: library, site, name, frame, depth)
    case .external(let library), .member(let library, _): return auth(ofLibrary: library, nil, name, frame, depth)
    case .union(let values):
      let all = values.map { auth(of: $0, name, frame, depth: depth + 1) }
      let first = all.first ?? Auth(.none)
      return all.allSatisfy { $0.requirement == first.requirement } ? first : Auth(.unknown, by: name)
    default: return Auth(.unknown, by: name)
    }
  }

  private func auth(ofLibrary library: String, _ site: NodeRef?, _ name: String, _ frame: Frame?, _ depth: Int) -> Auth
  {
    if library.hasSuffix("ThrottlerGuard") { return Auth(.none) }
    if library == "@nestjs/passport.AuthGuard" { return passport(site, frame) }
    // `mixin(GuardClass)`.
    if library == "@nestjs/common.mixin", let site, let inner = evaluator.argument(0, of: site) {
      return auth(of: evaluator.value(of: inner, in: frame), name, frame, depth: depth + 1)
    }
    return Auth(.unknown, by: name)
  }

  /// `AuthGuard("jwt")`, `AuthGuard(["jwt", "anonymous"])`.
  private func passport(_ site: NodeRef?, _ frame: Frame?) -> Auth {
    guard let site, let first = evaluator.argument(0, of: site) else {
      return Auth(.required, by: "AuthGuard")
    }
    return MiddlewareGuards.passport(context.texts(first, in: frame), "AuthGuard")
  }

  // MARK: Classes

  private func auth(ofClass type: NodeRef, _ name: String, _ frame: Frame?) -> Auth {
    let base = inherited(type, name, frame)
    guard let check = evaluator.method("canActivate", of: type) else {
      return base ?? Auth(.unknown, by: name)
    }
    // What does not look at the request is about something else.
    if evaluator.parameters(of: check).isEmpty { return base ?? Auth(.none) }
    walk.world.inherited = base.map { GuardVerdict($0.requirement, location: $0.location) }
    let verdict = walk.verdict(of: check, .decision)
    guard verdict.requirement != .none else { return Auth(.none) }
    return Auth(verdict.requirement, by: name, location: verdict.location ?? context.headLocation(check))
  }

  /// What the library's class that a guard extends does.
  private func inherited(_ type: NodeRef, _ name: String, _ frame: Frame?) -> Auth? {
    for ancestor in evaluator.lineage(of: type) {
      for base in evaluator.bases(of: ancestor).flatMap(\.alternatives) {
        guard let library = base.externalName else { continue }
        if library.hasSuffix("ThrottlerGuard") { return Auth(.none) }
        guard library == "@nestjs/passport.AuthGuard" else { continue }
        var auth = passport(base.site, frame)
        auth.by = name
        if let handler = evaluator.method("handleRequest", of: type) {
          let verdict = walk.verdict(ofHandleRequest: handler)
          return Auth(verdict.requirement, by: name, location: verdict.location ?? context.headLocation(handler))
        }
        return auth
      }
    }
    let libraries = evaluator.externalAncestors(of: type).filter { !$0.hasSuffix(".CanActivate") }
    return libraries.isEmpty ? nil : Auth(.unknown, by: name)
  }

  // MARK: Middleware and parameters

  /// What middleware of a module asks of callers.
  func auth(ofMiddleware ref: NodeRef, _ request: AnonymousRequest) -> Auth {
    walk.world.request = request
    switch evaluator.value(of: ref) {
    case .type(let type), .instance(let type, _):
      let name = context.program.node(type).map { context.program.text($0.name) } ?? ""
      guard let function = evaluator.method("use", of: type) else { return Auth(.unknown, by: name) }
      return auth(walk.verdict(of: function, .middleware), function, name)
    case .function(let function):
      return auth(walk.verdict(of: function, .middleware), function, middlewares.title(of: ref))
    default: return middlewares.auth(of: ref, in: nil)
    }
  }

  private func auth(_ verdict: GuardVerdict, _ function: NodeRef, _ name: String) -> Auth {
    verdict.requirement == .none
      ? Auth(.none) : Auth(verdict.requirement, by: name, location: verdict.location ?? context.headLocation(function))
  }

  /// What a parameter decorator of the project does about callers: `createParamDecorator((data, context) => …)`.
  func auth(ofParameterDecorator site: NodeRef, _ name: String) -> Auth {
    guard let factory = evaluator.argument(0, of: site), let function = context.scriptFunction(of: factory, in: nil)
    else { return Auth(.none) }
    let verdict = walk.verdict(of: function, .parameter)
    return verdict.requirement == .unknown ? Auth(.none) : auth(verdict, function, "@" + name)
  }

  /// A guard for the model.
  func middleware(_ use: NestGuardUse, _ auth: Auth) -> Middleware {
    let kind: Middleware.Kind = isThrottler(use) ? .rateLimit : .guarding
    return Middleware(name: title(use), kind: kind, location: context.location(use.ref), function: function(use))
  }

  private func function(_ use: NestGuardUse) -> FunctionID? {
    switch evaluator.value(of: use.ref, in: use.frame) {
    case .type(let type), .instance(let type, _):
      return evaluator.method("canActivate", of: type).flatMap { context.functions.id(of: $0) }
    default: return nil
    }
  }

  /// Middleware of a module for the model.
  func middleware(_ ref: NodeRef, _ auth: Auth) -> Middleware { middlewares.middleware(ref, auth, in: nil) }
}
