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
    ],
    example: "@router.get(\"/me\")\ndef read_me(user: CurrentUser):\n    return user",
    instead: "@router.get(\"/me\", response_model=UserOut)\ndef read_me(user: CurrentUser):\n    return user",
    cwe: [200, 213],
    references: ["https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/"])

  static func check(_ context: RuleContext) -> [Finding] {
    var seen: Set<Location> = []
    return context.backend.endpoints.flatMap { endpoint in
      endpoint.responses.compactMap { response in
        guard !response.isProjected, let entity = response.entity, let table = context.backend.table(named: entity),
          let column = table.columns.first(where: { isSecret($0) && !isSubject($0, table) }),
          !isHandedOut(column, table, endpoint), seen.insert(response.location).inserted
        else { return nil }
        return finding(endpoint, response, table, column)
      }
    }
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

  private static func finding(_ endpoint: Endpoint, _ response: Response, _ table: Table, _ column: Column) -> Finding {
    Finding(
      rule: info, message: "\(endpoint.title) answers every column of \(table.name), \(column.name) among them",
      scenario: """
        Whoever may call \(endpoint.title) reads \(column.name) in the answer, and so does every log, cache and browser \
        extension on the way.
        """,
      location: response.location, related: [Finding.Related(column.location, "the column")],
      endpoints: [endpoint.title], remedy: "answer with a model that lists its fields",
      subject: "\(endpoint.title) \(column.name)")
  }
}
