internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// One pass over the routes of one Go framework.
struct GoRoutes {
  let context: RecognizerContext
  let framework: GoFramework
  let handlers: GoHandlers
  let guards: GoGuards
  let mounts: GoMounts
  var endpoints: [Endpoint] = []
  private(set) var firstUse: Location?
  var found: [Found] = []
  /// The routes by where they stand in `found`.
  private var seen: [SeenRoute: Int] = [:]
  private let developmentFiles: Set<FileID>

  init(_ context: RecognizerContext, _ framework: GoFramework) {
    self.context = context
    self.framework = framework
    handlers = GoHandlers(context)
    guards = GoGuards(context)
    mounts = GoMounts(context, framework, handlers)
    developmentFiles = context.developmentFiles()
  }

  private var evaluator: Evaluator { context.evaluator }

  static func recognize(_ context: RecognizerContext, _ framework: GoFramework, into draft: inout Draft) {
    var routes = GoRoutes(context, framework)
    for call in GoRegistrations(context, framework).all() { routes.read(call) }
    routes.judge()
    draft.endpoints += routes.endpoints
    if let first = routes.firstUse { draft.frameworks.append(FrameworkUse(name: framework.name, location: first)) }
  }

  private mutating func read(_ call: Registration) {
    if firstUse == nil { firstUse = context.location(call.call) }
    guard !framework.mounts.contains(call.method), mayRun(call) else { return }
    if framework.folders.contains(call.method) { return readFolder(call) }
    guard let route = route(call) else { return }
    for path in route.paths {
      for method in route.methods { add(call, method, path, route) }
    }
  }

  /// Whether the conditions around a registration hold, as far as they are known there: `if persistable {…}`.
  private func mayRun(_ call: Registration) -> Bool {
    guard call.context.frame != nil, let file = context.program.file(call.call.file) else { return true }
    var node = call.call.node
    for _ in 0..<32 {
      let parent = file[node].parent
      guard parent != 0 else { return true }
      if file[parent].kind == .ifStatement, file[node].role == .then || file[node].role == .otherwise,
        let condition = file.child(parent, .condition), file[condition].kind == .name,
        case .bool(let flag) = evaluator.value(
          of: NodeRef(file: call.call.file, node: condition), in: call.context.frame),
        flag != (file[node].role == .then)
      {
        return false
      }
      node = parent
    }
    return true
  }

  // MARK: Routes

  /// What a registration says.
  private struct Route {
    var methods: [String]
    var paths: [String]
    var handler: NodeRef
    var middleware: [NodeRef]
  }

  private func route(_ call: Registration) -> Route? {
    var given = arguments(call)
    var methods: [String] = []
    if framework.named.contains(call.method) {
      guard let first = given.first else { return nil }
      methods = verbs(of: first, call.context.frame)
      given.removeFirst()
    } else {
      methods = [framework.verbs[call.method] ?? ""]
    }
    var text = ""
    if !framework.bare.contains(call.method) {
      guard let first = given.first, let path = evaluator.value(of: first, in: call.context.frame).text else {
        return nil
      }
      text = path
      given.removeFirst()
    }
    guard let handler = framework.place == .last ? given.last : given.first else { return nil }
    let middleware = framework.place == .last ? Array(given.dropLast()) : Array(given.dropFirst())
    if framework.style == .patterns, let space = text.firstIndex(of: " ") {
      methods = [String(text[..<space])]
    }
    guard let chained = chainedMethods(call) else { return nil }
    methods += chained
    methods.removeAll { $0.isEmpty }
    if methods.isEmpty {
      methods = mounts.chains(to: call).first?.methods.flatMap { verbs(of: $0, call.context.frame) } ?? []
    }
    if methods.isEmpty { methods = handlers.methods(askedBy: handler, in: call.context.frame) }
    return Route(methods: methods.isEmpty ? ["ANY"] : methods, paths: [text], handler: handler, middleware: middleware)
  }

  private func arguments(_ call: Registration) -> [NodeRef] {
    guard let file = context.program.file(call.call.file) else { return [] }
    return file.children(call.call.node, .argument).map { NodeRef(file: call.call.file, node: $0) }
      .flatMap { ref -> [NodeRef] in
        file[ref.node].kind == .spread ? context.flattenedElements(ref, in: call.context.frame) : [ref]
      }
  }

  /// `router.HandleFunc("/x", f).Methods("GET", "POST")`; `nil` for what only builds addresses.
  private func chainedMethods(_ call: Registration) -> [String]? {
    guard framework.style == .braces, let file = context.program.file(call.call.file) else { return [] }
    var node = call.call.node
    var found: [String] = []
    for _ in 0..<8 {
      let member = file[node].parent
      guard file[member].kind == .member, file[node].role == .object else { break }
      node = file[member].parent
      guard file[node].kind == .call, file[member].role == .callee else { break }
      if context.program.text(file[member].name) == "BuildOnly" { return nil }
      guard context.program.text(file[member].name) == "Methods" else { continue }
      found += file.children(node, .argument).flatMap {
        verbs(of: NodeRef(file: call.call.file, node: $0), call.context.frame)
      }
    }
    return found
  }

