internal import Formats
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// gqlgen: a schema, and methods of generated resolver types: `func (r *queryResolver) Users(ctx, …)`.
enum GQLGenRecognizer: Recognizer {
  static let name = "gqlgen"
  static let triggers = ["github.com/99designs/gqlgen/graphql/handler", "github.com/99designs/gqlgen/graphql"]

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    var reading = GQLGenReading(context)
    reading.read()
    draft.endpoints += reading.endpoints
    draft.fieldResolvers += reading.fields
    draft.sources.merge(reading.sources)
    draft.graphQLServers += reading.servers()
    if let first = reading.endpoints.first?.registered {
      draft.frameworks.append(FrameworkUse(name: name, location: first))
    }
  }
}

struct GQLGenReading {
  private let context: RecognizerContext
  private let schemas: GraphSchemas
  private let checks: GoContextChecks
  /// Fields of a root by their names as Go writes them.
  private var directives: [String: Auth] = [:]
  private var goNames: [GraphRoot: [String: String]] = [:]
  private(set) var endpoints: [Endpoint] = []
  private(set) var fields: [FieldResolver] = []
  private(set) var sources = RequestSources()

  init(_ context: RecognizerContext) {
    self.context = context
    schemas = GraphSchemas(context)
    checks = GoContextChecks(context)
    for (root, declared) in schemas.fields {
      for name in declared.keys.sorted() { goNames[root, default: [:]][Self.plain(name)] = name }
    }
  }

  private var evaluator: Evaluator { context.evaluator }

  private static func plain(_ name: String) -> String { name.lowercased().filter { $0 != "_" } }

  mutating func read() {
    for id in context.program.fileIDs where context.isServed(id) {
      guard let file = context.program.file(id), file.source.language == .go, let index = context.program.index(of: id)
      else { continue }
      for scope in index.scopes where scope.kind == .function && scope.parent == 0 {
        guard let type = file.receiverType(scope.node).map({ context.program.text($0) }), type.hasSuffix("Resolver"),
          type != "Resolver"
        else { continue }
        add(NodeRef(file: id, node: scope.node), String(type.dropLast("Resolver".count)), file)
      }
    }
  }

  private mutating func add(_ function: NodeRef, _ owner: String, _ file: SyntaxFile) {
    let method = context.program.text(file[function.node].name)
    guard let first = method.unicodeScalars.first, ("A"..."Z").contains(first), takesContext(function, file) else {
      return
    }
    guard let root = GraphRoot(rawValue: owner.lowercased()) else {
      guard let id = context.functions.id(of: function), evaluator.parameters(of: function).count > 2 else { return }
      let type = owner.prefix(1).uppercased() + owner.dropFirst()
      fields.append(
        FieldResolver(
          kind: .graphQL, function: id, owner: type, field: Self.lowered(method),
          location: context.declarationLocation(function),
          isListed: schemas.isEmpty ? nil : schemas.listed.contains(type)))
      return
    }
    let known = goNames[root]?[Self.plain(method)]
    // With the schema at hand, other exported methods are helpers.
    guard let name = known ?? (goNames.isEmpty ? Self.lowered(method) : nil) else { return }
    let declared = schemas.declared(root, name)
    var auth = checks.auth(of: function)
    for directive in declared?.directives ?? [] {
      auth = auth.stronger(self.auth(ofDirective: directive.name, declared?.location))
    }
    var operation = GraphOperation(
      root: root, name: name, framework: "gqlgen", handler: context.handler(function),
      registered: context.headLocation(function), auth: auth)
    operation.inputs =
      declared?.field.arguments.map {
        Input(name: $0.name, place: .body, type: $0.type, isRequired: $0.type.hasSuffix("!"), isValidated: true)
      } ?? []
    endpoints.append(operation.endpoint)
    // Behind the receiver and the context.
    for parameter in evaluator.parameters(of: function).dropFirst(2) {
      let type = file.child(parameter.node, .type).map { file.text($0) } ?? ""
      sources.parameters[parameter] = .value(
        name: context.program.text(file[parameter.node].name), place: .body,
        isText: !["int", "bool", "float64", "int64"].contains(type))
    }
  }

