internal import Formats
internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// GraphQL in ECMAScript by resolver maps and by `graphql-js`' own types: Apollo Server, GraphQL Yoga, Mercurius,
/// `graphql-tools`, `express-graphql`, `graphql-http`.
enum GraphQLResolversRecognizer: Recognizer {
  static let name = "graphql"
  static let servers: [(module: String, framework: String)] = [
    ("@apollo/server", "apollo"), ("apollo-server", "apollo"), ("apollo-server-express", "apollo"),
    ("apollo-server-koa", "apollo"), ("apollo-server-fastify", "apollo"), ("apollo-server-hapi", "apollo"),
    ("apollo-server-lambda", "apollo"), ("apollo-server-micro", "apollo"), ("apollo-server-core", "apollo"),
    ("graphql-yoga", "graphql-yoga"), ("@graphql-yoga/node", "graphql-yoga"), ("mercurius", "mercurius"),
    ("express-graphql", "graphql"), ("graphql-http", "graphql"), ("@apollo/subgraph", "apollo"),
    ("@graphql-tools/schema", "graphql"), ("graphql-tools", "graphql"), ("graphql-modules", "graphql"),
    ("@nestjs/graphql", "nestjs"), ("graphql", "graphql"),
  ]
  static let triggers = servers.map(\.module)

  static func recognize(_ context: RecognizerContext, into draft: inout Draft) {
    let imported = context.program.imported
    guard let framework = servers.first(where: { imported.contains($0.module) })?.framework else { return }
    let maps = ResolverMaps(context)
    var reading = GraphQLReading(context, framework)
    reading.read(maps)
    GraphQLTypes(context, framework).read(into: &reading)
    let found = GraphQLServers(context).read()
    draft.graphQLServers += found
    draft.endpoints += reading.endpoints()
    draft.fieldResolvers += reading.fields
    draft.sources.merge(reading.sources)
    guard let first = found.first?.location ?? reading.operations.first?.registered, framework != "nestjs" else {
      return
    }
    draft.frameworks.append(FrameworkUse(name: framework, location: first))
  }
}

/// One pass over the resolvers of a program.
struct GraphQLReading {
  let context: RecognizerContext
  let framework: String
  let guards: GraphGuards
  private let schemas: GraphSchemas
  private(set) var operations: [GraphOperation] = []
  private(set) var fields: [FieldResolver] = []
  private(set) var sources = RequestSources()
  private var names: Set<String> = []
  private let around: Auth

  init(_ context: RecognizerContext, _ framework: String) {
    self.context = context
    self.framework = framework
    guards = GraphGuards(context)
    schemas = GraphSchemas(context)
    around = GraphQLServers(context).contextFunctions().reduce(Auth(.none)) { [guards] in
      $0.stronger(guards.auth(ofContext: $1))
    }
  }

  private var evaluator: Evaluator { context.evaluator }

  mutating func read(_ maps: ResolverMaps) {
    for entry in maps.entries {
      if let root = GraphRoot(typeName: entry.type) {
        guard !entry.field.hasPrefix("_") else { continue }
        add(root, entry.field, entry.value, shields: maps.shields[root.typeName])
      } else {
        addField(entry.type, entry.field, entry.value)
      }
    }
  }

  /// A root field and the expression that answers it.
  mutating func add(_ root: GraphRoot, _ name: String, _ value: NodeRef, shields: [String: NodeRef]? = nil) {
    // A resolver handed on (`...userResolvers.Query`) is met once; services of one repository have their own.
    let service = context.program.tree.service(of: context.program.tree[value.file].path).path
    guard names.insert("\(service) \(root) \(name)").inserted else { return }
    let (function, own) = guards.resolve(value)
    var auth = own.stronger(around)
    if let rule = shields?[name] ?? shields?["*"] { auth = auth.stronger(GraphShield(context, guards).auth(of: rule)) }
    let declared = schemas.declared(root, name)
    for directive in declared?.directives ?? [] where GraphName.soundsLikeGuard(directive.name) {
      auth = auth.stronger(Auth(.unknown, by: "@" + directive.name, location: declared?.location))
    }
    var handler =
      function.map { context.handler($0) } ?? Handler(name: "", location: context.location(value), function: nil)
    if handler.name.isEmpty || handler.name.hasSuffix("<lambda>") { handler.name = "\(root.typeName).\(name)" }
    var operation = GraphOperation(
      root: root, name: name, framework: framework, handler: handler, registered: context.headLocation(value),
      auth: auth)
    operation.inputs =
      declared?.field.arguments.map {
        Input(name: $0.name, place: .body, type: $0.type, isRequired: $0.type.hasSuffix("!"), isValidated: nil)
      } ?? []
    if let limit = declared?.directives.first(where: { Self.limits($0.name) }), let place = declared?.location {
      operation.middleware.append(Middleware(name: "@" + limit.name, kind: .rateLimit, location: place))
    }
    operations.append(operation)
    if let function { noteSources(function) }
  }

  private static func limits(_ directive: String) -> Bool {
    let name = directive.lowercased()
    return name.contains("ratelimit") || name.contains("throttle")
  }

  /// The second parameter holds what the caller sends.
  private mutating func noteSources(_ function: NodeRef) {
    let parameters = evaluator.parameters(of: function)
    guard parameters.count > 1 else { return }
    sources.parameters[parameters[1]] = .value(name: "arguments", place: .body, isText: true)
  }

  mutating func addField(_ type: String, _ name: String, _ value: NodeRef) {
    guard !name.hasPrefix("__"), let function = guards.resolve(value).function,
      let id = context.functions.id(of: function)
    else { return }
    fields.append(
      FieldResolver(
        kind: .graphQL, function: id, owner: type, field: name, location: context.headLocation(value),
        isListed: schemas.isEmpty ? nil : schemas.listed.contains(type)))
  }

  /// A function of a root value: which root it belongs to is in the schema.
  mutating func addRootValue(_ name: String, _ value: NodeRef) {
    guard let root = GraphRoot.allCases.first(where: { schemas.declared($0, name) != nil }) else { return }
    add(root, name, value)
  }

  func endpoints() -> [Endpoint] {
    let mount = GraphQLServers(context).mountPath
    return operations.map { operation in
      var operation = operation
      operation.mount = mount
      return operation.endpoint
    }
  }
}
