internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Controllers and their methods as endpoints.
struct NestControllers {
  let context: RecognizerContext
  let application: NestApplication
  let guards: NestGuards
  let decorators: NestDecorators
  private let grpc: NestGRPC
  private(set) var endpoints: [Endpoint] = []
  private(set) var sources = RequestSources()
  private(set) var firstUse: Location?
  private var seen: Set<String> = []

  init(_ context: RecognizerContext, _ application: NestApplication) {
    self.context = context
    self.application = application
    guards = NestGuards(context)
    decorators = application.decorators
    grpc = NestGRPC(context)
  }

  private var evaluator: Evaluator { context.evaluator }

  mutating func read(_ files: [FileID]) {
    for id in files {
      guard let file = context.program.file(id), let index = context.program.index(of: id) else { continue }
      for scope in index.scopes where scope.kind == .type && file[scope.node].kind == .classDeclaration {
        guard file.child(scope.node, .decorator) != nil else { continue }
        read(NodeRef(file: id, node: scope.node))
      }
    }
  }

  private mutating func read(_ type: NodeRef) {
    let own = decorators.decorators(of: type)
    guard let mark = own.first(where: { $0.name == "@nestjs/common.Controller" }) else { return }
    for app in application.apps(serving: type) { read(type, own, mark, app) }
  }

  private mutating func read(_ type: NodeRef, _ own: [NestDecorator], _ mark: NestDecorator, _ app: NestApp) {
    if firstUse == nil { firstUse = context.location(mark.written) }
    let controller = NestController(
      type: type, decorators: own, mark: mark, context: context, application: application, app: app)
    let first = endpoints.count
    var names: Set<String> = []
    for ancestor in evaluator.lineage(of: type) {
      for method in methods(of: ancestor) {
        let name = context.program.node(method).map { context.program.text($0.name) } ?? ""
        // What a class overrides, it registers itself or not at all.
        guard names.insert(name).inserted else { continue }
        add(controller, method)
      }
    }
    for index in first..<endpoints.count {
      // Fastify tries constant paths first, in whatever order they come.
      endpoints[index].router = app.isSorted ? index : first
      endpoints[index].order = index
    }
  }

  private func methods(of type: NodeRef) -> [NodeRef] {
    guard let file = context.program.file(type.file), let body = file.child(type.node, .body) else { return [] }
    return file.children(body).filter { file[$0].kind == .function }.map { NodeRef(file: type.file, node: $0) }
  }

  // MARK: One method

  private mutating func add(_ controller: NestController, _ method: NodeRef) {
    guard let file = context.program.file(method.file), file.child(method.node, .decorator) != nil else { return }
    let own = decorators.decorators(of: method)
    for mark in own {
      if let call = grpc.call(mark, method, of: controller.type) { add(controller, method, own, mark, call) }
      guard mark.name.hasPrefix("@nestjs/common."), let verb = NestRecognizer.verbs[mark.last] else { continue }
      let versions = own.first { $0.name == "@nestjs/common.Version" || $0.name == "Version" }
        .flatMap { version in
          version.call.flatMap { evaluator.argument(0, of: $0) }.map { application.versions($0, version.frame) }
        }
      for path in paths(mark) {
        for (local, full) in controller.paths(path, versions: versions, verb: verb) {
          add(controller, method, own, mark, verb, local, full)
        }
      }
    }
  }

  private func paths(_ mark: NestDecorator) -> [String] {
    guard let call = mark.call, let first = evaluator.argument(0, of: call) else { return [""] }
    if let path = context.options(first, in: mark.frame)["path"] { return context.texts(path, in: mark.frame) }
    let texts = context.texts(first, in: mark.frame)
    if !texts.isEmpty { return texts }
    return context.program.node(first)?.kind == .list ? [""] : [String(Value.hole)]
  }

