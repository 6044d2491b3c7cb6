internal import Model
internal import Source

/// The endpoints of a project, to be asked for the operations of API documents.
struct EndpointIndex {
  private let endpoints: [Endpoint]
  private let shapes: [PathShape]
  private let exact: [Key: [EndpointID]]
  private let named: [String: [EndpointID]]
  private let routers: [Router]
  /// How often a prefix stands before a path, by method and path.
  private let prefixes: [Key: [String]]

  /// How an endpoint's router reads its path.
  private struct Router {
    var isPattern = false
    /// The last parameter takes all that follows.
    var takesRest = false
    /// Parameters at the end may be missing.
    var hasOptional = false
    /// Its prefix is sure.
    var isLiteral = false
    var hasLiterals = false
  }

  private struct Key: Hashable {
    let method: String
    let path: PathShape
  }

  init(_ endpoints: [Endpoint]) {
    self.endpoints = endpoints
    let shapes = endpoints.map { PathShape($0.path) }
    self.shapes = shapes
    routers = zip(endpoints, shapes).map { endpoint, shape in
      Router(
        isPattern: shape.isPattern, takesRest: Self.takesRest(endpoint, shape),
        hasOptional: Self.optional.contains(endpoint.framework),
        isLiteral: Self.literal.contains(endpoint.framework), hasLiterals: !shape.literals.isEmpty)
    }
    var exact: [Key: [EndpointID]] = [:]
    var named: [String: [EndpointID]] = [:]
    var prefixes: [Key: [String]] = [:]
    for (endpoint, shape) in zip(endpoints, shapes) where endpoint.isHTTP && !shape.hasUnseenParts {
      exact[Key(method: endpoint.method, path: shape), default: []].append(endpoint.id)
      named[Self.plain(endpoint.handler.name), default: []].append(endpoint.id)
      // Longer prefixes than that are no mounting points.
      for count in 1...4 where count < shape.segments.count {
        let rest = PathShape(segments: Array(shape.segments[count...]))
        prefixes[Key(method: endpoint.method, path: rest), default: []]
          .append(shape.segments[..<count].map { "/" + $0 }.joined())
      }
    }
    self.exact = exact
    self.named = named
    self.prefixes = prefixes
  }

  subscript(id: EndpointID) -> Endpoint { endpoints[Int(id.index)] }

  /// The endpoint of a method and a path, if possible of a service.
  func endpoint(_ method: String, _ path: PathShape, service: Int) -> EndpointID? {
    for verb in [method, "ANY"] + (method == "HEAD" ? ["GET"] : []) {
      guard let found = exact[Key(method: verb, path: path)] else { continue }
      return found.first { self[$0].service == service } ?? found.first
    }
    return nil
  }

  /// What stands before a path among the endpoints of a method.
  func prefixes(_ method: String, _ path: PathShape) -> [String] { prefixes[Key(method: method, path: path)] ?? [] }

  /// The one endpoint whose handler has a name, the method, and the last constant word of the path.
  func endpoint(named name: String, _ method: String, _ path: PathShape) -> EndpointID? {
    let plain = Self.plain(name)
    guard plain.utf8.count >= 6, let found = named[plain] else { return nil }
    let fitting = found.filter {
      self[$0].method == method && shapes[Int($0.index)].literals.last == path.literals.last
    }
    return fitting.count == 1 ? fitting[0] : nil
  }

  /// An endpoint that may answer though none is the operation's own.
  func mayAnswer(_ method: String, _ path: PathShape) -> EndpointID? {
    endpoints.indices.first { position in
      let endpoint = endpoints[position]
      guard endpoint.transport != .grpc,
        endpoint.method == method || endpoint.method == "ANY" || !endpoint.isHTTP
      else { return false }
      let (shape, router) = (shapes[position], routers[position])
      if router.isPattern, Self.begins(shape, path) { return true }
      if !router.isLiteral, router.hasLiterals, Self.isBelowPrefix(shape, path) { return true }
      return shape.mayAnswer(path, rest: router.takesRest, optional: router.hasOptional)
    }.map { endpoints[$0].id }
  }

  /// Whether a constant word stands in some endpoint's path.
  func knows(_ literal: String) -> Bool { shapes.contains { $0.segments.contains(literal) } }

  private static func begins(_ shape: PathShape, _ path: PathShape) -> Bool {
    let constant = shape.segments.prefix { !PathShape(segments: [$0]).isPattern && !PathShape.isVariable($0) }
    return constant.count <= path.segments.count && zip(constant, path.segments).allSatisfy(==)
  }

  /// Whether the path is the endpoint's own below a prefix. Routers of these frameworks may be hung somewhere by code
  /// that was not understood.
  private static func isBelowPrefix(_ shape: PathShape, _ path: PathShape) -> Bool {
    guard shape.segments.count < path.segments.count else { return false }
    return path.segments.suffix(shape.segments.count).elementsEqual(shape.segments)
  }

  /// Frameworks whose groups come from their router, so that their prefixes are known.
  private static let literal: Set<String> = [
    "gin", "echo", "chi", "fiber", "gorilla", "nethttp", "net/http", "httprouter",
  ]

  private static let restNames: Set<String> = [
    "{path}", "{rest}", "{filepath}", "{file_path}", "{filename}", "{full_path}", "{any}", "{wildcard}", "{splat}",
    "{proxy}", "{_}", "{all}",
  ]

  private static func takesRest(_ endpoint: Endpoint, _ shape: PathShape) -> Bool {
    if endpoint.method == "ANY" || shape.segments.last?.contains("*") ?? false { return true }
    return endpoint.path.split(separator: "/").last.map { restNames.contains(String($0)) } ?? false
  }

  /// Routers that know optional parameters.
  private static let optional: Set<String> = ["express", "koa", "fastify", "nestjs", "hapi", "fiber", "restify"]

  /// "app.api.list_orders" and "listOrders" are both "listorders".
  private static func plain(_ name: String) -> String {
    let last = name.split { $0 == "." || $0 == ":" || $0 == "/" }.last ?? ""
    return last.filter { $0.isLetter || $0.isNumber }.lowercased()
  }
}
