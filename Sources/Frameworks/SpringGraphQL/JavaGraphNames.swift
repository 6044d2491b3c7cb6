internal import Resolution
internal import Source
internal import Syntax

/// Annotations and base types that make a method answer a field.
enum JavaGraphNames {
  static let spring = "org.springframework.graphql.data.method.annotation."
  static let dgs = "com.netflix.graphql.dgs."

  /// What an annotation says: the root that it stands for, and which elements name type and field.
  struct Mark {
    let framework: String
    var root: GraphRoot?
    var owner = ""
    let fields: [String]
    /// It answers for many parents at once.
    var isBatch = false
  }

  static let marks: [String: Mark] = [
    spring + "QueryMapping": Mark(framework: "spring-graphql", root: .query, fields: ["name", "value"]),
    spring + "MutationMapping": Mark(framework: "spring-graphql", root: .mutation, fields: ["name", "value"]),
    spring + "SubscriptionMapping": Mark(framework: "spring-graphql", root: .subscription, fields: ["name", "value"]),
    spring + "SchemaMapping": Mark(framework: "spring-graphql", owner: "typeName", fields: ["field", "value"]),
    spring + "BatchMapping": Mark(
      framework: "spring-graphql", owner: "typeName", fields: ["field", "value"], isBatch: true),
    dgs + "DgsQuery": Mark(framework: "dgs", root: .query, fields: ["field"]),
    dgs + "DgsMutation": Mark(framework: "dgs", root: .mutation, fields: ["field"]),
    dgs + "DgsSubscription": Mark(framework: "dgs", root: .subscription, fields: ["field"]),
    dgs + "DgsData": Mark(framework: "dgs", owner: "parentType", fields: ["field"]),
  ]
  static let markNames = Set(marks.keys)
  static let schemaMapping: Set<String> = [spring + "SchemaMapping"]
  static let repository: Set<String> = ["org.springframework.graphql.data.GraphQlRepository"]
  static let component: Set<String> = [dgs + "DgsComponent"]

  /// Parameters that the caller's arguments come into.
  static let arguments: Set<String> = [
    spring + "Argument", spring + "Arguments", dgs + "InputArgument", "org.springframework.data.web.ProjectedPayload",
  ]

  private static let tools = ["graphql.kickstart.tools.", "com.coxautodev.graphql.tools."]
  static let resolver = Set(tools.map { $0 + "GraphQLResolver" })
  static func resolver(of root: GraphRoot) -> Set<String> {
    Set(tools.map { $0 + "GraphQL" + root.typeName + "Resolver" })
  }

  /// Parameters that the library gives, by their types.
  static let given: Set<String> = [
    "DataFetchingEnvironment", "DgsDataFetchingEnvironment", "GraphQLContext", "DataLoader", "Principal",
    "Authentication", "ScrollSubrange", "Subrange", "Sort", "DataFetchingFieldSelectionSet", "Locale", "Optional",
    "BatchLoaderEnvironment", "Continuation", "ServerRequest",
  ]
}

/// Names of types and fields as annotations give them: texts, or constants that a generator makes of the schema.
struct JavaGraphConstants {
  let project: JavaProject
  let schemas: GraphSchemas

  /// `"shows"`, `QUERY.Shows`, `DgsConstants.QUERY_TYPE`, `SHOW.TYPE_NAME`.
  func text(_ ref: NodeRef) -> String? {
    if let text = project.text(of: ref) { return text }
    guard let file = project.file(ref), file[ref.node].kind == .member || file[ref.node].kind == .name else {
      return nil
    }
    let last = project.text(file[ref.node].name)
    let owner = file.child(ref.node, .object).map { project.text(file[$0].name) } ?? ""
    switch last {
    case "QUERY_TYPE": return "Query"
    case "MUTATION_TYPE": return "Mutation"
    case "SUBSCRIPTION_TYPE": return "Subscription"
    case "TYPE_NAME": return schemas.types.sorted().first { Self.plain($0) == Self.plain(owner) } ?? Self.title(owner)
    default: break
    }
    let root = GraphRoot.allCases.first { Self.plain($0.typeName) == Self.plain(owner) }
    let declared = root.flatMap { schemas.fields[$0]?.keys.sorted().first { Self.plain($0) == Self.plain(last) } }
    return declared ?? last.prefix(1).lowercased() + last.dropFirst()
  }

  static func plain(_ name: String) -> String { name.lowercased().filter { $0 != "_" } }

  private static func title(_ name: String) -> String { name.prefix(1).uppercased() + name.dropFirst().lowercased() }
}
