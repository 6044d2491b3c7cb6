internal import Findings
internal import Model
internal import Source

/// S01. An endpoint that anyone may call, beside siblings that ask for credentials.
enum EndpointWithoutAuthRule: Rule {
  static let info = RuleInfo(
    name: "endpoint-without-auth", alias: "S01", pillar: .security, level: .error, confidence: .medium,
    summary: "an endpoint asks for no credentials, though its siblings do",
    why: """
      A guard is forgotten one endpoint at a time: a new route is copied, the parameter that asks for the user is left \
      out, and nothing fails. Scanners find such a route within days, and call it as often as they like.
      """,
    quietWhen: [
      "it is made for callers without credentials: logging in, registering, resetting a password, webhooks, health, documentation",
      "the code says that it is public on purpose, or the configuration lists it",
      "the handler or what it calls checks a token, a signature or a permission",
      "whether something asks for credentials could not be seen",
      "it only reads, and its path is not one for administrators",
    ],
    example: "@router.get(\"/admin/users\")\ndef list_users(db: Db): ...",
    instead: "@router.get(\"/admin/users\")\ndef list_users(admin: Admin, db: Db): ...",
    cwe: [306, 862],
    references: ["https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/"])

  static func check(_ context: RuleContext) -> [Finding] {
    let byFile = Dictionary(grouping: context.backend.endpoints) { $0.registered.file }
    var seen: Set<Location> = []
    return context.backend.endpoints.compactMap { endpoint in
      guard isCandidate(endpoint), let siblings = byFile[endpoint.registered.file],
        let reason = reason(endpoint, siblings, context),
        !Reached.authenticatesItself(endpoint, context.paths, context.backend), !issuesTokens(endpoint, context),
        !signsUp(endpoint, context), seen.insert(endpoint.handler.location).inserted
      else { return nil }
      return finding(endpoint, reason, context)
    }
  }

  private static func isCandidate(_ endpoint: Endpoint) -> Bool {
    endpoint.auth.requirement == .none && !endpoint.auth.isExplicitlyPublic && !endpoint.isMountedOnCondition
      && (endpoint.isHTTP || endpoint.transport == .graphql)
      && endpoint.handler.function != nil && !endpoint.isEntrance && !endpoint.isOpenByNature
      && !["OPTIONS", "HEAD"].contains(endpoint.method)
  }

  /// What makes it a mistake rather than a decision.
  private static func reason(_ endpoint: Endpoint, _ siblings: [Endpoint], _ context: RuleContext) -> String? {
    let asked = siblings.filter { $0.auth.requirement == .required }
    if endpoint.isPrivileged, let other = asked.first ?? privilegedAndGuarded(context.backend) {
      return "its path is one for administrators, and \(other.title) asks for credentials"
    }
    guard endpoint.isMutating, let other = asked.first(where: \.isMutating), writes(endpoint, context) else {
      return nil
    }
    let mutating = siblings.filter { $0.isMutating && !$0.isEntrance }
    let open = mutating.filter { $0.auth.requirement == .none }
    guard open.count * 2 <= mutating.count else { return nil }
    return "\(other.title) beside it asks for credentials"
  }

  private static func privilegedAndGuarded(_ backend: Backend) -> Endpoint? {
    backend.endpoints.first { $0.isPrivileged && $0.auth.requirement == .required }
  }

  /// It hands out credentials: those who call it have none yet.
  private static func issuesTokens(_ endpoint: Endpoint, _ context: RuleContext) -> Bool {
    context.paths[endpoint.id].steps.contains { step in
      if case .jwt(let token) = context.backend[step.effect].kind { return token.verb == .sign }
      return false
    }
  }

  private static let accounts: Set<String> = ["user", "users", "account", "accounts", "member", "members", "customer"]
  private static let changes: Set<String> = ["update", "change", "edit", "set", "admin"]

  /// It makes an account with a password that the caller chooses: `POST /users` of whoever has none yet.
  private static func signsUp(_ endpoint: Endpoint, _ context: RuleContext) -> Bool {
    let words = endpoint.words
    guard endpoint.method == "POST" || endpoint.method == "MUTATION", !endpoint.path.contains("{"),
      !endpoint.isPrivileged, words.contains(where: accounts.contains), !words.contains(where: changes.contains)
    else { return false }
    return context.paths[endpoint.id].steps.contains { step in
      if case .compute(let what) = context.backend[step.effect].kind { return what == "hashing the password" }
      return false
    }
  }

  private static func writes(_ endpoint: Endpoint, _ context: RuleContext) -> Bool {
    context.paths[endpoint.id].steps.contains { step in
      switch context.backend[step.effect].kind {
      case .query(let query): query.isWrite
      case .transaction(let step): step == .commit
      case .outbound, .publish, .enqueue, .mail, .process: true
      default: false
      }
    }
  }

  private static func finding(_ endpoint: Endpoint, _ reason: String, _ context: RuleContext) -> Finding {
    Finding(
      rule: info, confidence: endpoint.isPrivileged ? .high : nil,
      message: "\(endpoint.title) asks for no credentials: \(reason)",
      scenario: """
        Anyone who can reach the service calls \(endpoint.title) and gets what it does: no login, no trace of who it was.
        """,
      location: endpoint.handler.location, related: [Finding.Related(endpoint.registered, "registered here")],
      endpoints: [endpoint.title], remedy: "ask for the same credentials as the endpoints beside it",
      subject: endpoint.title)
  }
}
