package import Source

/// What a review found.
package struct ReviewResult: Sendable {
  /// How long one rule took.
  package struct RuleTime: Sendable {
    package let rule: String
    package let duration: Duration

    package init(rule: String, duration: Duration) {
      self.rule = rule
      self.duration = duration
    }
  }

  /// In order of pillar, then worst first; suppressed ones among them (their `suppression` is not `nil`).
  package var findings: [Finding] = []
  /// The rules that ran, in order of pillar and alias.
  package var rules: [RuleInfo] = []
  /// How many findings the baseline holds and that are left out.
  package var baselined = 0
  /// Entries of the baseline that are found no longer.
  package var resolved: [Baseline.Entry] = []
  /// How many findings the change does not touch and that are left out.
  package var unchanged = 0
  /// The endpoint that may wait longest for other services, if some wait was seen.
  package var longestWait: LongestWait?
  /// Mainstay's own trouble, sorted.
  package var diagnostics: [Diagnostic] = []
  /// In the order of `rules`.
  package var timings: [RuleTime] = []

  package init() {}

  /// The findings that count: those not suppressed.
  package var reported: [Finding] { findings.filter { $0.suppression == nil } }

  /// How many findings are suppressed.
  package var suppressed: Int { findings.count - reported.count }

  /// Whether something is at or above a level; `nil` never fails.
  package func fails(on level: Level?) -> Bool {
    guard let level else { return false }
    return findings.contains { $0.suppression == nil && $0.level >= level }
  }

  /// The exit status of `review`: 1 when it fails, else 0.
  package func exitStatus(failOn level: Level?) -> Int32 { fails(on: level) ? 1 : 0 }

  /// How many reported findings a level has, within one pillar or in all.
  package func count(_ level: Level, in pillar: Pillar? = nil) -> Int {
    findings.count { $0.suppression == nil && $0.level == level && (pillar == nil || $0.pillar == pillar) }
  }
}
