internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// A guard as it is hung somewhere.
struct NestGuardUse {
  let ref: NodeRef
  let frame: Frame?
}

/// One application: what `NestFactory.create` makes of a module, and what is set on it.
struct NestApp {
  let call: NodeRef?
  let module: NodeRef?
  var prefix = ""
  var excluded: [NestPattern] = []
  /// `nil` when versions are not in the path.
  var versionPrefix: String?
  var defaultVersions: [String] = []
  var guards: [NestGuardUse] = []
  /// Its router tries routes by how specific they are.
  var isSorted = false
}

/// What holds for every controller: applications with their prefixes and versions, global guards and pipes, modules.
struct NestApplication {
  let context: RecognizerContext
  let decorators: NestDecorators
  private(set) var apps: [NestApp] = []
  /// Guards that modules provide for everything.
  private(set) var guards: [NestGuardUse] = []
  private(set) var validates = false
  private(set) var firstUse: Location?
  private(set) var middleware: [NestMiddlewareUse] = []
  private(set) var modules = NestModules()

  init(_ context: RecognizerContext, _ files: [FileID]) {
    self.context = context
    decorators = NestDecorators(context: context)
    readApplications()
    for file in files { readModules(file) }
    readRouterModules()
    middleware = NestConsumers(context: context).uses()
  }

  private var evaluator: Evaluator { context.evaluator }

  private func sites(_ method: String) -> [NodeRef] {
    guard let name = context.program.names.lookup(method) else { return [] }
    return context.program.sites(of: name).filter { context.isServed($0.file) }
  }

  // MARK: Applications

