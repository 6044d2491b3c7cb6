internal import Findings
internal import Model
internal import Source

/// S02. A row that belongs to somebody, looked up by an id of the request alone.
enum MissingOwnerCheckRule: Rule {
  static let info = RuleInfo(
    name: "missing-owner-check", alias: "S02", pillar: .security, level: .error, confidence: .medium,
    summary: "a row that belongs to a user is looked up by the request's id alone",
    why: """
      Being logged in is not being the owner. Ids are counted up, guessed or shared; whoever has an account changes the \
      number in the address and reads or changes what belongs to others.
      """,
    quietWhen: [
      "the query names the owner, or joins what the caller owns",
      "some function on the way compares the owner of the row with the caller, or asks for a permission",
      "a role is needed, or the path is one for administrators",
      "the table has no column for an owner, or the tables are not known",
    ],
    example: "order = db.get(Order, order_id)",
    instead: "order = db.scalar(select(Order).where(Order.id == order_id, Order.user_id == user.id))",
    cwe: [639],
    references: ["https://owasp.org/API-Security/editions/2023/en/0xa1-broken-object-level-authorization/"])

  static func check(_ context: RuleContext) -> [Finding] {
    var found: [Location: Finding] = [:]
    for endpoint in context.backend.endpoints where isCandidate(endpoint) {
      var checksOwner: Bool?
      for step in context.paths[endpoint.id].steps where !step.isSpawned {
        let effect = context.backend[step.effect]
        guard case .query(let query) = effect.kind, found[effect.location] == nil,
          let column = ownerColumn(query, endpoint, context.backend)
        else { continue }
        let checks = checksOwner ?? Self.checksOwner(endpoint, context.backend)
        checksOwner = checks
        guard !checks else { break }
        found[effect.location] = finding(effect, query, column, endpoint, context)
      }
    }
    return Array(found.values)
  }

  private static func isCandidate(_ endpoint: Endpoint) -> Bool {
    guard endpoint.auth.requirement == .required, endpoint.auth.roles.isEmpty, !endpoint.isPrivileged else {
      return false
    }
    let guards =
      Words.of(endpoint.auth.by) + endpoint.middleware.filter { $0.kind == .guarding }.flatMap { Words.of($0.name) }
    let plain = isLibraryGuard(endpoint) ? powers.subtracting(["authorize", "authorized"]) : powers
    return !guards.contains { plain.contains($0) } && endpoint.path.contains("{")
  }

  private static let libraries: Set<String> = [
    "express-jwt", "koa-jwt", "fastify-jwt", "@fastify/jwt", "passport", "hapi-auth-jwt2",
  ]

  /// A library that looks at credentials and at nothing else, whatever the project calls it ("isAuthorized").
  private static func isLibraryGuard(_ endpoint: Endpoint) -> Bool {
    libraries.contains(endpoint.auth.by)
      // ASP.NET's attribute without a policy asks for nothing but a user.
      || endpoint.framework == "aspnetcore" && ["Authorize", "RequireAuthorization"].contains(endpoint.auth.by)
  }

  /// Words of guards that ask for more than being logged in.
  private static let powers: Set<String> = [
    "admin", "superuser", "staff", "role", "roles", "permission", "permissions", "scope", "scopes", "owner", "owned",
    "access", "policy", "authorize", "authorized", "privileged", "member", "can", "key",
  ]

  private static let owners: Set<String> = [
    "user_id", "owner_id", "customer_id", "account_id", "userid", "ownerid", "customerid", "accountid", "user", "owner",
    "customer",
  ]

  /// The column that says whose row it is, when the query looks the row up by its key alone.
  private static func ownerColumn(_ query: Query, _ endpoint: Endpoint, _ backend: Backend) -> String? {
    guard !query.isScopedToCaller, query.operation != .insert, let name = query.tables.first,
      let table = backend.table(named: name), isByRequestedKey(query, endpoint)
    else { return nil }
    let columns = table.columns.map { $0.name } + table.relations.filter { !$0.isCollection }.map { $0.name }
    guard let owner = columns.first(where: { owners.contains($0.lowercased()) }) else { return nil }
    return query.filters.contains { owners.contains($0.lowercased()) } ? nil : owner
  }

  private static func isByRequestedKey(_ query: Query, _ endpoint: Endpoint) -> Bool {
    let parameters = endpoint.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.dropFirst().dropLast() }
    if query.isByKey, let name = query.inputFilter {
      return parameters.contains { $0 == name } || name.lowercased() == "id" || name.lowercased() == "pk"
    }
    let keys: Set<String> = ["id", "pk", "uuid", "_id"]
    return !query.filters.isEmpty && query.filters.allSatisfy { keys.contains($0.lowercased()) }
      && query.bound != .everything
  }

  private static let checks: Set<String> = [
    "permission", "permissions", "access", "authorize", "authorized", "authorise", "owner", "owned", "ownership",
    "allowed",
    "policy", "can", "scope", "scoped", "visible",
  ]

  private static func checksOwner(_ endpoint: Endpoint, _ backend: Backend) -> Bool {
    let guards =
      isLibraryGuard(endpoint) ? Set(endpoint.middleware.filter { $0.kind == .guarding }.compactMap(\.function)) : []
    return Reached.functions(endpoint, backend).contains { function in
      if guards.contains(function.id) { return false }
      return
        function.comparesOwner || Words.of(ownName(function)).contains { checks.contains($0) }
    }
  }

  /// Every guard of NestJS has the method `canActivate`: its class says what it asks for.
  private static func ownName(_ function: Function) -> String {
    let framework = ".canActivate"
    return function.name.hasSuffix(framework) ? String(function.name.dropLast(framework.count)) : function.name
  }

  private static func finding(
    _ effect: Effect, _ query: Query, _ column: String, _ endpoint: Endpoint, _ context: RuleContext
  ) -> Finding {
    let table = query.tables.first ?? ""
    let verb = endpoint.isMutating ? "changes" : "reads"
    return Finding(
      rule: info, message: "\(endpoint.title) looks up \(table) by id and never compares its \(column) with the caller",
      scenario: """
        Any user with an account calls \(endpoint.title) with an id that is not theirs and \(verb) the \(table) of somebody \
        else.
        """,
      location: effect.location, related: [Finding.Related(endpoint.handler.location, "the handler")],
      endpoints: [endpoint.title], remedy: "add the caller to the query's filter, and answer 404 when nothing matches",
      subject: "\(context.backend[effect.function].name) \(table)")
  }
}
