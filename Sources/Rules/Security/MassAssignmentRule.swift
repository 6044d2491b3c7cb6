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
    ],
    example: #"for key, value in body.items(): setattr(user, key, value)"#,
    instead: #"user.name = body.name"#,
    cwe: [915], references: ["https://cwe.mitre.org/data/definitions/915.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    FlowFindings(info: info, sink: .massAssignment, scenario: { _ in scenario }, remedy: remedy).check(context)
  }

  private static let scenario = """
    A caller adds a field that the form does not have, such as is_admin or owner_id, and it is stored.
    """
  private static let remedy = "name the fields that a caller may set, one by one or by a type that lists them"
}
