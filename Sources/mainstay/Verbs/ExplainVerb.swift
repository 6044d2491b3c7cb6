internal import Findings
internal import Reports
internal import Source

/// `mainstay explain RULE`: everything that a rule says about itself.
enum ExplainVerb {
  static func run(_ options: RawOptions) throws -> ExitStatus {
    let word = options.operands[0]
    guard let rule = RuleList.all.first(where: { $0.name == word.lowercased() || $0.alias == word.uppercased() }) else {
      let near = nearestName(to: word, among: RuleList.all.map(\.name))
      throw UsageError(
        message: "unknown rule '\(word)'",
        hint: near.map { "did you mean \($0)?" } ?? "mainstay rules lists them all")
    }
    let width = options.output == nil ? Console.width : 80
    let isColored = options.output == nil && Console.isColored(options.color)
    try Delivery.deliver(RuleReport.explanation(rule, isColored: isColored, width: width), to: options.output)
    return .done
  }
}