  private mutating func add(
    _ controller: NestController, _ method: NodeRef, _ own: [NestDecorator], _ mark: NestDecorator, _ verb: String,
    _ local: String, _ full: String
  ) {
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: verb,
      path: PathTemplate.withoutTrailingSlash(PathTemplate.colons(full)), framework: "nestjs", auth: Auth(.none),
      handler: context.handler(method), registered: context.location(mark.written))
    guard seen.insert("\(endpoint.method) \(endpoint.path) \(controller.type) \(method)").inserted else { return }
    endpoint.isConstrained = local.contains("(")
    endpoint.isUndocumentedOnPurpose = (controller.decorators + own).contains { Self.exclusions.contains($0.last) }
    if mark.last == "Sse" { endpoint.transport = .sse }
    judge(controller, method, own, local, &endpoint)
    let inputs = NestInputs(
      context: context,
      validates: application.validates || own.contains { $0.last == "UsePipes" }
        || controller.decorators.contains { $0.last == "UsePipes" })
    endpoint.inputs = inputs.inputs(of: method)
    inputs.note(method, &sources)
    endpoints.append(endpoint)
  }

  private mutating func add(
    _ controller: NestController, _ method: NodeRef, _ own: [NestDecorator], _ mark: NestDecorator, _ call: NestGRPCCall
  ) {
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: "RPC", path: call.path, framework: "nestjs", auth: Auth(.none),
      handler: context.handler(method), registered: context.location(mark.written))
    endpoint.transport = .grpc
    endpoint.streaming = call.streaming
    judge(controller, method, own, call.path, &endpoint)
    // An application for HTTP that also serves gRPC keeps its global guards to HTTP, unless told otherwise.
    if endpoint.auth.requirement == .required, grpc.isHybrid, uses(controller.decorators).isEmpty, uses(own).isEmpty {
      endpoint.auth = Auth(.unknown, by: endpoint.auth.by, location: endpoint.auth.location)
    }
    endpoint.inputs = [Input(name: "request", place: .body, type: call.request, isRequired: true)]
    if let parameter = evaluator.parameters(of: method).first {
      sources.parameters[parameter] = .value(name: "request", place: .body, isText: true)
    }
    endpoints.append(endpoint)
  }

  /// Of `@nestjs/swagger`.
  private static let exclusions: Set<String> = ["ApiExcludeEndpoint", "ApiExcludeController"]

  private mutating func judge(
    _ controller: NestController, _ method: NodeRef, _ own: [NestDecorator], _ local: String, _ endpoint: inout Endpoint
  ) {
    let request = AnonymousRequest(method: endpoint.method, path: endpoint.path)
    let metadata = metadata(controller.decorators + own)
    for use in application.middleware
    where endpoint.transport == .http && use.covers(endpoint.method, local, controller.type) {
      for ref in use.middleware {
        let auth = guards.auth(ofMiddleware: ref, request)
        endpoint.middleware.append(guards.middleware(ref, auth))
        endpoint.auth = endpoint.auth.stronger(auth)
      }
    }
    for use in application.guards + controller.app.guards + uses(controller.decorators) + uses(own) {
      let auth = guards.auth(of: use, metadata, request)
      let middleware = guards.middleware(use, auth)
      endpoint.middleware.append(middleware)
      if middleware.kind == .rateLimit, !skipsThrottle(controller.decorators + own) { endpoint.rateLimit = middleware }
      endpoint.auth = endpoint.auth.stronger(auth)
    }
    for decorator in parameterDecorators(of: method) {
      endpoint.auth = endpoint.auth.stronger(guards.auth(ofParameterDecorator: decorator.site, decorator.name))
    }
    if endpoint.auth.requirement == .none,
      metadata.contains(where: { $0.value && $0.key.lowercased().contains("public") })
    {
      endpoint.auth.isExplicitlyPublic = true
    }
    if endpoint.auth.requirement == .none {
      endpoint.auth = endpoint.auth.stronger(HandlerChecks(context).auth(of: method))
    }
  }

  func skipsThrottle(_ all: [NestDecorator]) -> Bool {
    all.contains { decorator in
      guard decorator.last == "SkipThrottle" else { return false }
      // Named throttlers may be skipped while others hold.
      return decorator.call.map { evaluator.argumentCount(of: $0) == 0 } ?? true
    }
  }

  func uses(_ all: [NestDecorator]) -> [NestGuardUse] {
    all.filter { $0.name == "@nestjs/common.UseGuards" }.flatMap { decorator -> [NestGuardUse] in
      guard let call = decorator.call, let file = context.program.file(call.file) else { return [] }
      return file.children(call.node, .argument)
        .flatMap { context.flattenedElements(NodeRef(file: call.file, node: $0), in: decorator.frame) }
        .map { NestGuardUse(ref: $0, frame: decorator.frame) }
    }
  }

  /// `SetMetadata("isPublic", true)`, and decorators that guards know by themselves.
  func metadata(_ all: [NestDecorator]) -> [String: Bool] {
    var found: [String: Bool] = [:]
    for decorator in all {
      guard decorator.last == "SetMetadata", let call = decorator.call else {
        found[decorator.last] = true
        continue
      }
      guard
        let key = evaluator.argument(0, of: call).flatMap({ evaluator.value(of: $0, in: decorator.frame).constantText })
      else { continue }
      let value = evaluator.argument(1, of: call).map { evaluator.value(of: $0, in: decorator.frame) }
      found[key] = value != .bool(false) && value != .null
    }
    return found
  }

  /// Decorators of parameters that `createParamDecorator` made in the project.
  func parameterDecorators(of method: NodeRef) -> [(site: NodeRef, name: String)] {
    guard let file = context.program.file(method.file) else { return [] }
    return evaluator.parameters(of: method).flatMap { parameter in
      file.children(parameter.node, .decorator).compactMap { decorator -> (site: NodeRef, name: String)? in
        guard let value = file.child(decorator, .value) else { return nil }
        let callee = file[value].kind == .call ? file.child(value, .callee) ?? value : value
        guard
          case .object("@nestjs/common.createParamDecorator", let site?) = evaluator.value(
            of: NodeRef(file: method.file, node: callee))
        else { return nil }
        return (site, context.program.text(file[callee].name))
      }
    }
  }
}

