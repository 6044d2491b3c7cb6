internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// GraphQL servers in Express applications: they are hung like middleware, and answer like a route.
extension ExpressReading {
  private static let makers: Set<String> = ["expressMiddleware", "graphqlHTTP", "createHandler", "createYoga"]

  /// `app.use("/graphql", requireUser, expressMiddleware(server))`: whether it is one.
  mutating func noteGraph(_ use: Registration, _ path: String, _ site: NodeRef, _ handlers: [NodeRef]) -> Bool {
    guard let last = handlers.last, isGraph(last, use.context.frame) else { return false }
    let call = Registration(call: use.call, method: "all", type: use.type, site: site, context: use.context)
    graphs.append((call, path, site, handlers))
    return true
  }

  private func isGraph(_ ref: NodeRef, _ frame: Frame?) -> Bool {
    evaluator.value(of: ref, in: frame).alternatives.contains { value in
      guard let name = value.externalName, let last = name.split(separator: ".").last else { return false }
      return Self.makers.contains(String(last))
        && ["graphql", "apollo", "as-integrations"].contains { name.contains($0) }
    }
  }

  mutating func readGraphs() {
    // `server.applyMiddleware({ app, path: "/api" })`.
    for call in context.program.sites(called: "applyMiddleware") where context.isServed(call.file) {
      guard let given = evaluator.argument(0, of: call) else { continue }
      let options = context.options(given, in: nil)
      guard let app = options["app"], let site = evaluator.value(of: app).site,
        ExpressRecognizer.routerTypes.contains(evaluator.value(of: app).externalName ?? "")
      else { continue }
      let path = options["path"].map { evaluator.value(of: $0).text ?? String(Value.hole) } ?? "/graphql"
      let use = Registration(call: call, method: "all", type: "express", site: site, context: .plain)
      graphs.append((use, path, site, [call]))
    }
    for graph in graphs { add(graph.call, graph.path, graph.site, graph.handlers) }
  }
}
