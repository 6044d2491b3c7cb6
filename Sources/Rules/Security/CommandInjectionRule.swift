internal import Findings
internal import Model

/// S09. A request's value in a shell command.
enum CommandInjectionRule: Rule {
  static let info = RuleInfo(
    name: "command-injection", alias: "S09", pillar: .security, level: .error, confidence: .high,
    summary: "a request's value becomes part of a shell command",
    why: """
      A shell reads its line as a program. A caller who chooses part of the line chooses what else is run, with the rights \
      of the service.
      """,
    quietWhen: [
      "the value is converted to a number, a UUID or a date on the way",
      "the value is checked against a list of allowed values before it is used",
      "the program and its arguments are given as a list, with no shell between",
    ],
    example: #"subprocess.run(f"convert {name} out.png", shell=True)"#,
    instead: #"subprocess.run(["convert", name, "out.png"], timeout=10)"#,
    cwe: [78], references: ["https://cwe.mitre.org/data/definitions/78.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    FlowFindings(info: info, sink: .command, scenario: { _ in scenario }, remedy: remedy).check(context)
  }

  private static let scenario = """
    A value with a semicolon or a dollar sign in it ends the command and starts the next one: the caller runs programs as \
    the service.
    """
  private static let remedy = "give the program and its arguments as a list, without a shell"
}
