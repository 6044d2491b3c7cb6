import Findings
import Model
import Source

/// Two rules that report what tests put into the backend: a flow is a finding, its steps the related places.
enum FlowRule: Rule {
  static let info = RuleInfo(
    name: "dangerous-flow", alias: "S07", pillar: .security, level: .error, confidence: .high, summary: "a flow",
    why: "it flows", quietWhen: ["it does not"], example: "a(b)", instead: "a()")

  static func check(_ context: RuleContext) -> [Finding] {
    context.backend.flows.compactMap { flow in
      guard let last = flow.steps.last else { return nil }
      return Finding(
        rule: info, confidence: flow.callee == "unsure" ? .low : .high,
        message: "\(flow.source) reaches \(flow.callee)",
        scenario: "it happens", location: last.location, flow: flow.steps,
        endpoints: flow.endpoints.map { context.backend[$0].title }, remedy: "stop it", subject: flow.source)
    }
  }
}

enum SecretRule: Rule {
  static let info = RuleInfo(
    name: "hardcoded-secret", alias: "R17", pillar: .reliability, level: .warning, confidence: .high,
    summary: "a secret", why: "it is read", quietWhen: ["it is none"], example: "a = 'b'", instead: "a = env.b")

  static func check(_ context: RuleContext) -> [Finding] {
    context.backend.secrets.map { secret in
      Finding(
        rule: info, message: "\(secret.name) is secret", scenario: "it is read", location: secret.location,
        remedy: "move it", subject: secret.name)
    }
  }
}

enum Shop {
  static let rules: [any Rule.Type] = [FlowRule.self, SecretRule.self]

  static func flow(_ source: String, _ places: (String, Int)..., to callee: String = "execute") -> Flow {
    Flow(
      sink: .sql, callee: callee, function: FunctionID(index: 0), source: source,
      steps: places.map { Flow.Step(location: Location(file: $0.0, line: $0.1), note: "here") }, endpoints: [])
  }

  static func secret(_ name: String, _ file: String, _ line: Int, to end: Int? = nil) -> HardcodedSecret {
    HardcodedSecret(
      location: Location(file: file, startLine: line, startColumn: 1, endLine: end ?? line, endColumn: 9),
      kind: "password",
      name: name, isProviderFormat: false)
  }

  static func backend(flows: [Flow] = [], secrets: [HardcodedSecret] = []) -> Backend {
    var backend = Backend()
    backend.flows = flows
    backend.secrets = secrets
    return backend
  }

  static func review(_ backend: Backend, _ change: (inout ReviewOptions) -> Void = { _ in }) -> ReviewResult {
    var options = ReviewOptions()
    change(&options)
    return ReviewEngine.run(backend: backend, rules: rules, options: options)
  }

  /// A review of secrets with comments, each `(line, text)` of a.py.
  static func review(secrets: [HardcodedSecret], comments: [(Int, String)]) -> ReviewResult {
    review(backend(secrets: secrets)) { options in
      options.comments = comments.map { SourceComment(file: "a.py", line: $0.0, text: $0.1) }
    }
  }
}
