internal import Findings
internal import Rules

/// `mainstay rules`: what a review checks.
enum RulesVerb {
  static func run(_ options: RawOptions) throws -> ExitStatus {
    let rules = RuleList.all
    let text =
      switch options.format {
      case "json": RuleText.json(rules)
      case "markdown": RuleText.markdown(rules)
      default: RuleText.list(rules)
      }
    try Delivery.deliver(text, to: options.output)
    return .done
  }
}

/// Every rule, by pillar and number.
enum RuleList {
  static var all: [RuleInfo] {
    allRules.map { $0.info }.sorted { ($0.pillar, $0.alias, $0.name) < ($1.pillar, $1.alias, $1.name) }
  }
}
