internal import Findings
internal import Model
internal import Source

/// S06. A route that an earlier one answers for.
enum ShadowedRouteRule: Rule {
  static let info = RuleInfo(
    name: "shadowed-route", alias: "S06", pillar: .security, level: .warning, confidence: .high,
    summary: "an earlier route answers the requests that are meant for a later one",
    why: """
      Routers try their routes in order. A parameter matches any word, so the later route never runs: its callers get \
      the earlier handler, with that handler's checks instead of their own.
      """,
    quietWhen: [
      "the framework sorts routes by how specific they are (Flask, Fastify, Hapi, aiohttp)",
      "the parameter accepts numbers only, or is bound by a pattern",
      "the two routes are of different routers, whose order is not seen",
    ],
    example: "@router.get(\"/{order_id}\")\n@router.get(\"/export\")",
    instead: "@router.get(\"/export\")\n@router.get(\"/{order_id}\")",
    cwe: [561], references: ["https://fastapi.tiangolo.com/tutorial/path-params/#order-matters"])

  private static let ordered: Set<String> = ["fastapi", "starlette", "express", "koa", "nestjs", "gorilla/mux"]

  static func check(_ context: RuleContext) -> [Finding] {
    let inOrder = context.backend.endpoints.filter { ordered.contains($0.framework) && $0.isHTTP }
    let groups = Dictionary(grouping: inOrder) {
      Group(file: $0.registered.file, method: $0.method, service: $0.service)
    }
    return groups.values.flatMap { group -> [Finding] in
      let routes = group.sorted { $0.registered < $1.registered }
      return routes.indices.compactMap { later -> Finding? in
        guard let earlier = routes[..<later].first(where: { hides($0, routes[later]) }) else { return nil }
        return finding(earlier, routes[later], context)
      }
    }
  }

  private struct Group: Hashable {
    let file: String
    let method: String
    let service: Int
  }

  private static func hides(_ earlier: Endpoint, _ later: Endpoint) -> Bool {
    guard earlier.registered != later.registered, earlier.handler != later.handler,
      earlier.router == later.router, !earlier.path.contains("{}"), !later.path.contains("{}"),
      earlier.mounted == later.mounted, !earlier.isConstrained
    else { return false }
    let (first, second) = (segments(earlier.path), segments(later.path))
    guard first.count == second.count else { return false }
    var isCaptured = false
    for (mine, theirs) in zip(first, second) where mine != theirs {
      // A parameter takes at least one letter: `/cases/` is not `/cases/{id}`.
      guard isParameter(mine), !theirs.contains("{"), !theirs.isEmpty else { return false }
      isCaptured = true
    }
    return isCaptured
  }

  private static func isParameter(_ segment: Substring) -> Bool {
    segment.hasPrefix("{") && segment.hasSuffix("}") && segment.filter { $0 == "{" }.count == 1
  }

  private static func segments(_ path: String) -> [Substring] {
    path.split(separator: "/", omittingEmptySubsequences: false)
  }

  private static func finding(_ earlier: Endpoint, _ later: Endpoint, _ context: RuleContext) -> Finding {
    Finding(
      rule: info, message: "\(later.title) never runs: \(earlier.title) comes first and matches it",
      scenario: """
        A request for \(later.path) goes to \(earlier.handler.name), which takes the last word for a value: the caller gets \
        an error or somebody else's answer, and \(later.handler.name) is dead code.
        """,
      location: later.registered, related: [Finding.Related(earlier.registered, "this route matches first")],
      endpoints: [later.title], remedy: "register the constant path before the one with a parameter",
      subject: later.title)
  }
}
