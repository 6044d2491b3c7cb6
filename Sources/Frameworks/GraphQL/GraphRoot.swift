internal import Model
internal import Resolution
internal import Source

/// The three ways into a GraphQL schema. Their fields are the endpoints.
///
/// Where another library's GraphQL belongs: a recognizer of its own beside these (as `SpringGraphQL`, `HotChocolate`),
/// which finds the functions that answer root fields and hands them to `GraphOperation.endpoint`, and those of other
/// types to `Draft.fieldResolvers`.
enum GraphRoot: String, CaseIterable {
  case query, mutation, subscription

  /// As endpoints have it.
  var method: String { rawValue.uppercased() }
  /// The type's name, unless a schema says otherwise.
  var typeName: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

  init?(typeName: String) {
    switch typeName {
    case "Query", "RootQuery", "QueryRoot": self = .query
    case "Mutation", "Mutations", "RootMutation", "MutationRoot": self = .mutation
    case "Subscription", "Subscriptions", "RootSubscription": self = .subscription
    default: return nil
    }
  }
}

/// A root field with the function that answers it.
struct GraphOperation {
  let root: GraphRoot
  let name: String
  let framework: String
  let handler: Handler
  let registered: Location
  var auth = Auth(.none)
  var inputs: [Input] = []
  var middleware: [Middleware] = []
  /// Where the schema is mounted; `nil` when the HTTP endpoint tells.
  var mount: String?

  var endpoint: Endpoint {
    var endpoint = Endpoint(
      id: EndpointID(index: 0), method: root.method, path: (mount ?? "") + "#" + name, framework: framework,
      auth: auth, handler: handler, registered: registered)
    endpoint.transport = .graphql
    endpoint.inputs = inputs
    endpoint.middleware = middleware
    return endpoint
  }
}

/// Names in GraphQL's way.
enum GraphName {
  /// Whether a directive, by its name, asks who is calling.
  static func soundsLikeGuard(_ directive: String) -> Bool {
    MiddlewareGuards.soundsLikeGuard(directive) || DecoratorGuards.soundsLikeGuard(directive)
  }

  /// "token_create" is `tokenCreate`, as Python's libraries have it.
  static func camel(_ name: String) -> String {
    let parts = name.split(separator: "_", omittingEmptySubsequences: false)
    guard let first = parts.first else { return name }
    return String(first)
      + parts.dropFirst().map { $0.isEmpty ? "_" : $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// Whether a key of a resolver map may be an object type.
  static func isType(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first else { return false }
    return ("A"..."Z").contains(first)
      && name.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0) }
  }
}
