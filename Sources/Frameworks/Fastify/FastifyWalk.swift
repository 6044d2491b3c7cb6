internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Goes through set-up code as it runs: applications, then the plugins that they register, each with an instance of
/// its own.
struct FastifyWalk {
  let context: RecognizerContext
  var instances: [NodeRef: FastifyInstance] = [:]
  var routes: [FastifyRoute] = []
  var visited: Set<NodeRef> = []
  var hasUnseenPlugins = false
  private(set) var isLoose = false
  /// The plugins around, to stop circles.
  private var stack: [NodeRef] = []
  private var fuel = 20_000

  static let type = "fastify"

  init(context: RecognizerContext) { self.context = context }

  var evaluator: Evaluator { context.evaluator }

  // MARK: Where it begins

  /// Everything that is called on applications themselves.
  mutating func readRoots() {
    let methods = FastifyRecognizer.verbs.union(FastifyRecognizer.others).sorted()
    for use in context.registrations(of: methods, on: [Self.type]) {
      guard let site = use.site, isApplication(site) else { continue }
      let instance = instances[site] ?? FastifyInstance(site: site, parent: nil, prefix: "")
      instances[site] = instance
      read(use.call, use.method, instance, use.context.frame)
    }
  }

  /// Whether a call makes an application.
  private func isApplication(_ site: NodeRef) -> Bool {
    if instances[site] != nil { return true }
    guard case .object(Self.type, site) = evaluator.value(of: site) else { return false }
    return program(site)?.kind == .call
  }

  private func program(_ ref: NodeRef) -> SyntaxNode? { context.program.node(ref) }

  /// Plugins that nothing here registers: what `fastify start app.js` loads, or what could not be followed.
  mutating func readLoosePlugins() {
    let roots = loosePlugins(calling: ["register"])
    for function in roots where !visited.contains(function) && (routes.isEmpty || hasUnseenPlugins) {
      start(function)
    }
    guard routes.isEmpty || hasUnseenPlugins else { return }
    isLoose = !instances.isEmpty && hasUnseenPlugins
    for function in loosePlugins(calling: FastifyRecognizer.verbs.union(["route"]).sorted())
    where !visited.contains(function) {
      start(function)
    }
  }

  private mutating func start(_ function: NodeRef) {
    let instance = FastifyInstance(site: function, parent: nil, prefix: "")
    instances[function] = instance
    visit(function, instance, options: nil, outer: nil)
  }