/// A controller class with the paths that it hangs at.
struct NestController {
  let type: NodeRef
  let decorators: [NestDecorator]
  private let bases: [String]
  private let versions: [String]?
  let app: NestApp
  private let modulePrefix: String

  init(
    type: NodeRef, decorators: [NestDecorator], mark: NestDecorator, context: RecognizerContext,
    application: NestApplication, app: NestApp
  ) {
    self.type = type
    self.decorators = decorators
    self.app = app
    modulePrefix = application.modules.prefixes[type] ?? ""
    guard let call = mark.call, let first = context.evaluator.argument(0, of: call) else {
      bases = [""]
      versions = nil
      return
    }
    let options = context.options(first, in: mark.frame)
    versions = options["version"].map { application.versions($0, mark.frame) }
    if options.isEmpty {
      let texts = context.texts(first, in: mark.frame)
      bases = texts.isEmpty ? [String(Value.hole)] : texts
    } else {
      bases = options["path"].map { context.texts($0, in: mark.frame) } ?? [""]
    }
  }

  /// Every path of a method: as modules name it, and in full.
  func paths(_ path: String, versions own: [String]?, verb: String) -> [(local: String, full: String)] {
    var found: [(local: String, full: String)] = []
    for base in bases.isEmpty ? [""] : bases {
      var local = joined(modulePrefix, base)
      local = joined(local, path)
      let isExcluded = app.excluded.contains { $0.matches(verb, local) }
      let prefix = isExcluded ? "" : app.prefix
      let versions = (own ?? versions ?? app.defaultVersions)
      guard let mark = app.versionPrefix, !versions.isEmpty else {
        found.append((local, joined(prefix, local)))
        continue
      }
      for version in versions {
        found.append((local, joined(joined(prefix, version.isEmpty ? "" : mark + version), local)))
      }
    }
    return found
  }

  private func joined(_ prefix: String, _ path: String) -> String {
    PathTemplate.normalized(PathTemplate.below(prefix, path))
  }
}
