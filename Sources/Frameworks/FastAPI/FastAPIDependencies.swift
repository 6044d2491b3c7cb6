internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// FastAPI's dependencies: which of them guard, followed through sub-dependencies.
struct FastAPIDependencies {
  private let context: RecognizerContext
  private let guards: GuardClassifier
  private static let maxDepth = 8

  init(_ context: RecognizerContext) {
    self.context = context
    guards = GuardClassifier(context)
  }

  private var evaluator: Evaluator { context.evaluator }

  /// The `Depends(…)` calls in a `dependencies=[…]` argument.
  func listed(at call: NodeRef, _ frame: Frame?) -> [NodeRef] {
    guard let given = evaluator.argument(named: "dependencies", of: call) else { return [] }
    return evaluator.elementNodes(of: evaluator.value(of: given, in: frame), in: frame)
  }

  /// What a dependency is: the argument of `Depends`.
  private func provider(of dependency: NodeRef) -> Value {
    guard let given = evaluator.argument(0, of: dependency) ?? evaluator.argument(named: "dependency", of: dependency)
    else { return .unknown }
    return evaluator.value(of: given)
  }

  /// The strongest guard among dependencies.
  func auth(of list: [NodeRef]) -> Auth {
    var best = Auth(.none)
    for dependency in list {
      let auth = auth(of: provider(of: dependency), depth: 0)
      if Self.rank(auth.requirement) > Self.rank(best.requirement) { best = auth }
      if best.requirement == .required { break }
    }
    return best
  }

  private static func rank(_ requirement: Auth.Requirement) -> Int {
    switch requirement {
    case .none: 0
    case .unknown: 1
    case .optional: 2
    case .required: 3
    }
  }

  /// Whether a provider guards: a security scheme, a function or callable object that refuses, or one that depends
  /// on such.
  private func auth(of provider: Value, depth: Int) -> Auth {
    guard depth < Self.maxDepth else { return Auth(.unknown) }
    switch provider {
    case .function(let function), .bound(let function, _): return auth(of: function, depth: depth)
    case .instance(let type, let site): return callable(type, site, depth: depth)
    case .type(let type):
      guard let made = evaluator.constructor(of: type) else { return Auth(.none) }
      return auth(of: made, depth: depth)
    case .object(let name, let site): return scheme(name, site)
    case .union(let values):
      let all = values.map { auth(of: $0, depth: depth) }
      return all.max { Self.rank($0.requirement) < Self.rank($1.requirement) } ?? Auth(.none)
    case .unknown, .parameter: return Auth(.unknown)
    default: return Auth(.none)
    }
  }

  private func auth(of function: NodeRef, depth: Int) -> Auth {
    let own = guards.classify(function)
    let name = "Depends \(evaluator.qualifiedName(of: function))"
    var inner = Auth(.none)
    for parameter in evaluator.parameters(of: function) {
      for dependency in evaluator.dependencies(of: parameter) {
        let auth = auth(of: provider(of: dependency), depth: depth + 1)
        if Self.rank(auth.requirement) > Self.rank(inner.requirement) { inner = auth }
      }
    }
    let location = context.declarationLocation(function)
    // An optional scheme below a function that refuses: the refusal decides.
    if own.requirement == .required || inner.requirement == .required {
      return Auth(.required, by: name, location: location)
    }
    if own.requirement == .optional || inner.requirement == .optional {
      return Auth(.optional, by: name, location: location)
    }
    return inner.requirement == .unknown ? Auth(.unknown, by: name, location: location) : Auth(.none)
  }

  /// An object with `__call__`.
  private func callable(_ type: NodeRef, _ site: NodeRef?, depth: Int) -> Auth {
    if let call = evaluator.method("__call__", of: type) {
      let auth = auth(of: call, depth: depth)
      if auth.requirement != .none { return auth }
    }
    guard let base = evaluator.externalAncestors(of: type).first(where: { $0.hasPrefix("fastapi.security") }) else {
      return Auth(.none)
    }
    return scheme(base, site)
  }

  /// FastAPI's security schemes refuse by themselves unless `auto_error=False`.
  private func scheme(_ name: String, _ site: NodeRef?) -> Auth {
    guard name.hasPrefix("fastapi.security") else {
      return name.contains("auth") ? Auth(.unknown, by: name) : Auth(.none)
    }
    let short = String(name.split(separator: ".").last ?? "")
    var requirement = Auth.Requirement.required
    if let site, let flag = evaluator.argument(named: "auto_error", of: site) {
      requirement = evaluator.value(of: flag) == .bool(false) ? .optional : .unknown
      if evaluator.value(of: flag) == .bool(true) { requirement = .required }
    }
    return Auth(requirement, by: short, location: site.map { context.location($0) })
  }

  /// The dependencies as middleware of an endpoint.
  func middleware(_ list: [NodeRef]) -> [Middleware] {
    list.compactMap { dependency in
      let provider = provider(of: dependency)
      switch provider {
      case .function(let function), .bound(let function, _):
        let isGuard = auth(of: function, depth: 0).requirement != .none
        return Middleware(
          name: evaluator.qualifiedName(of: function), kind: isGuard ? .guarding : .other,
          location: context.declarationLocation(function), function: context.functions.id(of: function))
      case .object(let name, _):
        return Middleware(
          name: name, kind: scheme(name, nil).requirement == .none ? .other : .guarding,
          location: context.location(dependency))
      default: return nil
      }
    }
  }
}
