internal import Findings
internal import Model
internal import Source

/// S04. A whole router that was mounted outside of the guard that all others are behind.
enum RouterOutsideGuardRule: Rule {
  static let info = RuleInfo(
    name: "router-outside-guard", alias: "S04", pillar: .security, level: .error, confidence: .medium,
    summary: "a router is mounted outside of the guarded group",
    why: """
      Where a guard is given to a group of routers, a router that is mounted beside the group, or before the guard, \
      has none, and nothing in its own file shows it.
      """,
    quietWhen: [
      "at least one of its endpoints asks for credentials by itself",
      "its endpoints are made for callers without credentials: logging in, webhooks, health, documentation",
      "many other endpoints are open as well, so that there is no guarded group to be outside of",
      "it is mounted only under a condition, as for local use",
      "it touches no data and calls nothing",
      "its file's name says that it is public: public, shared, explore, about, or a cart, which visitors have as well",
    ],
    example: "private.include_router(orders.router)\napp.include_router(shipping.router)",
    instead: "private.include_router(orders.router)\nprivate.include_router(shipping.router)",
    cwe: [862], references: ["https://cwe.mitre.org/data/definitions/862.html"])

  /// Of the other endpoints, how many must be guarded before an open router is taken for a mistake.
  private static let share = 0.85

  static func check(_ context: RuleContext) -> [Finding] {
    let considered = context.backend.endpoints.filter {
      $0.isHTTP && !$0.isEntrance && !$0.isOpenByNature && !["OPTIONS", "HEAD"].contains($0.method)
    }
    let routers = Dictionary(grouping: considered) { RouterKey(service: $0.service, file: $0.registered.file) }
    return routers.compactMap { key, own in
      let others = considered.filter { $0.service == key.service && $0.registered.file != key.file }
      let guarded = others.filter { $0.auth.requirement == .required }
      let files = Set(guarded.map(\.registered.file))
      guard own.allSatisfy({ $0.auth.requirement == .none && !$0.auth.isExplicitlyPublic && !$0.isMountedOnCondition }),
        files.count >= 2,
        Double(guarded.count) >= share * Double(others.count), own.allSatisfy({ $0.handler.function != nil }),
        let touching = own.first(where: { touches($0, context) }),
        !saysPublic(key.file), !own.allSatisfy(isCalledBack),
        !own.contains(where: { Reached.authenticatesItself($0, context.paths, context.backend) || $0.isPrivileged })
      else { return nil }
      return finding(own, touching, files.count, context)
    }
  }

  private struct RouterKey: Hashable {
    let service: Int
    let file: String
  }

  private static func saysPublic(_ file: String) -> Bool {
    let words = Set(file.lowercased().split { "/._-".contains($0) })
    if !words.isDisjoint(with: [
      "public", "shared", "share", "shares", "explore", "about", "anonymous", "guest", "open",
    ]) {
      return true
    }
    let last = file.split(separator: "/").last.map { Words.of(String($0)) } ?? []
    return last.contains {
      ["cart", "carts", "basket", "baskets", "comparing", "comparison", "storefront"].contains($0)
    }
  }

  private static let providers: Set<String> = [
    "slack", "telegram", "twilio", "stripe", "paypal", "github", "gitlab", "bitbucket", "discord", "mailgun",
    "sendgrid",
    "whatsapp", "shopify",
  ]

  /// `POST /slack/event`: another service calls it, and signs what it sends.
  private static func isCalledBack(_ endpoint: Endpoint) -> Bool {
    endpoint.method == "POST" && endpoint.words.contains { providers.contains($0) }
  }

  private static func touches(_ endpoint: Endpoint, _ context: RuleContext) -> Bool {
    context.paths[endpoint.id].steps.contains { step in
      switch context.backend[step.effect].kind {
      case .query, .outbound, .publish, .enqueue, .mail, .process: true
      default: false
      }
    }
  }

  private static func finding(
    _ own: [Endpoint], _ touching: Endpoint, _ guarded: Int, _ context: RuleContext
  ) -> Finding {
    let sorted = own.sorted { $0.registered < $1.registered }
    let first = sorted[0]
    return Finding(
      rule: info, level: own.contains(where: \.isMutating) ? .error : .note,
      message: "no endpoint of \(first.registered.file) asks for credentials; those of \(guarded) other routers do",
      scenario: """
        Anyone calls \(touching.title) without credentials, as often as they like, and at the cost of whoever pays for what \
        it does.
        """,
      location: first.mounted ?? first.registered,
      related: sorted.prefix(3).map { Finding.Related($0.registered, $0.title) },
      endpoints: sorted.map(\.title), remedy: "mount the router inside the guarded group",
      subject: first.registered.file)
  }
}
