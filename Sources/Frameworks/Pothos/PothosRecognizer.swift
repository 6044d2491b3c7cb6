internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// Pothos: fields by calls of a builder: `builder.queryField("users", (t) => t.field({ resolve }))`.
enum PothosRecognizer: Recognizer {
  static let name = "pothos"
  static let triggers = ["@pothos/core"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    var reading = PothosReading(context)
    reading.read()
    draft.endpoints += reading.endpoints
    draft.fieldResolvers += reading.fields
    draft.sources.merge(reading.sources)
    if let first = reading.endpoints.first?.registered {
      draft.frameworks.append(FrameworkUse(name: name, location: first))
    }
  }
}

struct PothosReading {
  private let context: RecognizerContext
  private let guards: GraphGuards
  private let mount: String?
  private let around: Auth
  /// What scopes are for a caller without credentials, by name: `authScopes: (context) => ({ loggedIn: !!context.user })`.
  private let scopes: [String: Auth.Requirement]
  private(set) var endpoints: [Endpoint] = []
  private(set) var fields: [FieldResolver] = []
  private(set) var sources = RequestSources()

  private static let types: Set<String> = ["@pothos/core", "@pothos/core.default", "@pothos/core.SchemaBuilder"]
  private static let objects = ["prismaObject", "objectType", "prismaNode", "drizzleObject", "node", "interfaceType"]

  init(_ context: RecognizerContext) {
    self.context = context
    let guards = GraphGuards(context)
    self.guards = guards
    let servers = GraphQLServers(context)
    mount = servers.mountPath
    around = servers.contextFunctions().reduce(Auth(.none)) { $0.stronger(guards.auth(ofContext: $1)) }
    scopes = Self.scopes(context, guards)
  }

  private var evaluator: Evaluator { context.evaluator }

  /// The options of the builder, those of the plugin below its own key as well.
  private static func scopes(_ context: RecognizerContext, _ guards: GraphGuards) -> [String: Auth.Requirement] {
    for call in context.program.sites(called: "SchemaBuilder") {
      guard let given = context.evaluator.argument(0, of: call) else { continue }
      let options = context.options(given, in: nil)
      let inner = options["scopeAuth"].map { context.options($0, in: nil) } ?? [:]
      guard let maker = options["authScopes"] ?? inner["authScopes"],
        let function = context.scriptFunction(of: maker, in: nil)
      else { continue }
      return guards.answers(of: function)
    }
    return [:]
  }

  mutating func read() {
    for root in GraphRoot.allCases {
      let word = root.rawValue
      for call in context.registrations(of: [word + "Field"], on: Self.types) {
        guard let first = evaluator.argument(0, of: call.call), let name = evaluator.value(of: first).constantText,
          let maker = evaluator.argument(1, of: call.call), let field = made(by: maker)
        else { continue }
        add(root, name, field)
      }
      for call in context.registrations(of: [word + "Fields", word + "Type"], on: Self.types) {
        guard let given = evaluator.argument(0, of: call.call) else { continue }
        let maker = call.method.hasSuffix("Fields") ? given : context.options(given, in: nil)["fields"]
        for entry in maker.map({ entries(madeBy: $0) }) ?? [] { add(root, entry.key, entry.value) }
      }
    }
    for call in context.registrations(of: Self.objects, on: Self.types) { readObject(call.call) }
  }

  private mutating func readObject(_ call: NodeRef) {
    guard let first = evaluator.argument(0, of: call), let options = evaluator.argument(1, of: call),
      let maker = context.options(options, in: nil)["fields"]
    else { return }
    let owner =
      evaluator.value(of: first).constantText ?? context.program.node(first).map { context.program.text($0.name) } ?? ""
    for (name, field) in entries(madeBy: maker) {
      guard let resolver = self.options(of: field)["resolve"],
        let function = context.scriptFunction(of: resolver, in: nil), let id = context.functions.id(of: function)
      else { continue }
      fields.append(
        FieldResolver(
          kind: .graphQL, function: id, owner: owner, field: name, location: context.headLocation(resolver),
          isListed: nil))
    }
  }

  // MARK: Fields

  /// The call that a function `(t) => t.field({…})` answers with.
  private func made(by maker: NodeRef) -> NodeRef? {
    guard let function = context.scriptFunction(of: maker, in: nil), let file = context.program.file(function.file)
    else { return nil }
    return evaluator.returns(of: function, file).first { context.program.node($0)?.kind == .call }
  }

  /// The entries that a function `(t) => ({ users: t.field({…}) })` answers with.
  private func entries(madeBy maker: NodeRef) -> [(key: String, value: NodeRef)] {
    guard let function = context.scriptFunction(of: maker, in: nil), let file = context.program.file(function.file)
    else { return [] }
    return evaluator.returns(of: function, file).flatMap { evaluator.entries(of: evaluator.value(of: $0)) }
  }

  /// The options of `t.field({…})`, `t.prismaField({…})`, `t.string({…})`.
  private func options(of field: NodeRef) -> [String: NodeRef] {
    let count = evaluator.argumentCount(of: field)
    guard context.program.node(field)?.kind == .call, count > 0, let given = evaluator.argument(count - 1, of: field)
    else { return [:] }
    return context.options(given, in: nil)
  }

  private mutating func add(_ root: GraphRoot, _ name: String, _ field: NodeRef) {
    let options = options(of: field)
    let resolver = options["subscribe"] ?? options["resolve"]
    let function = resolver.flatMap { context.scriptFunction(of: $0, in: nil) }
    var auth = around
    if let given = options["authScopes"] { auth = auth.stronger(self.auth(ofScopes: given)) }
    // Those of Prisma's plugin get the query first.
    let shift = method(of: field).lowercased().contains("prisma") ? 1 : 0
    if let function { auth = auth.stronger(guards.auth(ofResolver: function, context: 2 + shift)) }
    var handler =
      function.map { context.handler($0) } ?? Handler(name: "", location: context.location(field), function: nil)
    if handler.name.isEmpty || handler.name.hasSuffix("<lambda>") { handler.name = "\(root.typeName).\(name)" }
    var operation = GraphOperation(
      root: root, name: name, framework: "pothos", handler: handler, registered: context.headLocation(field), auth: auth
    )
    operation.mount = mount
    operation.inputs = (options["args"].map { context.options($0, in: nil).keys.sorted() } ?? [])
      .map { Input(name: $0, place: .body) }
    endpoints.append(operation.endpoint)
    guard let function else { return }
    let parameters = evaluator.parameters(of: function)
    if parameters.count > 1 + shift {
      sources.parameters[parameters[1 + shift]] = .value(name: "arguments", place: .body, isText: true)
    }
  }

  private func method(of call: NodeRef) -> String {
    guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee) else { return "" }
    return context.program.text(file[callee].name)
  }

  /// `authScopes: { loggedIn: true }`: one of the scopes is enough.
  private func auth(ofScopes given: NodeRef) -> Auth {
    let place = context.location(given)
    let wanted = context.options(given, in: nil)
    let known = wanted.keys.sorted().map { scopes[$0] ?? .unknown }
    guard !known.isEmpty, !wanted.keys.contains(where: { $0.hasPrefix("$") }) else {
      return Auth(.unknown, by: "authScopes", location: place)
    }
    if known.allSatisfy({ $0 == .required }) {
      return Auth(.required, by: "authScopes", location: place, roles: wanted.keys.sorted())
    }
    return known.contains(.none) ? Auth(.none) : Auth(.unknown, by: "authScopes", location: place)
  }
}
