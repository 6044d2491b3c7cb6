internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Goes through set-up code as it runs: servers, then the plugins that they register.
struct HapiWalk {
  let context: RecognizerContext
  private(set) var routes: [HapiRoute] = []
  private(set) var extensions: [HapiExtension] = []
  /// A limiter for all routes.
  private(set) var rateLimit: NodeRef?
  /// Plugins that could not be seen.
  private(set) var hasUnseen = false
  /// Where routes are added that could not be seen.
  private(set) var unseenRoutes: HapiRealm?
  var realms: [NodeRef: HapiRealm] = [:]
  private(set) var visited: Set<NodeRef> = []
  private var known: Set<NodeRef> = []
  private var stack: [NodeRef] = []

  init(context: RecognizerContext) { self.context = context }

  var evaluator: Evaluator { context.evaluator }

  // MARK: Where it begins

  mutating func readServers() {
    for use in context.registrations(of: ["route", "register", "ext"], on: [HapiRecognizer.server]) {
      guard let site = use.site else { continue }
      let realm = realms[site] ?? HapiRealm(site: site, prefix: "", registered: nil)
      realms[site] = realm
      // Set-up code that several callers run does the same each time, unless it is told something.
      guard visited.insert(use.call).inserted || use.context.frame != nil else { continue }
      read(use.call, use.method, realm, use.context.frame)
    }
    readLoaders()
  }

  /// A loader of the project's own that is handed a server: `load(server, {routes: "**/routes.js", cwd})`.
  private mutating func readLoaders() {
    for site in realms.keys.sorted() {
      guard let realm = realms[site], let file = context.program.file(site.file),
        let index = context.program.index(of: site.file)
      else { continue }
      for call in index.calls.map({ NodeRef(file: site.file, node: $0.node) }) {
        guard evaluator.argumentCount(of: call) == 2, let given = evaluator.argument(1, of: call),
          file[given.node].kind == .dictionary
        else { continue }
        let options = context.options(given, in: nil)
        if options["cwd"] != nil, options["routes"] != nil { loadFolders(options, realm, nil) }
      }
    }
  }

  // MARK: Bodies

  mutating func visit(_ function: NodeRef, _ realm: HapiRealm, options: Value?, outer: Frame?) {
    let parameters = evaluator.parameters(of: function)
    guard let first = parameters.first else { return }
    var bindings: [NodeRef: Value] = [first: .object(HapiRecognizer.server, site: realm.site)]
    if parameters.count > 1, let options { bindings[parameters[1]] = options }
    // The server is the same for all; where it adds routes depends on who uses it.
    let around = realms[realm.site]
    realms[realm.site] = realm
    run(function, Frame(bindings: bindings, parent: outer))
    realms[realm.site] = around
  }

  private mutating func run(_ function: NodeRef, _ frame: Frame?) {
    guard !stack.contains(function), stack.count < 12 else { return }
    stack.append(function)
    for use in context.setUpCalls(of: function, in: frame) { call(use.call, use.frame) }
    stack.removeLast()
  }

