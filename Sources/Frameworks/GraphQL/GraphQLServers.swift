internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// The GraphQL servers that ECMAScript code makes: what bounds their operations, where they are mounted, and which
/// functions make the context of an operation.
struct GraphQLServers {
  private let context: RecognizerContext

  /// What makes a server, by the last part of its name: the module's name begins with the second.
  private static let makers: [(call: String, module: String, framework: String)] = [
    ("ApolloServer", "apollo-server", "apollo"), ("ApolloServer", "@apollo/server", "apollo"),
    ("createYoga", "graphql-yoga", "graphql-yoga"), ("createServer", "@graphql-yoga", "graphql-yoga"),
    ("GraphQLServer", "graphql-yoga", "graphql-yoga"), ("graphqlHTTP", "express-graphql", "express-graphql"),
    ("createHandler", "graphql-http", "graphql-http"),
  ]

  private var servers: [Made] = []

  init(_ context: RecognizerContext) {
    self.context = context
    servers = made()
  }

  private var evaluator: Evaluator { context.evaluator }

  /// A server with the options that it is made with.
  private struct Made {
    let call: NodeRef
    let framework: String
    /// `nil` when they could not be seen.
    let options: [String: NodeRef]?
    let isWhole: Bool
  }

  // MARK: What makes servers

  private func made() -> [Made] {
    var found: [Made] = []
    for maker in Self.makers {
      for name in [maker.call] + (maker.call == "ApolloServer" ? subclasses(of: maker.call) : []) {
        for call in sites(name) where isLibrary(call, maker.module) || name != maker.call {
          guard !found.contains(where: { $0.call == call }) else { continue }
          found.append(self.made(call, maker.framework, evaluator.argument(0, of: call)))
        }
      }
    }
    for call in sites("register") {
      guard let first = evaluator.argument(0, of: call),
        evaluator.value(of: first).externalName?.hasPrefix("mercurius") == true
      else { continue }
      found.append(made(call, "mercurius", evaluator.argument(1, of: call)))
    }
    for call in sites("forRoot") + sites("forRootAsync") {
      guard let file = context.program.file(call.file), let callee = file.child(call.node, .callee),
        evaluator.value(of: NodeRef(file: call.file, node: callee)).externalName?.hasPrefix("@nestjs/graphql.") == true
      else { continue }
      found.append(made(call, "nestjs", evaluator.argument(0, of: call).map { nestOptions($0) }))
    }
    return found
  }

  private func sites(_ name: String) -> [NodeRef] {
    context.program.sites(called: name).filter {
      context.isServed($0.file) && !context.program.browserFiles.contains($0.file)
    }
  }

  private func isLibrary(_ call: NodeRef, _ module: String) -> Bool {
    guard let file = context.program.file(call.file), file.source.language?.isECMAScript == true,
      let callee = file.child(call.node, .callee)
    else { return false }
    return evaluator.value(of: NodeRef(file: call.file, node: callee)).externalName?.hasPrefix(module) ?? false
  }

  /// Classes of the project that extend a library's class.
  private func subclasses(of base: String) -> [String] {
    guard let wanted = context.program.name(of: base) else { return [] }
    var found: [String] = []
    for id in context.program.fileIDs {
      guard let file = context.program.file(id), let index = context.program.index(of: id),
        file.source.language?.isECMAScript == true
      else { continue }
      for scope in index.scopes where scope.kind == .type {
        guard let parent = file.child(scope.node, .base), file[parent].kind == .name, file[parent].name == wanted
        else { continue }
        found.append(context.program.text(file[scope.node].name))
      }
    }
    return found
  }

  private func made(_ call: NodeRef, _ framework: String, _ options: NodeRef?) -> Made {
    guard let options else { return Made(call: call, framework: framework, options: [:], isWhole: true) }
    guard case .literal(let literal) = evaluator.value(of: options), let file = context.program.file(literal.file),
      file[literal.node].kind == .dictionary
    else { return Made(call: call, framework: framework, options: nil, isWhole: false) }
    let hasSpread = file.children(literal.node).contains { file[$0].kind == .spread }
    return Made(
      call: call, framework: framework, options: context.options(options, in: nil), isWhole: !hasSpread)
  }

  /// `forRootAsync({ useFactory })`, `forRootAsync({ useClass })`: what they answer with.
  private func nestOptions(_ given: NodeRef) -> NodeRef {
    let options = context.options(given, in: nil)
    var maker = options["useFactory"].flatMap { context.scriptFunction(of: $0, in: nil) }
    if let type = options["useClass"] ?? options["useExisting"], case .type(let ref) = evaluator.value(of: type) {
      maker = evaluator.method("createGqlOptions", of: ref)
    }
    guard let maker, let file = context.program.file(maker.file),
      let answer = evaluator.returns(of: maker, file).first
    else { return given }
    return answer
  }

  // MARK: Limits

