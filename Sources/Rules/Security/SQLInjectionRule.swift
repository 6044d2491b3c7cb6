internal import Findings
internal import Model

/// S07. A request's value in the text of an SQL statement.
enum SQLInjectionRule: Rule {
  static let info = RuleInfo(
    name: "sql-injection", alias: "S07", pillar: .security, level: .error, confidence: .high,
    summary: "a request's value becomes part of a statement's text",
    why: """
      Text that a caller chooses becomes part of the statement itself. With a quote and a few words the caller decides \
      what the database runs: reads other tables, changes rows, in some databases runs programs.
      """,
    quietWhen: [
      "the value is converted to a number, a UUID or a date on the way",
      "the value is checked against a list of allowed values before it is used",
      "the value is bound as a parameter", "the statement is built by an ORM or by a tag that binds",
    ],
    example: #"db.execute(f"SELECT * FROM books WHERE title LIKE '%{q}%'")"#,
    instead: #"db.execute(text("SELECT * FROM books WHERE title LIKE :q"), {"q": f"%{q}%"})"#,
    cwe: [89], references: ["https://cwe.mitre.org/data/definitions/89.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    FlowFindings(info: info, sink: .sql, scenario: { _ in scenario }, remedy: remedy).check(context)
  }

  private static let scenario = """
    Whoever calls this writes part of the statement: a value with a quote in it ends the text and goes on as SQL, and \
    reads or changes whatever the service itself may.
    """
  private static let remedy = "bind the value as a parameter instead of building the statement's text"
}
