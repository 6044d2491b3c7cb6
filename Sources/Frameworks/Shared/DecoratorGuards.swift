package import Model
package import Resolution
internal import Source
internal import Syntax

/// Judges Python decorators: those of libraries by name, those of the project by what their wrapper does.
package struct DecoratorGuards {
  /// What a library's decorator asks for: always, or unless a flag says otherwise.
  package struct Library: Sendable {
    package var requirement: Auth.Requirement
    /// A keyword that makes it optional when true ("optional"), or when false ("require_token").
    package var optionalWhen: String?
    package var optionalUnless: String?

    package init(_ requirement: Auth.Requirement, optionalWhen: String? = nil, optionalUnless: String? = nil) {
      self.requirement = requirement
      self.optionalWhen = optionalWhen
      self.optionalUnless = optionalUnless
    }
  }

  private let context: RecognizerContext
  private let libraries: [String: Library]
  package let memory = AnonymousMemory()
  private static let maxDepth = 4

  /// `libraries` are decorators by canonical name.
  package init(_ context: RecognizerContext, libraries: [String: Library]) {
    self.context = context
    self.libraries = libraries
  }

  private var evaluator: Evaluator { context.evaluator }

  /// What a decorator expression (`login_required`, `jwt_required(optional=True)`) asks of callers.
  package func auth(of decorator: NodeRef, in frame: Frame? = nil) -> Auth {
    var auth = judge(decorator, frame, depth: 0)
    if auth.requirement != .none, auth.location == nil { auth.location = context.location(decorator) }
    return auth
  }

  private func judge(_ decorator: NodeRef, _ frame: Frame?, depth: Int) -> Auth {
    guard depth < Self.maxDepth, let file = context.program.file(decorator.file) else { return Auth(.none) }
    let name = title(of: decorator)
    if context.extraGuards.contains(name) { return Auth(.required, by: name) }
    var callee = decorator
    var site: NodeRef?
    if file[decorator.node].kind == .call, let inner = file.child(decorator.node, .callee) {
      site = decorator
      callee = NodeRef(file: decorator.file, node: inner)
    }
    return auth(of: evaluator.value(of: callee, in: frame), name, site, depth)
  }

  private func auth(of value: Value, _ name: String, _ site: NodeRef?, _ depth: Int) -> Auth {
    switch value {
    case .function(let function), .bound(let function, _): return auth(of: function, name, depth)
    case .type(let type), .instance(let type, _): return auth(ofClass: type, name, depth)
    case .object(let library, let made): return auth(ofLibrary: library, name, site ?? made, depth)
    case .external(let library), .member(let library, _): return auth(ofLibrary: library, name, site, depth)
    case .union(let values):
      let all = values.map { auth(of: $0, name, site, depth) }
      let first = all.first ?? Auth(.none)
      return all.allSatisfy { $0.requirement == first.requirement } ? first : Auth(.unknown, by: name)
    case .unknown, .parameter: return Self.soundsLikeGuard(name) ? Auth(.unknown, by: name) : Auth(.none)
    case .literal, .string, .number, .bool, .null, .module, .folder, .row, .table: return Auth(.none)
    }
  }

  private func auth(ofLibrary library: String, _ name: String, _ site: NodeRef?, _ depth: Int) -> Auth {
    // `functools.partial(guard, …)` and `wraps` lead on to their argument.
    if library == "functools.partial", let site, let inner = evaluator.argument(0, of: site) {
      return judge(inner, nil, depth: depth + 1)
    }
    guard let known = libraries[library] else {
      return Self.soundsLikeGuard(library) ? Auth(.unknown, by: name) : Auth(.none)
    }
    var auth = Auth(known.requirement, by: name)
    guard let site else { return auth }
    if let keyword = known.optionalWhen, let given = evaluator.argument(named: keyword, of: site) {
      auth.requirement = flag(given, optionalWhen: true)
    }
    if let keyword = known.optionalUnless, let given = evaluator.argument(named: keyword, of: site) {
      auth.requirement = flag(given, optionalWhen: false)
    }
    auth.roles = roles(at: site)
    return auth
  }

  private func flag(_ given: NodeRef, optionalWhen flag: Bool) -> Auth.Requirement {
    switch evaluator.value(of: given) {
    case .bool(let value): value == flag ? .optional : .required
    default: .unknown
    }
  }

  /// Texts given to a guard: roles, permissions, scopes.
  private func roles(at site: NodeRef) -> [String] {
    (0..<min(6, evaluator.argumentCount(of: site))).compactMap { position in
      evaluator.argument(position, of: site).flatMap { evaluator.value(of: $0).constantText }
    }.filter { $0.utf8.count < 60 }
  }

  // MARK: The project's own

  private func auth(of function: NodeRef, _ name: String, _ depth: Int) -> Auth {
    var auth = memory.decorators[function] ?? judged(function, name, depth)
    memory.decorators[function] = auth
    auth.by = name
    return auth
  }

  private func judged(_ function: NodeRef, _ name: String, _ depth: Int) -> Auth {
    let found = wrappers(in: function)
    var verdicts: [Auth] = []
    for wrapper in found {
      // Decorators on the wrapper guard as well.
      let verdict = AnonymousWalk(context, memory: memory).wrapper(wrapper)
      var own = Auth(verdict.requirement, by: name, location: verdict.location)
      for inner in decorators(of: wrapper) { own = own.stronger(judge(inner, nil, depth: depth + 1)) }
      verdicts.append(own)
    }
    if verdicts.isEmpty { return composed(function, name, depth) }
    var auth = verdicts.count == 1 ? verdicts[0] : Self.agreed(verdicts, name)
    auth.by = name
    // What it calls may refuse out of sight.
    if auth.requirement == .none, Self.soundsLikeGuard(name) { return Auth(.unknown, by: name) }
    return auth
  }

  private static func agreed(_ verdicts: [Auth], _ name: String) -> Auth {
    let strongest = verdicts.reduce(Auth(.none)) { $0.stronger($1) }
    return verdicts.allSatisfy { $0.requirement == strongest.requirement } ? strongest : Auth(.unknown, by: name)
  }

  /// A decorator without a wrapper of its own: it returns what others make of the function.
  private func composed(_ function: NodeRef, _ name: String, _ depth: Int) -> Auth {
    guard let file = context.program.file(function.file) else { return Auth(.none) }
    var best = Auth(.none)
    for returned in evaluator.returns(of: function, file) {
      var node = returned.node
      // `return a(b(f))`, `return require("x")(f)`, `return require("x")`.
      for _ in 0..<6 where file[node].kind == .call {
        guard let callee = file.child(node, .callee) else { break }
        best = best.stronger(judge(NodeRef(file: function.file, node: callee), nil, depth: depth + 1))
        guard let inner = file.child(node, .argument) else { break }
        node = inner
      }
      if case .function(let made) = evaluator.value(of: returned), made != function, made.file == function.file {
        for decorator in decorators(of: made) { best = best.stronger(judge(decorator, nil, depth: depth + 1)) }
      }
    }
    if best.requirement != .none { best.by = name }
    return best.requirement == .none && Self.soundsLikeGuard(name) ? Auth(.unknown, by: name) : best
  }

  private func auth(ofClass type: NodeRef, _ name: String, _ depth: Int) -> Auth {
    guard let call = evaluator.method("__call__", of: type) else {
      return Self.soundsLikeGuard(name) ? Auth(.unknown, by: name) : Auth(.none)
    }
    if wrappers(in: call).isEmpty {
      let verdict = AnonymousWalk(context, memory: memory).wrapper(call)
      if verdict.requirement != .none { return Auth(verdict.requirement, by: name, location: verdict.location) }
    }
    return auth(of: call, name, depth)
  }

  /// The functions inside a decorator that call what it was given.
  private func wrappers(in function: NodeRef) -> [NodeRef] {
    guard let file = context.program.file(function.file), let index = context.program.index(of: function.file)
    else { return [] }
    var found: [NodeRef] = []
    var node = function.node + 1
    while node < file[function.node].next {
      if file[node].kind == .call, let callee = file.child(node, .callee), file[callee].kind == .name,
        let target = evaluator.definition(of: NodeRef(file: function.file, node: callee)), target.file == function.file,
        file[target.node].kind == .parameter
      {
        let around = NodeRef(file: function.file, node: index.function(around: node, in: file))
        // The parameter is of a function around, not of the wrapper itself.
        if around.node > function.node, file[target.node].parent != around.node, !found.contains(around) {
          found.append(around)
        }
      }
      node += 1
    }
    return found
  }

  /// The decorator expressions of a function or class, in order.
  package func decorators(of declaration: NodeRef) -> [NodeRef] {
    guard let file = context.program.file(declaration.file) else { return [] }
    return file.children(declaration.node, .decorator).compactMap { decorator in
      file.child(decorator, .value).map { NodeRef(file: declaration.file, node: $0) }
    }
  }

  /// A decorator as middleware of an endpoint.
  package func middleware(_ decorator: NodeRef, _ auth: Auth) -> Middleware {
    let name = title(of: decorator)
    let lower = name.lowercased()
    var function: FunctionID?
    switch evaluator.value(of: decorator) {
    case .function(let found), .bound(let found, _): function = context.functions.id(of: found)
    default: break
    }
    let kind: Middleware.Kind =
      auth.requirement != .none
      ? .guarding
      : lower.contains("limit") && !lower.contains("exempt")
        ? .rateLimit
        : lower.contains("cross_origin") || lower.contains("cors")
          ? .cors
          : ["use_kwargs", "use_args", "validate", "arguments", "expect", "schema"].contains(where: lower.contains)
            ? .validation : .other
    return Middleware(name: name, kind: kind, location: context.location(decorator), function: function)
  }

  /// A decorator's name as written: "auth.login_required".
  package func title(of decorator: NodeRef) -> String {
    guard let file = context.program.file(decorator.file) else { return "" }
    var node = decorator.node
    while file[node].kind == .call, let callee = file.child(node, .callee) { node = callee }
    guard file[node].kind == .name || file[node].kind == .member else { return "<expression>" }
    let name = context.program.text(file[node].name)
    guard file[node].kind == .member, let object = file.child(node, .object), file[object].kind != .string,
      !file[object].name.isNone
    else { return name }
    return "\(context.program.text(file[object].name)).\(name)"
  }

  /// Whether a decorator's name says that it authenticates or authorises.
  static func soundsLikeGuard(_ name: String) -> Bool {
    let last = name.split(separator: ".").suffix(2).joined(separator: ".").lowercased()
    if ["author", "exempt", "anonymous", "csrf"].contains(where: last.contains), !last.contains("authoriz") {
      return false
    }
    let words = [
      "login_required", "auth", "jwt", "permission", "require_user", "requires_user", "protected", "logged_in",
      "token_required", "require_token", "requires_role", "roles_", "role_required", "admin_required", "require_admin",
      "admin_only", "has_access", "api_key", "apikey", "restricted",
    ]
    return words.contains { last.contains($0) }
  }
}
