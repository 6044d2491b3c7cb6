internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// `RouterFunctions.route(GET("/a"), handler::a)`, the builder `route().GET("/a", …).path("/b", b -> …)`, and `nest`: in
/// beans, and in components whose routes the project gathers itself.
struct SpringFunctionalRoutes {
  let project: JavaProject
  let applications: SpringApplications
  private(set) var endpoints: [Endpoint] = []
  private(set) var sources = RequestSources()
  private(set) var firstUse: Location?
  private var budget = 4_000
  /// Names of what routes are added to.
  private var builders: Set<String> = []
  private var collectors: SpringRouteCollectors

  private static let answers: Set<String> = [
    "org.springframework.web.reactive.function.server.RouterFunction",
    "org.springframework.web.servlet.function.RouterFunction",
  ]
  private static let verbs: Set<String> = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"]

  private var context: RecognizerContext { project.context }

  init(_ project: JavaProject, _ applications: SpringApplications) {
    self.project = project
    self.applications = applications
    collectors = SpringRouteCollectors(project)
  }

  mutating func read() {
    for type in project.types {
      guard let file = project.file(type.ref), file.source.contains(text: "RouterFunction") else { continue }
      for method in project.methods(of: type) {
        guard let answer = file.child(method.node, .type),
          project.names(of: NodeRef(file: method.file, node: answer)).first(in: Self.answers) != nil,
          let prefix = prefix(method, of: type)
        else { continue }
        if firstUse == nil { firstUse = context.headLocation(method) }
        router(method, prefix, applications.application(of: method.file), depth: 0)
      }
    }
  }

  /// What stands before the routes that a method answers with; `nil` when it is not seen to be asked for them.
  private mutating func prefix(_ method: NodeRef, of type: JavaType) -> String? {
    if project.annotation(of: method, among: SpringNames.bean) != nil { return "" }
    guard let file = project.file(method), file.child(method.node, .body) != nil,
      project.annotation(of: type.ref, among: SpringNames.stereotypes) != nil
    else { return nil }
    let name = project.text(file[method.node].name)
    for other in project.lineage(of: type).dropFirst() {
      guard let owner = project.file(other.ref), owner[other.ref.node].kind == .interface,
        let declared = project.methods(of: other).first(where: { ref in
          project.file(ref).map { project.text($0[ref.node].name) == name } ?? false
        }),
        let collector = collectors.collector(of: declared, declaredBy: other)
      else { continue }
      return collectors.prefix(of: type, collector)
    }
    return nil
  }

  /// What a function answers with.
  private mutating func router(_ function: NodeRef, _ prefix: String, _ application: SpringApplication, depth: Int) {
    guard depth < 8, let file = project.file(function) else { return }
    let outer = builders
    if let name = project.parameter(0, of: function) { builders.insert(name) }
    for statement in project.statements(of: function) {
      let value = file.child(statement.node, .value).map { NodeRef(file: function.file, node: $0) }
      switch file[statement.node].kind {
      case .returnStatement: if let value { nested(value, prefix, application, depth) }
      case .call: routes(statement, prefix, application, depth)
      case .assignment:
        // A builder that more is added to; routes in a variable are read where they are used.
        guard let value, let target = file.child(statement.node, .target) else { continue }
        let calls = project.chain(value).calls
        guard let first = calls.first, first.name == "route", first.arguments.isEmpty, calls.last?.name != "build"
        else {
          continue
        }
        builders.insert(project.text(file[target].name))
        routes(value, prefix, application, depth)
      default: break
      }
    }
    builders = outer
  }

  /// What a local variable was declared with.
  private func variable(_ ref: NodeRef) -> NodeRef? {
    guard let file = project.file(ref), file[ref.node].kind == .name,
      !builders.contains(project.text(file[ref.node].name))
    else { return nil }
    return project.assigned(before: ref)
  }

  private mutating func routes(
    _ ref: NodeRef, _ prefix: String, _ application: SpringApplication, _ depth: Int
  ) {
    guard depth < 12, budget > 0 else { return }
    budget -= 1
    let chain = project.chain(ref)
    var isBuilder = false
    if let root = chain.root, let file = project.file(root), file[root.node].kind == .name {
      isBuilder = builders.contains(project.text(file[root.node].name))
      if let value = variable(root) { nested(value, prefix, application, depth) }
    }
    for call in chain.calls {
      let arguments = call.arguments
      switch call.name {
      case "route", "andRoute":
        if arguments.isEmpty {
          isBuilder = true
        } else if arguments.count >= 2 {
          single(arguments[0], arguments[1], call, prefix, application)
        }
      case "nest", "andNest":
        guard arguments.count >= 2 else { continue }
        let inner = predicate(arguments[0])
        for path in inner.paths.isEmpty ? [""] : inner.paths {
          nested(arguments[1], PathTemplate.below(prefix, path), application, depth)
        }
      case "path" where arguments.count >= 2:
        for path in project.texts(arguments[0]) {
          nested(arguments[1], PathTemplate.below(prefix, path), application, depth)
        }
      case "and", "andOther", "add", "other":
        if let inner = arguments.first { nested(inner, prefix, application, depth) }
      case let name where Self.verbs.contains(name) && isBuilder: builderRoute(name, call, prefix, application)
      default:
        // A function of the project that answers with routes.
        if call.ref == chain.calls.first?.ref, chain.root == nil || chain.calls.count == 1,
          let method = called(call), project.file(method)?.child(method.node, .body) != nil
        {
          router(method, prefix, application, depth: depth + 1)
        }
      }
    }
  }

