internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Flask: applications, blueprints, class views, Flask-RESTful and its kin, Flask-Smorest, Flask-Classful.
enum FlaskRecognizer: Recognizer {
  static let name = "flask"
  static let triggers = [
    "flask", "flask_restful", "flask_restx", "flask_restplus", "flask_smorest", "flask_classful", "flask_classy",
    "apiflask", "quart", "flask_openapi3", "flask_appbuilder",
  ]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    var reading = FlaskReading(context: context)
    reading.readMounts()
    reading.readHooks()
    reading.readRoutes()
    reading.readRules()
    reading.readResources()
    reading.readClassful()
    reading.readAppBuilder()
    reading.readFolders()
    reading.readCORS()
    draft.endpoints += reading.endpoints
    draft.frameworks += reading.frameworks
    draft.corsPolicies += reading.corsPolicies
    draft.sources.merge(reading.sources)
  }
}

/// One pass over a program's Flask code.
struct FlaskReading {
  let context: RecognizerContext
  let guards: DecoratorGuards
  var mounts = MountGraph<Registration>()
  /// Mounts whose child could not be seen: blueprints that hang nowhere may hang there.
  var hasUnseenMounts = false
  /// Functions that run before requests, by the application or blueprint that they hang on.
  var hooks: [NodeRef: [FlaskHook]] = [:]
  var endpoints: [Endpoint] = []
  var frameworks: [FrameworkUse] = []
  var corsPolicies: [CORSPolicy] = []
  var sources = RequestSources()
  /// The only application, which a parameter that nothing tells more about then is.
  let soleApp: NodeRef?

  init(context: RecognizerContext) {
    self.context = context
    guards = DecoratorGuards(context, libraries: FlaskLibraries.guards)
    soleApp = Self.soleApp(context)
  }

  var evaluator: Evaluator { context.evaluator }

  private static func soleApp(_ context: RecognizerContext) -> NodeRef? {
    var found: [NodeRef] = []
    for name in FlaskLibraries.apps {
      for call in context.calls(of: name) where !found.contains(call) { found.append(call) }
    }
    // Classes that extend Flask.
    for file in context.program.fileIDs where context.isServed(file) {
      guard let index = context.program.index(of: file) else { continue }
      for scope in index.scopes where scope.kind == .type {
        let type = NodeRef(file: file, node: scope.node)
        let ancestors = context.evaluator.externalAncestors(of: type)
        guard ancestors.contains(where: FlaskLibraries.apps.contains), let name = context.program.node(type)?.name
        else { continue }
        found += context.program.sites(of: name).filter {
          context.isServed($0.file) && context.evaluator.value(of: $0) == .instance(type, site: $0)
        }
      }
    }
    return found.count == 1 ? found[0] : nil
  }

  mutating func noteFramework(_ name: String, _ location: Location) {
    guard !frameworks.contains(where: { $0.name == name }) else { return }
    frameworks.append(FrameworkUse(name: name, location: location))
  }

  /// The object that a registration is made on.
  func host(_ call: Registration) -> NodeRef? {
    call.type == Evaluator.parameterType ? soleApp ?? call.site : call.site
  }

  /// The canonical type of a host.
  func type(of host: NodeRef) -> String {
    switch evaluator.value(of: host) {
    case .object(let name, _): name
    case .instance(let type, _): evaluator.externalAncestors(of: type).first ?? ""
    default: ""
    }
  }

  /// An argument by position or keyword, as a value in the registration's context.
  func value(_ call: Registration, _ position: Int, _ keyword: String) -> Value? {
    let given = evaluator.argument(position, of: call.call) ?? evaluator.argument(named: keyword, of: call.call)
    return given.map { evaluator.value(of: $0, in: call.context.frame) }
  }

  /// The text of a keyword argument; `nil` when there is none (or it is None), a hole when it can't be seen.
  func text(_ keyword: String, of call: NodeRef, in frame: Frame?, position: Int? = nil) -> String? {
    let given = evaluator.argument(named: keyword, of: call) ?? position.flatMap { evaluator.argument($0, of: call) }
    guard let given else { return nil }
    let value = evaluator.value(of: given, in: frame)
    if value == .null { return nil }
    return value.text ?? String(Value.hole)
  }
}

extension RecognizerContext {
  /// The calls of something of a library by its canonical name, in files that are served.
  func calls(of canonical: String) -> [NodeRef] {
    guard let last = canonical.split(separator: ".").last, let name = program.names.lookup(String(last)) else {
      return []
    }
    return program.sites(of: name).filter { call in
      guard isServed(call.file), let file = program.file(call.file), let callee = file.child(call.node, .callee) else {
        return false
      }
      return evaluator.value(of: NodeRef(file: call.file, node: callee)).externalName == canonical
    }
  }
}
