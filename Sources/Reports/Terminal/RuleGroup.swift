internal import Findings
internal import Source

/// The findings of one rule, counted.
struct RuleGroup {
  let rule: String
  let findings: [Finding]

  /// In the order in which the rules first appear.
  static func groups(of findings: [Finding]) -> [RuleGroup] {
    var order: [String] = []
    var byRule: [String: [Finding]] = [:]
    for finding in findings {
      if byRule[finding.rule] == nil { order.append(finding.rule) }
      byRule[finding.rule, default: []].append(finding)
    }
    return order.map { RuleGroup(rule: $0, findings: byRule[$0] ?? []) }
  }

  /// "2 errors, 1 note".
  var levels: String { Words.levels { level in findings.count { $0.level == level } } }

  /// As many places as fit, whole.
  func places(within width: Int) -> String {
    let places = findings.map { VisibleText.line($0.location.title) }
    var text = ""
    for (index, place) in places.enumerated() {
      let next = text.isEmpty ? place : text + ", " + place
      let left = places.count - index - 1
      let tail = left > 0 ? ", …" : ""
      guard TextLayout.width(next + tail) <= width else { return text.isEmpty ? "" : text + ", …" }
      text = next
    }
    return text
  }
}
