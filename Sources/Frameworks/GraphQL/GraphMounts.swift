package import Model
internal import Source

/// Joins operations with the HTTP endpoint that their schema is mounted at: its path is theirs, and who is refused there
/// never reaches them.
package enum GraphMounts {
  /// The endpoints with operations under their mount paths.
  package static func joined(_ endpoints: [Endpoint]) -> [Endpoint] {
    guard endpoints.contains(where: { $0.transport == .graphql }) else { return endpoints }
    let mounts = endpoints.filter { $0.transport == .http && isMount($0) }
    return endpoints.map { endpoint in
      guard endpoint.transport == .graphql, let mark = endpoint.path.firstIndex(of: "#") else { return endpoint }
      let known = String(endpoint.path[..<mark])
      let path = known.isEmpty ? path(among: mounts) : known
      var joined = endpoint
      joined.path = path + endpoint.path[mark...]
      for mount in mounts where trimmed(mount.path) == path && mount.method != "GET" && mount.method != "OPTIONS" {
        joined.auth = asked(endpoint.auth, behind: mount.auth)
        joined.rateLimit = joined.rateLimit ?? mount.rateLimit
      }
      return joined
    }
  }

  /// Who gets to an operation behind a mount that asks by itself.
  private static func asked(_ auth: Auth, behind mount: Auth) -> Auth {
    switch mount.requirement {
    case .required, .unknown: auth.stronger(mount)
    case .optional, .none: auth
    }
  }

  private static func isMount(_ endpoint: Endpoint) -> Bool {
    let last = endpoint.path.split(separator: "/").last?.lowercased() ?? ""
    if ["graphql", "gql", "graph"].contains(last) || last.hasPrefix("graphql.") { return true }
    let name = endpoint.handler.name.lowercased()
    return name.contains("graphql") || name.contains("apollo") || name.contains("yoga")
  }

  /// The path that mounts agree on; the usual one when there are several.
  private static func path(among mounts: [Endpoint]) -> String {
    let paths = Set(mounts.filter { !$0.isForDevelopment }.map { trimmed($0.path) })
    if paths.count == 1, let only = paths.first { return only }
    let named = paths.filter { $0.lowercased().hasSuffix("/graphql") }.sorted { ($0.count, $0) < ($1.count, $1) }
    return named.first ?? "/graphql"
  }

  private static func trimmed(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
