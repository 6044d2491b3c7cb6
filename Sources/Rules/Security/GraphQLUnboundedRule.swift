internal import Findings
internal import Model
internal import Source

/// S32. A GraphQL server that runs whatever a caller asks for.
enum GraphQLUnboundedRule: Rule {
  static let info = RuleInfo(
    name: "graphql-unbounded", alias: "S32", pillar: .security, level: .warning, confidence: .medium,
    summary: "a GraphQL server bounds neither the depth nor the complexity of an operation",
    why: """
      Whoever writes the query decides what it costs. Types that refer to each other can be nested as deep as one likes, \
      and each level multiplies the rows of the one before: a request of a few hundred bytes, valid by the schema, keeps \
      the database busy for minutes. Limits on requests per minute don't help: one is enough.
      """,
    quietWhen: [
      "something bounds depth, complexity, tokens or aliases, a library's or the project's own",
      "only operations that were stored before are run",
      "the server's options could not be seen whole",
      "only callers with credentials get to it, or no type has resolvers of its own or leads back to itself (a note)",
    ],
    example: "new ApolloServer({ typeDefs, resolvers })",
    instead: "new ApolloServer({ typeDefs, resolvers, validationRules: [depthLimit(8)] })",
    cwe: [770],
    references: [
      "https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/",
      "https://cheatsheetseries.owasp.org/cheatsheets/GraphQL_Cheat_Sheet.html",
    ])

  static func check(_ context: RuleContext) -> [Finding] {
    let backend = context.backend
    let servers = backend.graphQLServers.filter { !$0.takesOnlyPersisted }
    guard !servers.isEmpty else { return [] }
    let own = ownLimit(backend)
    return servers.compactMap { server in
      if server.hasLimit == false, own == nil { return unbounded(server, servers, backend) }
      return server.introspection == .on ? introspected(server) : nil
    }
  }

  private static let measures: Set<String> = ["cost", "complexity", "depth"]
  private static let about: Set<String> = [
    "query", "limit", "limiter", "max", "maximum", "validate", "validation", "validator", "rule", "graphql", "plugin",
    "analysis", "check", "operation",
  ]

  /// A function of the project that measures what a query costs.
  private static func ownLimit(_ backend: Backend) -> Function? {
    backend.functions.first { function in
      // Without their first letters: names have them small or large.
      guard ["ost", "omplexity", "epth"].contains(where: { function.name.contains($0) }), !function.isTest,
        function.purpose == .production
      else { return false }
      let words = Words.of(function.name)
      return words.contains(where: measures.contains) && words.contains(where: about.contains)
    }
  }

  private static func unbounded(_ server: GraphQLServer, _ servers: [GraphQLServer], _ backend: Backend) -> Finding {
    let operations = backend.endpoints.filter {
      $0.transport == .graphql && isOf(server, $0.registered, among: servers)
    }
    let isGuarded = !operations.isEmpty && operations.allSatisfy { $0.auth.requirement == .required }
    let hasDepth =
      server.nests
      ?? backend.fieldResolvers.contains { $0.kind == .graphQL && isOf(server, $0.location, among: servers) }
    let isShown = server.introspection == .on || server.introspection == .onByDefault
    let shown = isShown ? ", and introspection shows anyone what can be nested" : ""
    return Finding(
      rule: info, level: isGuarded || !hasDepth ? .note : nil, confidence: isGuarded || !hasDepth ? .low : nil,
      message: "nothing bounds the depth or complexity of an operation\(shown)",
      scenario: """
        One request nests a list within a list, five levels of 50 rows each: 300 million rows, from a query of 200 bytes. \
        The process runs out of memory or the database out of connections, and everybody waits.
        """,
      location: server.location, endpoints: operations.prefix(5).map(\.title), remedy: remedy(server),
      subject: "\(server.framework) limit")
  }

  /// Whether something belongs to a server: of several, to those whose folder is nearest.
  private static func isOf(_ server: GraphQLServer, _ place: Location, among servers: [GraphQLServer]) -> Bool {
    guard servers.count > 1 else { return true }
    func nearness(_ server: GraphQLServer) -> Int {
      zip(server.location.file.split(separator: "/"), place.file.split(separator: "/")).prefix { $0 == $1 }.count
    }
    let own = nearness(server)
    return servers.allSatisfy { nearness($0) <= own }
  }

  private static func remedy(_ server: GraphQLServer) -> String {
    switch server.framework {
    case "gqlgen": "srv.Use(extension.FixedComplexityLimit(…)), and a limit on the parser's tokens"
    case "strawberry": "add QueryDepthLimiter, MaxAliasesLimiter and MaxTokensLimiter to the schema's extensions"
    case "graphene": "give the view validation_rules with depth_limit_validator(max_depth=…)"
    case "ariadne": "give it validation_rules=[cost_validator(maximum_cost=…)]"
    case "spring-graphql", "dgs", "graphql-java", "graphql-java-tools":
      "declare beans of graphql-java's MaxQueryDepthInstrumentation and MaxQueryComplexityInstrumentation"
    case "hotchocolate":
      "call AddMaxExecutionDepthRule(…), and keep the cost analyzer of version 14 and later on"
    case "mercurius": "set queryDepth, and a limit on list sizes"
    default:
      "add a rule that limits depth (graphql-depth-limit) or complexity (graphql-query-complexity) to validationRules"
    }
  }

  private static func introspected(_ server: GraphQLServer) -> Finding {
    Finding(
      rule: info, level: .note, confidence: .low,
      message: "introspection is switched on, in production as well",
      scenario: """
        Anyone asks the server for its whole schema, and gets the names of operations and fields that no client of yours \
        shows: what is meant for administrators, what is deprecated, what was forgotten.
        """,
      location: server.location, remedy: "switch it on for development only",
      subject: "\(server.framework) introspection")
  }
}
