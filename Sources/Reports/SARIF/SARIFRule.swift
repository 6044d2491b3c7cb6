internal import Findings

/// A rule as SARIF describes it.
enum SARIFRule {
  static func descriptor(_ rule: RuleInfo) -> OrderedJSON {
    var members: [(key: String, value: OrderedJSON)] = [
      ("id", .string(rule.name)), ("name", .string(pascalCase(rule.name))),
      ("shortDescription", ["text": .string(RuleText.sentence(rule.summary))]),
      ("fullDescription", ["text": .string(rule.why)]),
      ("help", ["text": .string(RuleReport.explanation(rule)), "markdown": .string(RuleText.markdown(rule))]),
      ("defaultConfiguration", ["level": .string(rule.level.rawValue)]),
    ]
    if let reference = rule.references.first { members.append(("helpUri", .string(reference))) }
    let tags = [rule.pillar.rawValue] + rule.cwe.map { "external/cwe/cwe-\(padded($0))" }
    members.append(
      (
        "properties",
        ["tags": .strings(tags), "precision": .string(rule.confidence.rawValue), "alias": .string(rule.alias)]
      ))
    return .object(members)
  }

  /// "MissingTimeout", as SARIF wants a rule's readable name.
  private static func pascalCase(_ name: String) -> String {
    name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// At least three digits, as code scanning writes CWE tags.
  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }
}
