internal import Findings
internal import Reports
internal import Rules

/// `mainstay rules`: what a review checks.
enum RulesVerb {
  static func run(_ options: RawOptions) throws -> ExitStatus {
    let rules = RuleList.all
    let text =
      switch options.format {
      case "json": RuleReport.json(rules)
      case "markdown": RuleReport.markdown(rules)
      default:
        RuleReport.list(
          rules, isColored: options.output == nil && Console.isColored(options.color),
          width: options.output == nil ? Console.width : 80)
      }
    try Delivery.deliver(text, to: options.output)
    return .done
  }
}

/// Every rule, by pillar and number; those about suppressions as well, which the engine itself reports.
enum RuleList {
  static var all: [RuleInfo] { RuleCatalogue(of: allRules).rules }
}
