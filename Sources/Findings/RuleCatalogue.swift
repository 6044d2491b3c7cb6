/// Every rule that there is, by name and by alias.
package struct RuleCatalogue: Sendable {
  /// By pillar, then by alias.
  package let rules: [RuleInfo]
  private let byKey: [String: RuleInfo]

  /// The engine's own rules, about suppressions, are added.
  package init(_ rules: [RuleInfo]) {
    let own = SuppressionRules.all.filter { own in !rules.contains { $0.name == own.name } }
    self.rules = (rules + own).sorted { ($0.pillar, $0.alias, $0.name) < ($1.pillar, $1.alias, $1.name) }
    var byKey: [String: RuleInfo] = [:]
    for rule in self.rules {
      byKey[rule.alias.lowercased()] = rule
      byKey[rule.name] = rule
    }
    self.byKey = byKey
  }

  /// The catalogue of a list of rules.
  package init(of rules: [any Rule.Type]) { self.init(rules.map { $0.info }) }

  /// The rule with this name or alias; letter case does not matter.
  package func rule(named key: String) -> RuleInfo? { byKey[key.lowercased()] }

  /// The name that somebody may have meant, for "did you mean".
  package func suggestion(for key: String) -> String? {
    let key = Array(key.lowercased().utf8.prefix(60))
    let scored = rules.map { (distance: Self.distance(key, Array($0.name.utf8)), name: $0.name) }
    guard let best = scored.min(by: { $0 < $1 }), best.distance <= max(2, key.count / 3) else { return nil }
    return best.name
  }

  /// Levenshtein's distance.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (i, leftByte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, rightByte) in right.enumerated() {
        let replaced = diagonal + (leftByte == rightByte ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