  private func called(_ call: JavaCall) -> NodeRef? {
    guard let file = project.file(call.ref), let callee = file.child(call.ref.node, .callee) else { return nil }
    let owner =
      file[callee].kind == .member
      ? file.child(callee, .object).flatMap { project.objectType(NodeRef(file: call.ref.file, node: $0)) }
      : project.type(around: call.ref)
    guard let owner, let method = project.method(call.name, of: owner), let other = project.file(method),
      let answer = other.child(method.node, .type), isRoutes(NodeRef(file: method.file, node: answer))
    else { return nil }
    return method
  }

  /// `RouterFunction<…>`, `Supplier<RouterFunction<…>>`.
  private func isRoutes(_ type: NodeRef) -> Bool {
    if project.names(of: type).first(in: Self.answers) != nil { return true }
    guard let file = project.file(type), file[type.node].kind == .index,
      project.dotted(type)?.hasSuffix("Supplier") ?? false, let inner = file.child(type.node, .index)
    else { return false }
    return project.names(of: NodeRef(file: type.file, node: inner)).first(in: Self.answers) != nil
  }

  /// Routes below a prefix: a lambda that is given a builder or answers with routes, or routes themselves.
  private mutating func nested(_ ref: NodeRef, _ prefix: String, _ application: SpringApplication, _ depth: Int) {
    guard depth < 12 else { return }
    if let function = project.function(ref) { return router(function, prefix, application, depth: depth + 1) }
    routes(ref, prefix, application, depth + 1)
  }

  // MARK: Predicates

  private struct Predicate {
    var methods: [String] = []
    var paths: [String] = []
  }

  /// `GET("/a").and(accept(JSON))`, `path("/a")`, `method(HttpMethod.GET).and(path("/a"))`.
  private func predicate(_ ref: NodeRef, depth: Int = 0) -> Predicate {
    var found = Predicate()
    guard depth < 8 else { return found }
    for call in project.chain(ref).calls {
      switch call.name {
      case let name where Self.verbs.contains(name):
        found.methods.append(name)
        found.paths += call.arguments.first.map { project.texts($0) } ?? []
      case "path", "pathPrefix": found.paths += call.arguments.first.map { project.texts($0) } ?? []
      case "method", "methods":
        found.methods += call.arguments.compactMap { argument in
          project.file(argument).map { project.text($0[argument.node].name) }
        }
      case "and":
        for argument in call.arguments {
          let other = predicate(argument, depth: depth + 1)
          if found.methods.isEmpty { found.methods = other.methods }
          if found.paths.isEmpty { found.paths = other.paths }
        }
      case "or":
        for argument in call.arguments {
          let other = predicate(argument, depth: depth + 1)
          found.methods += other.methods
          found.paths += other.paths
        }
      default: break
      }
    }
    return found
  }

  private mutating func single(
    _ condition: NodeRef, _ handler: NodeRef, _ call: JavaCall, _ prefix: String, _ application: SpringApplication
  ) {
    let found = predicate(condition)
    let methods = found.methods.isEmpty ? ["ANY"] : found.methods.uniqued()
    guard !found.paths.isEmpty || !found.methods.isEmpty else { return }
    for path in found.paths.isEmpty ? [""] : found.paths {
      for method in methods { add(method, PathTemplate.below(prefix, path), handler, condition, application) }
    }
  }

  /// `.GET("/a", handler)`, `.GET("/a", accept(JSON), handler)`, `.GET(handler)`, `.GET("/a", handler, docs -> …)`.
  private mutating func builderRoute(
    _ method: String, _ call: JavaCall, _ prefix: String, _ application: SpringApplication
  ) {
    let text = call.arguments.first.flatMap { project.text(of: $0) }
    let rest = text == nil ? call.arguments[...] : call.arguments.dropFirst()
    let handler = rest.first { project.function($0) != nil || isMember($0) } ?? rest.last
    var paths = [text ?? ""]
    // `.GET(path("/a").and(accept(HTML)), handler)`, the condition in a variable as well.
    if text == nil, rest.count > 1, let first = rest.first {
      let found = predicate(variable(first) ?? first).paths
      if !found.isEmpty { paths = found }
    }
    for path in paths {
      add(
        method, PathTemplate.below(prefix, path), handler ?? call.ref, call.arguments.first ?? call.ref, application)
    }
  }

  private func isMember(_ ref: NodeRef) -> Bool { project.file(ref)?[ref.node].kind == .member }

  private mutating func add(
    _ method: String, _ path: String, _ handler: NodeRef, _ place: NodeRef, _ application: SpringApplication
  ) {
    let path = PathTemplate.normalized(project.settings.resolved(path, in: application.module))
    let function = project.function(handler)
    let type = function.flatMap { project.type(around: $0) }
    let request = SpringRequest(method: method, path: path)
    let described =
      function.map { context.handler($0) }
      ?? Handler(
        name: project.file(handler)?.text(handler.node) ?? "", location: context.headLocation(handler), function: nil)
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: method,
      path: SpringPath.presented(PathTemplate.below(application.prefix, PathTemplate.braces(path))),
      framework: "spring",
      auth: application.security.auth(request, handler: function, controller: type), handler: described,
      registered: context.headLocation(place))
    endpoint.router = 1_000_000 + endpoints.count
    if let function, let file = project.file(function) {
      for parameter in file.children(function.node, .parameter) {
        sources.parameters[NodeRef(file: function.file, node: parameter)] = .request
      }
    }
    endpoints.append(endpoint)
  }
}

extension [String] {
  /// Without those that were there before, in order.
  func uniqued() -> [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
