internal import Findings
internal import Pipeline
internal import Reports
internal import Source

/// `mainstay rules`: what a review checks.
enum RulesVerb {
  static func run(_ options: RawOptions) throws -> ExitStatus {
    let rules = ReviewRun.catalogue.rules
    let text =
      switch options.format {
      case "json": RuleReport.json(rules)
      case "markdown": RuleReport.markdown(rules)
      default: RuleReport.list(rules, isColored: options.isColored, width: options.width)
      }
    try Delivery.deliver(text, to: options.output)
    return .done
  }
}

/// `mainstay explain RULE`: everything that a rule says about itself.
enum ExplainVerb {
  static func run(_ options: RawOptions) throws -> ExitStatus {
    let rule = try RuleName.rule(options.operands[0], verb: .explain)
    let text =
      switch options.format {
      case "json": RuleReport.json([rule])
      case "markdown": RuleReport.markdown(rule)
      default: RuleReport.explanation(rule, isColored: options.isColored, width: options.width)
      }
    try Delivery.deliver(text, to: options.output)
    return .done
  }
}

/// Rules as people name them.
enum RuleName {
  /// The rule with this name or number.
  static func rule(_ word: String, verb: Verb) throws(UsageError) -> RuleInfo {
    let catalogue = ReviewRun.catalogue
    if let rule = catalogue.rule(named: word) { return rule }
    let near = nearestName(to: word, among: catalogue.rules.map(\.name)) ?? catalogue.suggestion(for: word)
    throw UsageError(
      message: "unknown rule '\(word)'", hint: near.map { "did you mean \($0)?" } ?? "mainstay rules lists them all",
      verb: verb)
  }

  /// Every name, by pillar and number.
  static var all: [String] { ReviewRun.catalogue.rules.map(\.name) }
}

extension RawOptions {
  /// Whether what goes to standard output is coloured.
  var isColored: Bool { output == nil && Console.isColored(color) }

  /// Columns for what people read.
  var width: Int { output == nil ? Console.width : 80 }
}