  /// What a directive's function asks, which the schema's configuration is given: `c.Directives.IsAdmin = IsAdmin`.
  private mutating func auth(ofDirective name: String, _ place: Location?) -> Auth {
    if let known = directives[name] { return known }
    var auth = Auth(.none)
    if let function = implementation(of: name) {
      auth = checks.auth(of: function)
      if auth.requirement == .none, GraphName.soundsLikeGuard(name) { auth = Auth(.unknown) }
    } else if GraphName.soundsLikeGuard(name) {
      auth = Auth(.unknown, location: place)
    }
    if auth.requirement != .none { auth.by = "@" + name }
    directives[name] = auth
    return auth
  }

  private func implementation(of name: String) -> NodeRef? {
    let title = name.prefix(1).uppercased() + name.dropFirst()
    guard let wanted = context.program.name(of: title) else { return nil }
    var given: [NodeRef] = []
    for id in context.program.fileIDs where context.isServed(id) {
      guard let file = context.program.file(id), file.source.language == .go, let index = context.program.index(of: id)
      else { continue }
      for attribute in index.attributes where attribute.name == wanted {
        if let value = file.child(attribute.node, .value) { given.append(NodeRef(file: id, node: value)) }
      }
    }
    for call in context.program.sites(called: "DirectiveRoot") {
      if let value = evaluator.argument(named: title, of: call) { given.append(value) }
    }
    // Set on a part of the configuration that is not looked at: by the name that it has to have.
    for id in context.program.fileIDs where given.isEmpty && context.isServed(id) {
      guard let file = context.program.file(id), file.source.language == .go, let index = context.program.index(of: id)
      else { continue }
      for scope in index.scopes where scope.kind == .function && scope.parent == 0 && file[scope.node].name == wanted {
        let function = NodeRef(file: id, node: scope.node)
        if isDirective(function, file) { return function }
      }
    }
    for value in given {
      guard case .function(let function) = evaluator.value(of: value), evaluator.parameters(of: function).count >= 3
      else {
        continue
      }
      return function
    }
    return nil
  }

  /// `func (ctx context.Context, obj any, next graphql.Resolver, …)`.
  private func isDirective(_ function: NodeRef, _ file: SyntaxFile) -> Bool {
    let parameters = evaluator.parameters(of: function)
    guard parameters.count >= 3, let type = file.child(parameters[2].node, .type) else { return false }
    return file.text(type).hasSuffix("Resolver")
  }

  private func takesContext(_ function: NodeRef, _ file: SyntaxFile) -> Bool {
    let parameters = evaluator.parameters(of: function)
    guard parameters.count > 1, let type = file.child(parameters[1].node, .type) else { return false }
    return file.text(type).hasSuffix("context.Context")
  }

  /// "FindScenes" is `findScenes`, "URLs" is `urls`.
  private static func lowered(_ name: String) -> String {
    let capitals = name.prefix { $0.isUppercase }
    if capitals.count == name.count { return name.lowercased() }
    if capitals.count > 2 { return capitals.dropLast().lowercased() + name.dropFirst(capitals.count - 1) }
    return name.prefix(1).lowercased() + name.dropFirst()
  }

  // MARK: Servers

  /// `handler.New(schema)`, `handler.NewDefaultServer(schema)`, and what is used on it.
  func servers() -> [GraphQLServer] {
    let package = "github.com/99designs/gqlgen/graphql/handler."
    var found: [GraphQLServer] = []
    let uses = context.program.sites(called: "Use") + context.program.sites(called: "SetParserTokenLimit")
    for name in ["New", "NewDefaultServer"] {
      for call in context.program.sites(called: name) where context.isServed(call.file) {
        guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee),
          evaluator.value(of: NodeRef(file: call.file, node: callee)).externalName == package + name
        else { continue }
        let texts = uses.filter { $0.file == call.file }.compactMap { use in
          context.program.file(use.file)?.text(use.node).lowercased()
        }
        let hasLimit = texts.contains { text in
          ["complexity", "depth", "tokenlimit"].contains { text.contains($0) }
        }
        // A server of the project's own making may be given more elsewhere.
        let isHandedOn = file[file[call.node].parent].kind == .returnStatement
        let isOn = name == "NewDefaultServer" || texts.contains { $0.contains("introspection") }
        var server = GraphQLServer(
          framework: "gqlgen", location: context.headLocation(call),
          hasLimit: hasLimit ? true : isHandedOn ? nil : false,
          introspection: isOn ? (name == "NewDefaultServer" ? .onByDefault : .on) : .off)
        server.nests = schemas.nests
        found.append(server)
      }
    }
    return found
  }
}
