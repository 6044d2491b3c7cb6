internal import Source
internal import Findings
internal import Model

/// S15. A request's body bound to an entity without a list of fields.
enum MassAssignmentRule: Rule {
  static let info = RuleInfo(
    name: "mass-assignment", alias: "S15", pillar: .security, level: .error, confidence: .high,
    summary: "a request's whole body is written into an entity",
    why: """
      Whatever columns the entity has, the caller may set: the role, the owner, the balance, the verified flag. Nobody sees \
      it in the interface, and everybody can send it.
      """,
    quietWhen: [
      "the value is converted to a number, a UUID or a date on the way",
      "the value is checked against a list of allowed values before it is used",
      "the body is a type that lists its fields", "the fields are named one by one",
      "only administrators call it, and no column of the entity makes one an administrator; else it is a note",
      "the function compares the owner, and the entity has no other column that callers must not set",
    ],
    example: #"for key, value in body.items(): setattr(user, key, value)"#,
    instead: #"user.name = body.name"#,
    cwe: [915], references: ["https://cwe.mitre.org/data/definitions/915.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    FlowFindings(
      info: info, sink: .massAssignment, scenario: { _ in scenario }, remedy: remedy,
      isRelevant: { isRelevant($0, context.backend) }, isMinor: isForStaff
    ).check(context)
  }

  /// Administrators may set most of what there is.
  private static func isForStaff(_ flow: Flow, _ backend: Backend) -> Bool {
    !flow.endpoints.isEmpty && flow.endpoints.allSatisfy { backend[$0].isForStaff }
  }

  private static let validators: Set<String> = [
    "validate", "validator", "validation", "validated", "celebrate", "joi", "zod", "schema", "yup", "dto",
  ]

  /// Columns that callers must not set.
  private static let privileged: Set<String> = [
    "role", "roles", "admin", "superuser", "staff", "balance", "credit", "credits", "owner", "user", "author",
    "verified", "permissions", "price", "status", "approved", "active", "tenant", "organization", "password", "plan",
    "paid", "amount", "total",
  ]

  /// Columns that make their row's subject mighty, whoever writes them.
  private static let escalating: Set<String> = ["role", "roles", "admin", "superuser", "staff", "permissions"]
  /// Columns that say whose a row is.
  private static let owning: Set<String> = ["owner", "user", "author", "tenant", "organization"]

  private static func isPrivileged(_ table: Table, _ isForStaff: Bool, _ comparesOwner: Bool) -> Bool {
    let relations = table.relations.filter { !$0.isInverse }
    let named = table.columns.map { ($0.name, $0.type) } + relations.map { ($0.name, "") }
    return named.contains { name, type in
      Words.of(name).contains { word in
        if isForStaff { return escalating.contains(word) }
        guard owning.contains(word) else { return privileged.contains(word) }
        // A plain text of that name is a mail server's login, or who wrote something.
        return !comparesOwner && !(type == "String" && !["id", "ids", "by"].contains(Words.of(name).last ?? ""))
      }
    }
  }

  /// Not behind middleware that lets only a schema's fields through; not into a table where nothing is privileged.
  private static func isRelevant(_ flow: Flow, _ backend: Backend) -> Bool {
    let endpoints = flow.endpoints.map { backend[$0] }
    // A schema says which fields an operation may be given.
    if !endpoints.isEmpty, endpoints.allSatisfy({ $0.transport == .graphql }) { return false }
    let isValidated = { (endpoint: Endpoint) in
      endpoint.middleware.contains { Words.of($0.name).contains { validators.contains($0) } }
    }
    if !endpoints.isEmpty, endpoints.allSatisfy(isValidated) { return false }
    guard let last = flow.steps.last?.location else { return true }
    for index in backend[flow.function].effects {
      let effect = backend.effects[index]
      guard case .query(let query) = effect.kind, effect.location.file == last.file,
        (effect.location.startLine...max(effect.location.startLine, effect.location.endLine)).contains(last.startLine),
        let name = query.tables.first?.lowercased()
      else { continue }
      let tables = backend.tables.filter {
        ($0.model.lowercased() == name || $0.name.lowercased() == name) && !$0.columns.isEmpty
      }
      if tables.isEmpty { continue }
      let isForStaff = !endpoints.isEmpty && endpoints.allSatisfy(\.isForStaff)
      return tables.contains { isPrivileged($0, isForStaff, backend[flow.function].comparesOwner) }
    }
    return true
  }

  private static let scenario = """
    A caller adds a field that the form does not have, such as is_admin or owner_id, and it is stored.
    """
  private static let remedy = "name the fields that a caller may set, one by one or by a type that lists them"
}
