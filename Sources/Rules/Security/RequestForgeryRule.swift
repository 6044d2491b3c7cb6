internal import Findings
internal import Model

/// S10. A request's value as the address of an outbound call.
enum RequestForgeryRule: Rule {
  static let info = RuleInfo(
    name: "server-side-request-forgery", alias: "S10", pillar: .security, level: .error, confidence: .high,
    summary: "a request's value decides which host is called",
    why: """
      The service calls where the caller says, from inside the network: metadata services, databases, internal tools that \
      trust whoever reaches them.
      """,
    quietWhen: [
      "the value is converted to a number, a UUID or a date on the way",
      "the value is checked against a list of allowed values before it is used",
      "scheme and host are constant and only the path varies", "the host is checked against a list of allowed hosts",
    ],
    example: "requests.get(payload.callback_url, timeout=3)",
    instead: "requests.get(ALLOWED_HOOKS[payload.hook], timeout=3)",
    cwe: [918], references: ["https://cwe.mitre.org/data/definitions/918.html"])

  static func check(_ context: RuleContext) -> [Finding] {
    FlowFindings(info: info, sink: .url, scenario: { _ in scenario }, remedy: remedy).check(context)
  }

  private static let scenario = """
    The caller names an address that only the service can reach (a metadata service, an internal port), and the service \
    fetches it for them.
    """
  private static let remedy = "choose the host from a fixed list, or compare it with one before the call"
}