  private mutating func call(_ call: NodeRef, _ frame: Frame?) {
    guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee) else { return }
    let name = context.program.text(file[callee].name)
    if file[callee].kind == .member, ["route", "register", "ext"].contains(name),
      let object = file.child(callee, .object), let realm = realm(NodeRef(file: call.file, node: object), frame)
    {
      visited.insert(call)
      read(call, name, realm, frame)
      return
    }
    let given = file.children(call.node, .argument).filter { file[$0].kind == .name }
    let servers = given.map { realm(NodeRef(file: call.file, node: $0), frame) }.compactMap { $0 }
    guard let realm = servers.first else { return }
    let value = evaluator.value(of: NodeRef(file: call.file, node: callee), in: frame)
    if value.externalName?.contains("haute-couture") ?? false {
      loadPlugin(call.file, realm, frame)
      return
    }
    for alternative in value.alternatives {
      switch alternative {
      case .function(let function), .bound(let function, _):
        let own = evaluator.frame(for: function, calledAt: call, in: frame)
        run(function, own.map { Frame(bindings: $0.bindings, parent: frame) } ?? frame)
      default: continue
      }
    }
  }

  private func realm(_ ref: NodeRef, _ frame: Frame?) -> HapiRealm? {
    guard case .object(HapiRecognizer.server, let site?) = evaluator.value(of: ref, in: frame) else { return nil }
    return realms[site]
  }

  // MARK: Calls on a server

  private mutating func read(_ call: NodeRef, _ method: String, _ realm: HapiRealm, _ frame: Frame?) {
    guard let first = evaluator.argument(0, of: call) else { return }
    switch method {
    case "route":
      if !add(first, realm, frame) { unseenRoutes = unseenRoutes ?? realm }
    case "ext": extend(call, first, frame)
    default:
      let options = evaluator.argument(1, of: call).map { context.options($0, in: frame) } ?? [:]
      let prefix = prefix(options, frame)
      if context.hasUnseenSpread(first, in: frame) { hasUnseen = true }
      for plugin in context.flattenedElements(first, in: frame) {
        mount(evaluator.value(of: plugin, in: frame), call, realm, prefix, nil, frame, depth: 0)
      }
    }
  }

  private mutating func extend(_ call: NodeRef, _ first: NodeRef, _ frame: Frame?) {
    let moments = ["onRequest", "onPreAuth", "onPostAuth", "onPreHandler"]
    if let moment = evaluator.value(of: first, in: frame).constantText {
      guard moments.contains(moment), let method = evaluator.argument(1, of: call) else { return }
      note(method, frame)
      return
    }
    for element in context.flattenedElements(first, in: frame) {
      let options = context.options(element, in: frame)
      guard let type = options["type"].flatMap({ evaluator.value(of: $0, in: frame).constantText }),
        moments.contains(type), let method = options["method"]
      else { continue }
      note(method, frame)
    }
  }

  private mutating func note(_ method: NodeRef, _ frame: Frame?) {
    if extensions.contains(where: { $0.ref == method }) { return }
    extensions.append(HapiExtension(ref: method, frame: frame))
  }

  private func prefix(_ options: [String: NodeRef], _ frame: Frame?) -> String {
    guard let routes = options["routes"], let prefix = context.options(routes, in: frame)["prefix"] else { return "" }
    return context.text(prefix, in: frame) ?? String(Value.hole)
  }

  // MARK: Route objects

  /// Adds the route objects that an expression is; whether any was seen.
  @discardableResult
  mutating func add(_ ref: NodeRef, _ realm: HapiRealm, _ frame: Frame?) -> Bool {
    let objects = objects(of: ref, frame, depth: 0)
    for object in objects {
      known.insert(object)
      routes.append(HapiRoute(object: object, entries: context.options(object, in: frame), realm: realm, frame: frame))
    }
    return !objects.isEmpty
  }

  /// Adds the route objects of an expression that are not served yet.
  mutating func addNew(_ ref: NodeRef, _ realm: HapiRealm, _ frame: Frame?) {
    for object in objects(of: ref, frame, depth: 0) where known.insert(object).inserted {
      routes.append(HapiRoute(object: object, entries: context.options(object, in: frame), realm: realm, frame: frame))
    }
  }

  private func objects(of ref: NodeRef, _ frame: Frame?, depth: Int) -> [NodeRef] {
    guard depth < 6 else { return [] }
    let value = evaluator.value(of: ref, in: frame)
    let found = value.alternatives.flatMap { objects(of: $0, frame, depth: depth) }
    if !found.isEmpty { return found }
    // A helper around route objects: `withDefaults({…})`, `routes.filter(…)`.
    var call = ref
    if let site = value.site { call = site }
    guard let file = context.program.file(call.file), file[call.node].kind == .call else { return [] }
    var parts = file.children(call.node, .argument)
    if let callee = file.child(call.node, .callee), file[callee].kind == .member,
      let object = file.child(callee, .object)
    {
      parts.insert(object, at: 0)
    }
    for part in parts where file[part].kind != .function {
      let inner = objects(of: NodeRef(file: call.file, node: part), frame, depth: depth + 1)
      if !inner.isEmpty { return inner }
    }
    return []
  }

  private func objects(of value: Value, _ frame: Frame?, depth: Int) -> [NodeRef] {
    switch value {
    case .literal(let literal):
      guard let node = context.program.node(literal) else { return [] }
      if node.kind == .dictionary {
        let keys = Set(evaluator.entries(of: value, in: frame).map(\.key))
        return keys.contains("method") && keys.contains("path") ? [literal] : []
      }
      return evaluator.elementNodes(of: value, in: frame).flatMap { objects(of: $0, frame, depth: depth + 1) }
    case .module(let id):
      return evaluator.exported("default", from: id).map { objects(of: $0, frame, depth: depth + 1) } ?? []
    case .function(let function):
      // `module.exports = (server, options) => ({…})`.
      return depth < 4 ? objects(of: evaluator.returned(by: function, in: frame), frame, depth: depth + 1) : []
    default: return []
    }
  }

  // MARK: Plugins

  mutating func mount(
    _ plugin: Value, _ call: NodeRef, _ realm: HapiRealm, _ prefix: String, _ options: Value?, _ frame: Frame?,
    depth: Int
  ) {
    guard depth < 6 else { return }
    switch plugin {
    case .literal(let literal): mount(literal, call, realm, prefix, options, frame, depth: depth)
    case .module(let id):
      for name in ["plugin", "register", "default"] {
        if let value = evaluator.exported(name, from: id), value != .unknown, value != plugin {
          mount(value, call, realm, prefix, options, frame, depth: depth + 1)
          return
        }
      }
    case .function(let function), .bound(let function, _):
      visit(function, below(realm, prefix, call), options: options, outer: frame)
    case .object(let name, let site?) where name.contains("haute-couture"):
      loadPlugin(site.file, below(realm, prefix, call), frame)
    case .object(let name, _), .external(let name), .member(let name, _):
      if name.contains("rate-limit") || name.contains("ratelimit") { rateLimit = rateLimit ?? call }
    case .type(let type), .instance(let type, _):
      if let function = evaluator.method("register", of: type) {
        visit(function, below(realm, prefix, call), options: options, outer: frame)
      }
    case .union(let values):
      for value in values { mount(value, call, realm, prefix, options, frame, depth: depth + 1) }
    case .unknown, .parameter: hasUnseen = true
    default: break
    }
  }

  /// `{plugin, options, routes: {prefix}}`, or a plugin itself: `{name, register}`.
  private mutating func mount(
    _ literal: NodeRef, _ call: NodeRef, _ realm: HapiRealm, _ prefix: String, _ options: Value?, _ frame: Frame?,
    depth: Int
  ) {
    let entries = context.options(literal, in: frame)
    if let register = entries["register"] {
      mount(evaluator.value(of: register, in: frame), call, realm, prefix, options, frame, depth: depth + 1)
      return
    }
    guard let plugin = entries["plugin"] else { return }
    let own = self.prefix(entries, frame)
    let given = entries["options"].map { context.options($0, in: frame) } ?? [:]
    if given["cwd"] != nil, given["routes"] != nil {
      loadFolders(given, below(realm, own, call), frame)
      return
    }
    let value = evaluator.value(of: plugin, in: frame)
    let full = PathTemplate.below(prefix, own)
    if let text = value.constantText, let id = local(text, from: literal) {
      mount(.module(id), call, realm, full, nil, frame, depth: depth + 1)
      return
    }
    mount(
      value, call, realm, full, entries["options"].map { evaluator.value(of: $0, in: frame) }, frame, depth: depth + 1)
  }

  /// A file of the project that a manifest names.
  private func local(_ specifier: String, from ref: NodeRef) -> FileID? {
    guard specifier.hasPrefix("."), let file = context.program.file(ref.file),
      case .file(let id) = context.program.modules.ecmascript(specifier, from: file.source.path)
    else { return nil }
    return id
  }

  func below(_ realm: HapiRealm, _ prefix: String, _ call: NodeRef) -> HapiRealm {
    HapiRealm(
      site: realm.site, prefix: PathTemplate.below(realm.prefix, prefix),
      registered: call)
  }
}
