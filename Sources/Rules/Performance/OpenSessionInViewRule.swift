internal import Findings
internal import Model
internal import Source

/// P24. A request keeps its database connection while it waits for something else.
enum OpenSessionInViewRule: Rule {
  static let info = RuleInfo(
    name: "open-session-in-view", alias: "P24", pillar: .performance, level: .warning, confidence: .medium,
    summary: "open-in-view is on, and endpoints wait for others with a database connection in their hands",
    why: """
      With spring.jpa.open-in-view, which is on unless the settings say otherwise, a request's session stays open until \
      its answer is written, and the connection that its first query took stays with it. An endpoint that then calls \
      another service holds a connection of the pool for as long as that takes: with the usual ten, ten slow calls leave \
      none for anyone, and the whole application stands still for what one neighbour does.
      """,
    quietWhen: [
      "spring.jpa.open-in-view is false",
      "nothing slow is waited for after the first query: the calls come first, or run on another thread",
      "the call stands in a transaction, which keeps the connection whatever the setting: then `call-in-transaction` speaks",
      "the application has no JPA, is reactive, or its settings could not be seen",
    ],
    example: "Order order = orders.findById(id).orElseThrow();\nreturn rates.getForObject(url, Rate.class);",
    instead: "spring:\n  jpa:\n    open-in-view: false",
    cwe: [400],
    references: [
      "https://docs.spring.io/spring-boot/reference/data/sql.html#data.sql.jpa-and-spring-data.open-entity-manager-in-view"
    ])

  private struct Hit {
    let endpoint: Endpoint
    let query: Effect
    let wait: Effect
  }

  static func check(_ context: RuleContext) -> [Finding] {
    var hits: [String: [Hit]] = [:]
    for endpoint in context.backend.endpoints {
      guard let session = endpoint.session, let hit = hit(endpoint, session, context) else { continue }
      hits[session.application, default: []].append(hit)
    }
    return hits.keys.sorted().compactMap { hits[$0].flatMap { finding($0) } }
  }

  /// The first query through the session, and what is waited for after it.
  private static func hit(_ endpoint: Endpoint, _ session: RequestSession, _ context: RuleContext) -> Hit? {
    var query: Effect?
    for step in context.paths[endpoint.id].steps where !step.isSpawned && !step.isOffloaded {
      let effect = context.backend[step.effect]
      if query == nil, case .query = effect.kind, session.callees.contains(where: { effect.callee.hasPrefix($0) }) {
        query = effect
      } else if let query, waits(effect), step.transactions.isEmpty {
        return Hit(endpoint: endpoint, query: query, wait: effect)
      }
    }
    return nil
  }

  private static func waits(_ effect: Effect) -> Bool {
    switch effect.kind {
    case .outbound, .mail: effect.isBlocking
    case .sleep(let seconds): (seconds ?? 0) >= 1
    case .process: effect.isBlocking
    default: false
    }
  }

  private static func finding(_ hits: [Hit]) -> Finding? {
    guard let first = hits.first, let session = first.endpoint.session else { return nil }
    let others = hits.dropFirst().map(\.wait.location).reduce(into: [first.wait.location]) {
      if !$0.contains($1) { $0.append($1) }
    }.dropFirst()
    let isMany = hits.count > 1
    return Finding(
      rule: info,
      message: """
        open-in-view is \(session.isStated ? "switched on" : "left on"): \(first.endpoint.title)\
        \(isMany ? " and \(hits.count - 1) more keep" : " keeps") a database connection while waiting for \
        \(first.wait.peer)
        """,
      scenario: """
        While \(first.wait.peer) answers slowly, each \(first.endpoint.title) holds the connection that its query took. Ten \
        of them at once have the whole pool; every other request waits 30 seconds for a connection and fails.
        """,
      location: first.wait.location,
      related: [Finding.Related(first.query.location, "takes the connection")]
        + others.prefix(4).map { Finding.Related($0, "waits here as well") },
      endpoints: hits.map(\.endpoint.title),
      remedy: "set spring.jpa.open-in-view to false and load what answers need inside of transactions",
      subject: "open-in-view \(session.application)")
  }
}