  private static let limiters = [
    "graphql-depth-limit", "graphql-query-complexity", "graphql-validation-complexity", "graphql-cost-analysis",
    "@escape.tech/graphql-armor", "@escape.tech/graphql-armor-max-depth", "@escape.tech/graphql-armor-cost-limit",
    "@escape.tech/graphql-armor-max-tokens", "@envelop/depth-limit", "@graphile/depth-limit", "graphql-query-cost",
    "graphql-query-complexity-apollo-plugin", "graphql-rate-limit-complexity", "@envelop/graphql-armor",
  ]
  private static let registries = [
    "@graphql-yoga/plugin-persisted-operations", "@envelop/persisted-operations",
    "apollo-server-plugin-operation-registry",
    "@apollo/server-plugin-operation-registry",
  ]
  private static let words = ["depth", "complex", "cost", "limit", "armor", "maxtoken"]

  /// The servers of the program.
  func read() -> [GraphQLServer] {
    servers.map { made in
      var server = GraphQLServer(
        framework: made.framework, location: context.headLocation(made.call), hasLimit: hasLimit(made),
        introspection: introspection(made))
      server.takesOnlyPersisted =
        Self.registries.contains(where: context.program.imported.contains) || flag("onlyPersisted", made) == true
      return server
    }
  }

  private func hasLimit(_ made: Made) -> Bool? {
    if Self.limiters.contains(where: context.program.imported.contains) { return true }
    guard let options = made.options else { return nil }
    if options["queryDepth"] != nil { return true }
    for key in ["validationRules", "plugins", "extensions", "customValidateFn", "validateFn"] {
      guard let given = options[key] else { continue }
      let written = text(of: given)
      if Self.words.contains(where: written.contains) { return true }
      guard case .literal = evaluator.value(of: given) else { return nil }
      for element in context.flattenedElements(given, in: nil) {
        let spoken = self.text(of: element) + " " + name(of: element)
        if Self.words.contains(where: spoken.contains) { return true }
      }
    }
    return made.isWhole ? false : nil
  }

  private func name(of ref: NodeRef) -> String {
    switch evaluator.value(of: ref) {
    case .function(let function), .type(let function), .instance(let function, _):
      evaluator.qualifiedName(of: function).lowercased()
    case let value: value.externalName?.lowercased() ?? ""
    }
  }

  private func text(of ref: NodeRef) -> String {
    guard let file = context.program.file(ref.file), file[ref.node].end - file[ref.node].start < 4_000 else {
      return ""
    }
    return file.text(ref.node).lowercased()
  }

  private func flag(_ key: String, _ made: Made) -> Bool? {
    guard let given = made.options?[key] else { return nil }
    if case .bool(let flag) = evaluator.value(of: given) { return flag }
    return nil
  }

  private func introspection(_ made: Made) -> GraphQLServer.Introspection {
    guard let options = made.options else { return .unknown }
    let rules =
      (options["validationRules"].map { text(of: $0) } ?? "") + (options["plugins"].map { text(of: $0) } ?? "")
    if rules.contains("introspection") { return .off }
    if let given = options["introspection"] {
      switch evaluator.value(of: given) {
      case .bool(let flag): return flag ? .on : .off
      default: return ["node_env", "prod", "env", "dev"].contains(where: text(of: given).contains) ? .off : .unknown
      }
    }
    guard made.isWhole else { return .unknown }
    switch made.framework {
    // Off by itself where NODE_ENV says production.
    case "apollo": return .off
    case "nestjs": return text(of: made.call).contains("mercurius") ? .onByDefault : .off
    default: return .onByDefault
    }
  }

  // MARK: Mounts and contexts

  /// Where a schema is mounted, as far as these libraries' own calls tell.
  var mountPath: String? {
    for call in sites("applyMiddleware") + sites("getMiddleware") {
      guard let given = evaluator.argument(0, of: call) else { continue }
      let options = context.options(given, in: nil)
      guard options["app"] != nil || options["path"] != nil else { continue }
      return options["path"].flatMap { evaluator.value(of: $0).text } ?? "/graphql"
    }
    for name in ["expressMiddleware", "koaMiddleware", "graphqlHTTP", "createHandler"] {
      for call in sites(name) {
        guard let file = context.program.file(call.file), file[file[call.node].parent].kind == .call else { continue }
        let outer = NodeRef(file: call.file, node: file[call.node].parent)
        guard outer.node != call.node, let first = evaluator.argument(0, of: outer),
          let path = evaluator.value(of: first).constantText, path.hasPrefix("/")
        else { continue }
        return PathTemplate.withoutTrailingSlash(path)
      }
    }
    if !sites("startStandaloneServer").isEmpty { return "/" }
    for made in servers where ["graphql-yoga", "mercurius", "nestjs"].contains(made.framework) {
      let key = made.framework == "graphql-yoga" ? "graphqlEndpoint" : "path"
      guard let path = made.options?[key].flatMap({ evaluator.value(of: $0).constantText }) else { continue }
      return path.hasPrefix("/") ? path : "/" + path
    }
    return nil
  }

  /// Functions that make the context of each operation.
  func contextFunctions() -> [NodeRef] {
    var options = servers.compactMap(\.options)
    for name in ["expressMiddleware", "koaMiddleware", "startStandaloneServer", "fastifyApolloHandler"] {
      for call in sites(name) {
        if let given = evaluator.argument(1, of: call) { options.append(context.options(given, in: nil)) }
      }
    }
    return options.compactMap { $0["context"] }.compactMap { context.scriptFunction(of: $0, in: nil) }
  }
}