  /// Functions whose first parameter is used as an instance.
  private func loosePlugins(calling methods: [String]) -> [NodeRef] {
    var found: [NodeRef] = []
    for method in methods {
      guard let name = context.program.names.lookup(method) else { continue }
      for call in context.program.sites(of: name) where context.isServed(call.file) {
        guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee),
          file[callee].kind == .member, let object = file.child(callee, .object), file[object].kind == .name,
          let target = evaluator.definition(of: NodeRef(file: call.file, node: object)), target.file == call.file,
          file[target.node].kind == .parameter
        else { continue }
        let function = NodeRef(file: call.file, node: file[target.node].parent)
        guard file[function.node].kind == .function, evaluator.parameters(of: function).first == target,
          looksLikeInstance(target, file), !found.contains(function)
        else { continue }
        if method != "register", !takesPath(call) { continue }
        found.append(function)
      }
    }
    return found.sorted()
  }

  private func takesPath(_ call: NodeRef) -> Bool {
    guard let first = evaluator.argument(0, of: call) else { return false }
    if program(first)?.kind == .dictionary { return true }
    return evaluator.value(of: first).text?.hasPrefix("/") ?? false
  }

  private func looksLikeInstance(_ parameter: NodeRef, _ file: SyntaxFile) -> Bool {
    if let type = file.child(parameter.node, .type) {
      return evaluator.instance(ofType: NodeRef(file: parameter.file, node: type)).externalName == Self.type
    }
    let name = context.program.text(file[parameter.node].name).lowercased()
    return ["fastify", "app", "server", "instance"].contains(name)
  }

  // MARK: Bodies

  /// Runs a plugin or a helper on an instance.
  mutating func visit(_ function: NodeRef, _ instance: FastifyInstance, options: Value?, outer: Frame?) {
    let parameters = evaluator.parameters(of: function)
    guard let first = parameters.first else { return }
    var bindings: [NodeRef: Value] = [first: .object(Self.type, site: instance.site)]
    if parameters.count > 1, let options { bindings[parameters[1]] = options }
    run(function, Frame(bindings: bindings, parent: outer))
  }

  private mutating func run(_ function: NodeRef, _ frame: Frame?) {
    guard !stack.contains(function), stack.count < 12 else { return }
    visited.insert(function)
    stack.append(function)
    for use in context.setUpCalls(of: function, in: frame) {
      fuel -= 1
      guard fuel > 0, let file = context.program.file(use.call.file) else { break }
      call(use.call, file, use.frame)
    }
    stack.removeLast()
  }

  private mutating func call(_ call: NodeRef, _ file: SyntaxFile, _ frame: Frame?) {
    guard let callee = file.child(call.node, .callee) else { return }
    let name = context.program.text(file[callee].name)
    if file[callee].kind == .member, FastifyRecognizer.verbs.contains(name) || FastifyRecognizer.others.contains(name),
      let object = file.child(callee, .object),
      case .object(Self.type, let site?) = evaluator.value(of: NodeRef(file: call.file, node: object), in: frame),
      let instance = instances[site]
    {
      read(call, name, instance, frame)
      return
    }
    // A helper that is given the instance.
    let given = file.children(call.node, .argument).filter { file[$0].kind == .name }
    let isGiven = given.contains { argument in
      if case .object(Self.type, let site?) = evaluator.value(of: NodeRef(file: call.file, node: argument), in: frame) {
        return instances[site] != nil
      }
      return false
    }
    guard isGiven else { return }
    for alternative in evaluator.value(of: NodeRef(file: call.file, node: callee), in: frame).alternatives {
      switch alternative {
      case .function(let function), .bound(let function, _): help(function, call, frame)
      case .module(let id):
        if case .function(let function)? = evaluator.exported("default", from: id) { help(function, call, frame) }
      default: continue
      }
    }
  }

  private mutating func help(_ function: NodeRef, _ call: NodeRef, _ frame: Frame?) {
    let own = evaluator.frame(for: function, calledAt: call, in: frame)
    run(function, own.map { Frame(bindings: $0.bindings, parent: frame) } ?? frame)
  }

  // MARK: Calls on an instance

  private mutating func read(_ call: NodeRef, _ method: String, _ instance: FastifyInstance, _ frame: Frame?) {
    switch method {
    case "register": register(call, instance, frame)
    case "addHook": hook(call, instance, frame)
    case "use": use(call, instance, frame)
    case "route": route(call, instance, frame)
    default: shorthand(call, method, instance, frame)
    }
  }

  private func hook(_ call: NodeRef, _ instance: FastifyInstance, _ frame: Frame?) {
    guard let moment = evaluator.argument(0, of: call).flatMap({ evaluator.value(of: $0, in: frame).constantText }),
      let hook = evaluator.argument(1, of: call)
    else { return }
    if moment == "onRoute", let file = context.program.file(hook.file), addsHooks(file.text(hook.node)) {
      instance.routeHook = hook
    }
    guard FastifyHook.moments.contains(moment) else { return }
    hang(FastifyHook(moment: moment, ref: hook, frame: frame), on: instance)
  }

  /// Whether a hook for routes puts hooks on them: `route.preHandler = …`.
  private func addsHooks(_ text: String) -> Bool { FastifyHook.moments.contains { text.contains($0) } }

  /// `fastify.use("/path", middleware)`, of Fastify 2 and of plugins that bring it back.
  private func use(_ call: NodeRef, _ instance: FastifyInstance, _ frame: Frame?) {
    guard let file = context.program.file(call.file) else { return }
    var arguments = file.children(call.node, .argument).map { NodeRef(file: call.file, node: $0) }
    var path = ""
    if let first = arguments.first, let text = evaluator.value(of: first, in: frame).text {
      path = PathTemplate.join(instance.fullPrefix, text)
      arguments.removeFirst()
    }
    for middleware in arguments.flatMap({ context.flattenedElements($0, in: frame) }) {
      hang(
        FastifyHook(moment: "onRequest", ref: middleware, frame: frame, path: path, isMiddleware: true), on: instance)
    }
  }

  private func hang(_ hook: FastifyHook, on instance: FastifyInstance) {
    // Set-up code that several callers run hangs it on each time.
    if instance.hooks.contains(where: { $0.ref == hook.ref && $0.moment == hook.moment && $0.frame == hook.frame }) {
      return
    }
    instance.hooks.append(hook)
  }

  private mutating func route(_ call: NodeRef, _ instance: FastifyInstance, _ frame: Frame?) {
    guard let first = evaluator.argument(0, of: call) else { return }
    addRoute(first, call, instance, frame)
  }

  /// Adds a route object.
  mutating func addRoute(_ object: NodeRef, _ call: NodeRef, _ instance: FastifyInstance, _ frame: Frame?) {
    let options = context.options(object, in: frame)
    guard let path = options["url"] ?? options["path"] else { return }
    let methods = (options["method"] ?? options["methods"]).map { context.texts($0, in: frame) } ?? []
    add(call, methods, path, instance, options["handler"], options, frame)
  }

  private mutating func shorthand(_ call: NodeRef, _ method: String, _ instance: FastifyInstance, _ frame: Frame?) {
    guard let path = evaluator.argument(0, of: call) else { return }
    let count = evaluator.argumentCount(of: call)
    let second = evaluator.argument(1, of: call)
    let last = count > 1 ? evaluator.argument(count - 1, of: call) : nil
    var options: [String: NodeRef] = [:]
    if let second { options = context.options(second, in: frame) }
    let isPlain = count == 2 && options["handler"] == nil
    let handler = isPlain ? second : (count > 2 ? last : options["handler"])
    guard handler != nil else { return }
    add(
      call, [method], path, instance, handler, isPlain && program(second ?? path)?.kind == .function ? [:] : options,
      frame)
  }

  private mutating func add(
    _ call: NodeRef, _ methods: [String], _ path: NodeRef, _ instance: FastifyInstance, _ handler: NodeRef?,
    _ options: [String: NodeRef], _ frame: Frame?
  ) {
    let texts = context.texts(path, in: frame)
    for text in texts.isEmpty ? [String(Value.hole)] : texts {
      routes.append(
        FastifyRoute(
          call: call, methods: methods.isEmpty ? ["GET"] : methods, path: text, instance: instance, handler: handler,
          options: options, frame: frame, isLoose: isLoose))
    }
  }
}
