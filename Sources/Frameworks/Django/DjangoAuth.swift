internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What stands before views: middleware, decorators, mixins, overridden `dispatch`.
enum DjangoAuth {
  /// Two demands that both hold.
  static func joined(_ first: Auth, _ second: Auth) -> Auth {
    if first.requirement == .none, second.requirement == .none { return second.isExplicitlyPublic ? second : first }
    return first.stronger(second)
  }
}

extension DjangoReading {
  // MARK: Decorators

  /// Applies decorators, outermost first.
  func apply(_ decorators: [NodeRef], _ frame: Frame?, _ request: AnonymousRequest, _ endpoint: inout Endpoint) {
    for decorator in decorators.flatMap({ unwrapped($0) }) {
      let auth = self.auth(of: decorator, frame)
      let middleware = guards.middleware(decorator, auth)
      endpoint.auth = endpoint.auth.stronger(auth)
      endpoint.middleware.append(middleware)
      if middleware.kind == .rateLimit { endpoint.rateLimit = middleware }
    }
  }

  /// What `method_decorator(…)` turns into a decorator of methods.
  private func unwrapped(_ decorator: NodeRef) -> [NodeRef] {
    guard name(of: decorator)?.hasSuffix("method_decorator") == true, let given = evaluator.argument(0, of: decorator)
    else { return [decorator] }
    let listed = evaluator.elementNodes(of: evaluator.value(of: given))
    return listed.isEmpty ? [given] : listed
  }

  private func auth(of decorator: NodeRef, _ frame: Frame?) -> Auth {
    let value = evaluator.value(of: decorator, in: frame)
    let made = calleeName(of: decorator)?.hasSuffix("decorators.user_passes_test") == true ? decorator : value.site
    if let made, calleeName(of: made)?.hasSuffix("decorators.user_passes_test") == true,
      let test = argument(0, "test_func", of: made)
    {
      return Auth(requirement(ofTest: test), by: guards.title(of: decorator), location: context.location(decorator))
    }
    return guards.auth(of: decorator, in: frame)
  }

  private static let identity: Set<String> = [
    "is_authenticated", "is_staff", "is_superuser", "is_active", "has_perm", "has_perms", "has_module_perms",
  ]

  /// What `lambda user: …` asks of a user who is not there.
  private func requirement(ofTest test: NodeRef) -> Auth.Requirement {
    guard case .function(let function) = evaluator.value(of: test), let file = context.program.file(function.file)
    else {
      return .unknown
    }
    let nodes = function.node..<file[function.node].next
    let names = nodes.filter { file[$0].kind == .member }.map { context.program.text(file[$0].name) }
    let isNegated = nodes.contains {
      file[$0].kind == .unary || file[$0].kind == .logical && context.program.text(file[$0].name) == "or"
    }
    guard names.contains(where: Self.identity.contains) else { return .unknown }
    return isNegated ? .unknown : .required
  }

  /// Whether a decorator takes a view out of what login middleware guards.
  func isPublic(_ decorators: [NodeRef]) -> Bool {
    decorators.flatMap { unwrapped($0) }.contains { decorator in
      let name = DjangoLibrary.last(name(of: decorator) ?? guards.title(of: decorator))
      return ["login_not_required", "login_exempt", "public"].contains(name)
    }
  }

  // MARK: Classes

  /// Mixins of libraries.
  func applyMixins(_ type: NodeRef, _ endpoint: inout Endpoint) {
    let libraries = classes.libraries(of: type)
    let place = context.headLocation(type)
    if let mixin = libraries.first(where: DjangoLibrary.isLoginMixin) {
      let name = DjangoLibrary.last(mixin)
      endpoint.auth = endpoint.auth.stronger(Auth(.required, by: name, location: place))
      endpoint.middleware.append(Middleware(name: name, kind: .guarding, location: place))
    }
    guard libraries.contains(where: { $0.hasSuffix("UserPassesTestMixin") }) else { return }
    var auth = Auth(.unknown, by: "UserPassesTestMixin", location: place)
    if let test = evaluator.method("test_func", of: type) {
      let answers = walk(AnonymousRequest(view: type, isViewItself: true)).helper(test, depth: 0).answers
      if !answers.isEmpty, answers.allSatisfy({ $0.answer == .no }) { auth.requirement = .required }
      auth.location = context.declarationLocation(test)
    }
    endpoint.auth = endpoint.auth.stronger(auth)
  }

  func walk(_ request: AnonymousRequest) -> AnonymousWalk {
    AnonymousWalk(context, memory: guards.memory, request: request)
  }

  /// A class's own `dispatch` and its kin that refuse before they pass a request on.
  func applyOverrides(_ type: NodeRef, _ request: AnonymousRequest, _ endpoint: inout Endpoint) {
    var request = request
    request.view = type
    request.isViewItself = true
    for owner in evaluator.lineage(of: type) {
      for name in ["dispatch", "initial", "check_permissions"] {
        guard let function = evaluator.declaration(name, in: owner), context.program.node(function)?.kind == .function,
          name != "check_permissions" || evaluator.method("get_permissions", of: type) == nil
        else { continue }
        let verdict = name == "dispatch" ? walk(request).wrapper(function) : walk(request).hook(function)
        guard verdict.requirement == .required || verdict.requirement == .unknown && name == "dispatch" else {
          continue
        }
        let auth = Auth(
          verdict.requirement, by: evaluator.qualifiedName(of: function), location: verdict.location)
        endpoint.auth = endpoint.auth.stronger(auth)
      }
    }
  }

  /// A handler that refuses by itself.
  func checkHandler(_ function: NodeRef, _ request: AnonymousRequest, _ endpoint: inout Endpoint) {
    guard endpoint.auth.requirement == .none || endpoint.auth.requirement == .optional else { return }
    var request = request
    request.isViewItself = request.view != nil
    let verdict = walk(request).handler(function)
    guard verdict.requirement == .required else { return }
    endpoint.auth = Auth(.required, by: "check in the handler", location: verdict.location)
  }
}
