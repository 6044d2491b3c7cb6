internal import Findings
internal import Model
internal import Source

/// S16. An answer that is a whole row, secret columns included.
enum ExposedSecretColumnRule: Rule {
  static let info = RuleInfo(
    name: "exposed-secret-column", alias: "S16", pillar: .security, level: .error, confidence: .high,
    summary: "an answer holds every column of a row, a secret one among them",
    why: """
      A row that is answered as it is brings along what was never meant to leave: password hashes, tokens, keys. Nobody \
      sees them in the interface; everybody sees them in the answer. Columns that are added later leave as well.
      """,
    quietWhen: [
      "a response model, a serializer or a projection chooses the fields",
      "the column is left out of answers where it is declared",
      "the table has no column that is named like a secret",
      "administrators ask for it by its name: an endpoint for tokens answers tokens",
    ],
    example: "@router.get(\"/me\")\ndef read_me(user: CurrentUser):\n    return user",
    instead: "@router.get(\"/me\", response_model=UserOut)\ndef read_me(user: CurrentUser):\n    return user",
    cwe: [200, 213],
    references: ["https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/"])

  static func check(_ context: RuleContext) -> [Finding] {
    var seen: Set<Location> = []
    // What a file answers of one table is mended together.
    var groups: [String: [Answer]] = [:]
    var order: [String] = []
    for endpoint in context.backend.endpoints {
      for response in endpoint.responses {
        guard !response.isProjected, let entity = response.entity, let table = context.backend.table(named: entity),
          let column = table.columns.first(where: { isSecret($0) && !isSubject($0, table) }),
          !isHandedOut(column, table, endpoint), !isAskedFor(column, endpoint), seen.insert(response.location).inserted
        else { continue }
        let key = "\(response.location.file) \(table.name)"
        if groups[key] == nil { order.append(key) }
        groups[key, default: []].append(
          Answer(endpoint: endpoint, place: response.location, table: table, column: column))
      }
    }
    return order.compactMap { finding(groups[$0] ?? []) }
  }

  private struct Answer {
    let endpoint: Endpoint
    let place: Location
    let table: Table
    let column: Column
  }

  private static func isSecret(_ column: Column) -> Bool {
    guard !column.isHidden, !["boolean", "bool", "Boolean", "BOOLEAN"].contains(column.type) else { return false }
    let words = Words.of(column.name)
    if words.contains(where: { ["password", "passwd", "pwd", "secret", "ssn", "apikey", "salt"].contains($0) }) {
      return !words.contains {
        [
          "changed", "updated", "expires", "expiry", "at", "hint", "is", "has", "set", "reset", "configured", "enabled",
          "required", "endpoint", "url", "uri", "name", "type", "id", "version", "count", "policy",
        ].contains($0)
      }
    }
    let name = words.joined(separator: "_")
    return ["api_key", "private_key", "access_token", "refresh_token", "reset_token", "token_hash", "token"].contains(
      name)
  }

  private static let people: Set<String> = [
    "user", "account", "member", "customer", "person", "profile", "admin", "employee", "identity", "session",
  ]

  /// `POST /agents` of administrators: the token of a machine is made to be handed to whoever sets it up.
  private static func isHandedOut(_ column: Column, _ table: Table, _ endpoint: Endpoint) -> Bool {
    guard column.location.isGo || column.location.isCSharp, Words.of(column.name).last == "token" else { return false }
    let words = Words.of(table.name) + Words.of(table.model)
    return !words.map(Growth.singular).contains { people.contains($0) }
  }

  /// A table of keys or tokens is there to be shown to whom they belong.
  private static func isSubject(_ column: Column, _ table: Table) -> Bool {
    let name = Words.of(column.name).joined()
    return [table.name, table.model].contains { Words.of($0).joined().hasPrefix(name) }
  }

  /// `GET /consumer-tokens` of administrators is there to show what it is named after.
  private static func isAskedFor(_ column: Column, _ endpoint: Endpoint) -> Bool {
    guard endpoint.isForStaff, let word = Words.of(column.name).last else { return false }
    return endpoint.words.map(Growth.singular).contains(word)
  }

  private static func finding(_ unsorted: [Answer]) -> Finding? {
    let answers = unsorted.sorted { $0.place < $1.place }
    guard let first = answers.first else { return nil }
    let (title, column) = (first.endpoint.title, first.column.name)
    let others = answers.dropFirst()
    let more =
      others.isEmpty
      ? "" : ", and so \(others.count == 1 ? "does 1 more endpoint" : "do \(others.count) more endpoints") of this file"
    return Finding(
      rule: info, message: "\(title) answers every column of \(first.table.name), \(column) among them\(more)",
      scenario: """
        Whoever may call \(title) reads \(column) in the answer, and so does every log, cache and browser extension on \
        the way.
        """,
      location: first.place,
      related: [Finding.Related(first.column.location, "the column")]
        + others.prefix(5).map { Finding.Related($0.place, "answered here as well") },
      endpoints: answers.map(\.endpoint.title), remedy: "answer with a model that lists its fields",
      subject: "\(title) \(column)")
  }
}
