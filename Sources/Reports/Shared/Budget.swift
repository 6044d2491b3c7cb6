internal import Findings

/// One budget, as a finding may threaten it.
enum Budget: CaseIterable {
  case availability, response, query, errors, throughput, noLostWrite, recovery, backups

  /// As reports print it.
  func title(_ budgets: Budgets) -> String {
    switch self {
    case .availability: "availability \(Words.decimal(budgets.availabilityPercent, places: 4)) %"
    case .response: "p99 < \(Words.decimal(budgets.responseMilliseconds, places: 1)) ms"
    case .query: "query < \(Words.decimal(budgets.queryMilliseconds, places: 1)) ms"
    case .errors: "errors < \(Words.decimal(budgets.errorPercent, places: 4)) %"
    case .throughput: "\(Words.decimal(budgets.requestsPerSecond, places: 1)) requests/s"
    case .noLostWrite: "no lost write"
    case .recovery: "recovery < \(Words.decimal(budgets.recoveryMinutes, places: 1)) min"
    case .backups: "daily backups"
    }
  }

  /// The budgets that a rule's findings put at risk.
  static func threatened(by rule: RuleInfo) -> [Budget] { byAlias[rule.alias] ?? byPillar[rule.pillar] ?? [] }

  /// Budgets that some rule of a run can speak about.
  static func visible(to rules: [RuleInfo]) -> Set<Budget> { Set(rules.flatMap(threatened)) }

  /// Where a rule says nothing finer. Security has no budget of its own.
  private static let byPillar: [Pillar: [Budget]] = [
    .reliability: [.availability], .performance: [.response], .dataIntegrity: [.noLostWrite],
    .scalability: [.throughput],
  ]

  private static let byAlias: [String: [Budget]] = [
    "R01": [.availability, .response], "R02": [.availability, .response], "R04": [.availability],
    "R05": [.availability, .response], "R06": [.noLostWrite], "R09": [.availability],
    "R11": [.response, .throughput], "R12": [.noLostWrite], "R13": [.availability, .errors],
    "R15": [.errors, .noLostWrite], "R17": [.recovery], "R20": [.availability, .errors],
    "P04": [.response, .throughput], "P05": [.response, .throughput], "P07": [.query, .response],
    "P17": [.response, .throughput], "D02": [.throughput, .availability], "D05": [], "D13": [],
    "C06": [.noLostWrite], "C07": [.availability], "C08": [.availability, .throughput], "X01": [], "X02": [],
  ]
}