  private mutating func readApplications() {
    for call in sites("create") {
      guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee),
        evaluator.value(of: NodeRef(file: call.file, node: callee)).externalName == "@nestjs/core.NestFactory.create"
      else { continue }
      let module = evaluator.argument(0, of: call).flatMap { NestModules.module(evaluator.value(of: $0), context) }
      // The same module started twice is one application.
      if apps.contains(where: { $0.module == module && $0.call?.file == call.file }) { continue }
      apps.append(NestApp(call: call, module: module))
    }
    // One that never listens is made for a script.
    let listening = apps.filter { app in sites("listen").contains { $0.file == app.call?.file } }
    if !listening.isEmpty { apps = listening }
    firstUse = apps.first?.call.map { context.location($0) }
    // A library of controllers: whoever serves them decides; versions in the path are Nest's default.
    if apps.isEmpty { apps = [NestApp(call: nil, module: nil, versionPrefix: "v")] }
    for index in apps.indices { apps[index] = configured(apps[index]) }
    validates = sites("useGlobalPipes").contains { call in
      context.program.file(call.file)?.text(call.node).contains("ValidationPipe") ?? false
    }
  }

  /// The calls of a method that concern an application: those in its own file, else those in no application's file.
  private func sites(_ method: String, of app: NestApp) -> [NodeRef] {
    let all = sites(method)
    let own = all.filter { $0.file == app.call?.file }
    return own.isEmpty ? all.filter { site in !apps.contains { $0.call?.file == site.file } } : own
  }

  private func configured(_ given: NestApp) -> NestApp {
    var app = given
    if let call = sites("setGlobalPrefix", of: app).first, let first = evaluator.argument(0, of: call) {
      app.prefix = NestSettings(context: context).text(first) ?? String(Value.hole)
      let options = evaluator.argument(1, of: call).map { context.options($0, in: nil) } ?? [:]
      app.excluded = options["exclude"].map { NestPattern.all($0, context, nil) } ?? []
    }
    if let file = app.call.flatMap({ context.program.file($0.file) }), let call = app.call {
      app.isSorted = file.text(call.node).contains("FastifyAdapter")
    }
    if let call = sites("enableVersioning", of: app).first { readVersioning(call, &app) }
    for call in sites("useGlobalGuards", of: app) {
      guard let file = context.program.file(call.file) else { continue }
      app.guards += file.children(call.node, .argument).map {
        NestGuardUse(ref: NodeRef(file: call.file, node: $0), frame: nil)
      }
    }
    return app
  }

  private func readVersioning(_ call: NodeRef, _ app: inout NestApp) {
    let options = evaluator.argument(0, of: call).map { context.options($0, in: nil) } ?? [:]
    if let type = options["type"], !(evaluator.value(of: type).externalName ?? "").hasSuffix(".URI") { return }
    app.versionPrefix = "v"
    if let given = options["prefix"] {
      let value = evaluator.value(of: given)
      app.versionPrefix = value == .bool(false) ? "" : value.constantText ?? "v"
    }
    app.defaultVersions = options["defaultVersion"].map { versions($0, nil) } ?? []
  }

  /// What versions an expression names; an empty text for `VERSION_NEUTRAL`.
  func versions(_ ref: NodeRef, _ frame: Frame?) -> [String] {
    let value = evaluator.value(of: ref, in: frame)
    let all = evaluator.elements(of: value, in: frame)
    return (all.isEmpty ? value.alternatives : all).map { version in
      if case .number(let number) = version { return String(Int(number)) }
      let text = version.constantText ?? ""
      return text == "VERSION_NEUTRAL" ? "" : text
    }
  }

  // MARK: Modules

  private mutating func readModules(_ id: FileID) {
    guard let file = context.program.file(id), let index = context.program.index(of: id) else { return }
    modules.readControllerLists(id, file, context)
    for scope in index.scopes where scope.kind == .type && file[scope.node].kind == .classDeclaration {
      let type = NodeRef(file: id, node: scope.node)
      guard file.child(scope.node, .decorator) != nil else { continue }
      for decorator in decorators.decorators(of: type) where decorator.name == "@nestjs/common.Module" {
        guard let call = decorator.call, let first = evaluator.argument(0, of: call) else { continue }
        let options = context.options(first, in: decorator.frame)
        modules.read(type, options, context)
        if let list = options["providers"] { readProviders(list) }
      }
    }
  }

  /// `{provide: APP_GUARD, useClass: …}`.
  private mutating func readProviders(_ list: NodeRef) {
    for element in evaluator.elementNodes(of: evaluator.value(of: list)) {
      let options = context.options(element, in: nil)
      guard let token = options["provide"], let name = evaluator.value(of: token).externalName else { continue }
      if name == "@nestjs/core.APP_PIPE" { validates = true }
      guard name == "@nestjs/core.APP_GUARD" else { continue }
      if let given = options["useClass"] ?? options["useExisting"] ?? options["useValue"] {
        guards.append(NestGuardUse(ref: given, frame: nil))
      } else if let factory = options["useFactory"], let function = context.scriptFunction(of: factory, in: nil),
        let file = context.program.file(function.file), let made = evaluator.returns(of: function, file).first
      {
        guards.append(NestGuardUse(ref: made, frame: nil))
      }
    }
  }

  /// `RouterModule.register([{path: "admin", module: AdminModule, children: […]}])`.
  private mutating func readRouterModules() {
    for call in sites("register") {
      guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee),
        evaluator.value(of: NodeRef(file: call.file, node: callee)).externalName
          == "@nestjs/core.RouterModule.register",
        let list = evaluator.argument(0, of: call)
      else { continue }
      modules.readRoutes(list, "", context, depth: 0)
    }
  }

  /// The applications that serve a controller.
  func apps(serving controller: NestControllerID) -> [NestApp] {
    guard modules.serves(controller) else { return [] }
    guard apps.count > 1 else { return apps }
    let found = apps.filter { app in app.module.map { modules.reaches(controller, from: $0) } ?? true }
    // Modules that are put together at run time.
    return found.isEmpty ? Array(apps.prefix(1)) : found
  }
}

/// A controller by its class.
typealias NestControllerID = NodeRef
