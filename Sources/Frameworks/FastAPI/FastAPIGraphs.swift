internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// A GraphQL application of a library, where it is included or mounted.
struct MountedGraph {
  let call: Registration
  let path: String
  let site: NodeRef
  let library: String
}

/// GraphQL applications below FastAPI's and Starlette's: one endpoint each, which their operations hang on.
extension FastAPIReading {
  private static let names: Set<String> = ["GraphQLRouter", "GraphQL", "GraphQLApp", "GraphQLHTTPHandler"]

  /// `include_router(GraphQLRouter(schema), prefix="/graphql")`, `mount("/graphql", GraphQL(schema))`.
  mutating func noteGraph(_ value: Value, at path: String, on parent: NodeRef, mountedBy call: Registration) -> Bool {
    for alternative in value.alternatives {
      guard let library = library(alternative) else { continue }
      let own =
        alternative.site.flatMap { evaluator.argument(named: "path", of: $0) }
        .flatMap { evaluator.value(of: $0).text } ?? ""
      graphs.append(MountedGraph(call: call, path: path + own, site: parent, library: library))
      return true
    }
    return false
  }

  /// The library's class that a value is of, or that its class extends.
  private func library(_ value: Value) -> String? {
    let names: [String] =
      switch value {
      case .instance(let type, _): evaluator.externalAncestors(of: type)
      default: value.externalName.map { [$0] } ?? []
      }
    return names.first { name in
      Self.names.contains(name.split(separator: ".").last.map(String.init) ?? "")
        && ["strawberry", "ariadne", "starlette_graphene", "starlette.graphql"].contains(where: name.hasPrefix)
    }
  }

  mutating func readGraphs() {
    for graph in graphs {
      for chain in mounts.chains(to: graph.site) {
        let root = chain.first?.parent ?? graph.site
        guard isServed(root, chain) else { continue }
        var guards = made(with: root)
        for mount in chain { guards += mount.extra + made(with: mount.child) }
        guards += dependencies.listed(at: graph.call.call, graph.call.context.frame)
        let path = PathTemplate.braces(PathTemplate.normalized(self.path(graph.path, graph.site, chain)))
        var endpoint = Endpoint(
          id: EndpointID(index: 0), method: "ANY", path: path, framework: "fastapi",
          auth: dependencies.auth(of: guards),
          handler: Handler(name: graph.library, location: context.location(graph.call.call), function: nil),
          registered: context.location(graph.call.call))
        endpoint.middleware = dependencies.middleware(guards)
        endpoints.append(endpoint)
      }
    }
  }
}
