internal import Findings
internal import Source

/// Which findings a short report shows in full: the worst, but not the same rule over and over.
struct ShortSelection {
  /// Findings in full, in their own order.
  let full: [Finding]
  /// The others, in their own order.
  let rest: [Finding]

  /// In full at most.
  static let limit = 10
  /// Of one rule in full, as long as others are waiting.
  static let perRule = 3

  init(_ findings: [Finding], showsAll: Bool) {
    var chosen: Set<Int> = showsAll ? Set(findings.indices) : []
    if !showsAll {
      let serious = findings.indices.filter { findings[$0].level > .note }
      let worstFirst = serious.sorted { (findings[$1].level, $0) < (findings[$0].level, $1) }
      let cap = serious.count > Self.limit ? Self.perRule : Self.limit
      var byRule: [String: Int] = [:]
      for index in worstFirst where chosen.count < Self.limit && byRule[findings[index].rule, default: 0] < cap {
        byRule[findings[index].rule, default: 0] += 1
        chosen.insert(index)
      }
    }
    full = findings.indices.filter(chosen.contains).map { findings[$0] }
    rest = findings.indices.filter { !chosen.contains($0) }.map { findings[$0] }
  }
}