  /// "GET", `http.MethodGet`, or a list of them.
  private func verbs(of ref: NodeRef, _ frame: Frame?) -> [String] {
    let value = evaluator.value(of: ref, in: frame)
    if let verb = GoHandlers.verb(value) { return [verb] }
    return evaluator.elements(of: value, in: frame).compactMap(GoHandlers.verb)
  }

  // MARK: Endpoints

  private mutating func add(_ call: Registration, _ method: String, _ path: String, _ route: Route) {
    for chain in mounts.chains(to: call) {
      let full = GoPaths.join(chain.prefix, pathOnly(path))
      let handled = handlers.unwrap(route.handler, in: call.context.frame)
      // A router hung at a path has routes of its own.
      if mounts.isRouter(handled) { continue }
      var endpoint = Endpoint(
        id: EndpointID(index: 0), method: method, path: template(full), framework: framework.name, auth: Auth(.none),
        handler: handlers.handler(handled), registered: context.chainLocation(call.call))
      let root = chain.root ?? call.call
      guard isNew(SeenRoute(method: method, path: endpoint.path, call: call.call, root: root)) else { continue }
      endpoint.isForDevelopment =
        developmentFiles.contains(call.call.file) || context.isForDevelopment(call.moment)
      let inline = route.middleware.map { GoMiddleware(ref: $0, frame: call.context.frame) }
      if let folder = served(handled, full) { endpoint = self.folder(folder, full, call) }
      let around = chain.middleware.filter { $0.concerns(endpoint.path) }
      found.append(
        Found(
          endpoint: endpoint, call: call, row: around + inline + handled.wrappers, handled: handled,
          isUnseen: chain.isUnseen))
    }
  }

  /// Whether a route is the first of its kind; the first one remembers that there are more.
  private mutating func isNew(_ route: SeenRoute) -> Bool {
    guard let known = seen[route] else {
      seen[route] = found.count
      return true
    }
    found[known].isRepeated = true
    return false
  }

  // MARK: Folders

  /// `router.Static("/assets", "./public")`.
  private mutating func readFolder(_ call: Registration) {
    let given = arguments(call)
    guard let first = given.first, let text = evaluator.value(of: first, in: call.context.frame).text else { return }
    for chain in mounts.chains(to: call) {
      let endpoint = folder(given.dropFirst().first ?? first, GoPaths.join(chain.prefix, pathOnly(text)), call)
      let root = chain.root ?? call.call
      guard isNew(SeenRoute(method: "GET", path: endpoint.path, call: call.call, root: root)) else { continue }
      let handled = GoHandled(ref: first, value: .unknown)
      let around = chain.middleware.filter { $0.concerns(endpoint.path) }
      found.append(
        Found(endpoint: endpoint, call: call, row: around, handled: handled, isUnseen: chain.isUnseen))
    }
  }

  private func folder(_ folder: NodeRef, _ path: String, _ call: Registration) -> Endpoint {
    let prefix = path.split(separator: "*", omittingEmptySubsequences: false).first.map(String.init) ?? path
    return context.servedFolder(
      below: prefix, directory(folder), in: call.context.frame, framework: framework.name, registeredBy: call.call)
  }

  /// `"./static"` of `http.Dir("./static")`.
  private func directory(_ folder: NodeRef) -> NodeRef {
    guard let file = context.program.file(folder.file), file[folder.node].kind == .call,
      let callee = file.child(folder.node, .callee), file.text(callee) == "http.Dir"
    else { return folder }
    return evaluator.argument(0, of: folder) ?? folder
  }

  /// What a handler serves the files of, when it does so for all paths below one.
  private func served(_ handled: GoHandled, _ path: String) -> NodeRef? {
    guard let name = handled.value.externalName, name == "net/http.FileServer" || name == "net/http.FileServerFS",
      path.hasSuffix("/") || path.contains("*"), let site = handled.value.site
    else { return nil }
    return evaluator.argument(0, of: site)
  }

  /// A pattern's path, without verb and host.
  private func pathOnly(_ path: String) -> String {
    guard framework.style == .patterns else { return path }
    let rest = path.split(separator: " ", maxSplits: 1).last.map(String.init) ?? path
    guard let slash = rest.firstIndex(of: "/") else { return rest }
    return String(rest[slash...])
  }

  private func template(_ path: String) -> String {
    switch framework.style {
    case .colons: PathTemplate.colons(path)
    case .braces: PathTemplate.braces(path)
    case .patterns: path.replacing("{$}", with: "").replacing("...}", with: "}")
    }
  }
}
