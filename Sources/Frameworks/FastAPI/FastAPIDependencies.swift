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
    else { return annotated(dependency) }
    // `Depends(Provide[Container.service])` fetches an object from a container.
    if let file = context.program.file(given.file), file[given.node].kind == .index,
      let object = file.child(given.node, .object),
      let name = evaluator.value(of: NodeRef(file: given.file, node: object)).externalName,
      name.hasPrefix("dependency_injector.")
    {
      return .null
    }
    return evaluator.value(of: given)
  }

  /// `Depends()` makes an object of the parameter's type: of the T in `Annotated[T, Depends()]`, too.
  private func annotated(_ dependency: NodeRef) -> Value {
    guard let file = context.program.file(dependency.file),
      let around = file.ancestor(of: dependency.node, where: { $0.kind == .parameter || $0.kind == .index }),
      let type = file[around].kind == .index ? around : file.child(around, .type)
    else { return .unknown }
    switch evaluator.instance(ofType: NodeRef(file: dependency.file, node: type)) {
    case .instance(let type, _): return .type(type)
    // Forms of credentials, which the handler looks at.
    case .object(let name, _) where name.contains("OAuth2PasswordRequestForm"): return .null
    case let value: return value
    }
  }

  /// Class-based views: attributes of the class around a handler, and of its bases, that are dependencies.
  func ofClass(around function: NodeRef) -> [NodeRef] {
    guard let file = context.program.file(function.file),
      let type = file.ancestor(of: function.node, where: { $0.kind == .classDeclaration })
    else { return [] }
    var found: [NodeRef] = []
    for type in evaluator.lineage(of: NodeRef(file: function.file, node: type)) {
      guard let file = context.program.file(type.file), let body = file.child(type.node, .body) else { continue }
      for statement in file.children(body) {
        let ref = NodeRef(file: type.file, node: statement)
        switch file[statement].kind {
        case .assignment, .field: found += evaluator.dependencies(of: ref)
        case .function where file[statement].flags.contains(.constructor):
          found += evaluator.parameters(of: ref).flatMap { evaluator.dependencies(of: $0) }
        default: continue
        }
      }
    }
    return found
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
    let base = evaluator.externalAncestors(of: type).first { $0.hasPrefix("fastapi.security") }
    if let call = evaluator.method("__call__", of: type) {
      let own = auth(of: call, depth: depth)
      // A scheme that was told not to refuse: what it refuses by itself is what the library's would have.
      if let base, own.requirement == .required, scheme(base, site).requirement == .optional {
        return Auth(.optional, by: own.by, location: own.location)
      }
      if own.requirement != .none { return own }
      if let inherited = inherited(call, of: type, depth: depth) { return inherited }
    }
    return base.map { scheme($0, site) } ?? Auth(.none)
  }

  /// `return await super().__call__(…)`: what the base's method refuses. What an object was made with may decide on it,
  /// so that nothing sure can be said.
  private func inherited(_ call: NodeRef, of type: NodeRef, depth: Int) -> Auth? {
    for base in evaluator.lineage(of: type).dropFirst() {
      guard let method = evaluator.method("__call__", of: base), method != call else { continue }
      let auth = auth(of: method, depth: depth + 1)
      return auth.requirement == .none ? nil : Auth(.unknown, by: auth.by, location: auth.location)
    }
    return nil
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
