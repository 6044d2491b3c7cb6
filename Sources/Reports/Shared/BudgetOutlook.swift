internal import Findings

/// Which budgets the findings put at risk.
struct BudgetOutlook {
  /// A budget and what threatens it.
  struct Risk {
    let title: String
    /// What may happen, then the rules whose findings say so.
    let reasons: [String]
  }

  /// In fixed order.
  private(set) var risks: [Risk] = []
  /// Titles of budgets that rules looked at, in vain.
  private(set) var unthreatened: [String] = []
  /// Titles of budgets about which no rule can say anything.
  private(set) var invisible: [String] = []

  /// Notes threaten no budget.
  init(_ review: Review) {
    let visible = Budget.visible(to: review.result.rules)
    var threats: [Budget: [String]] = [:]
    for finding in review.result.reported where finding.level > .note {
      for budget in review.rule(finding.rule).map(Budget.threatened) ?? []
      where threats[budget]?.contains(finding.rule) != true {
        threats[budget, default: []].append(finding.rule)
      }
    }
    for budget in Budget.allCases {
      let title = budget.title(review.budgets)
      if let rules = threats[budget] {
        risks.append(Risk(title: title, reasons: (budget == .response ? Self.wait(review) : []) + rules))
      } else if visible.contains(budget) {
        unthreatened.append(title)
      } else {
        invisible.append(title)
      }
    }
  }

  private static func wait(_ review: Review) -> [String] {
    guard let wait = review.result.longestWait else { return [] }
    let endpoint = VisibleText.line(wait.endpoint)
    guard let seconds = wait.seconds else { return ["\(endpoint) may wait without a limit"] }
    guard seconds * 1_000 > review.budgets.responseMilliseconds else { return [] }
    return ["\(endpoint) may wait \(Words.seconds(seconds)) (timeouts × retries)"]
  }
}
