package import Findings
package import Model

/// What every report is made of.
package struct Review: Sendable {
  package var backend: Backend
  package var result: ReviewResult
  package var source: SourceExcerpts
  /// Mainstay's own version.
  package var version: String
  /// How long the run took, in seconds.
  package var seconds: Double
  /// The level from which on the exit status is 1; `nil` never fails.
  package var failOn: Level? = .error
  package var budgets = Budgets()
  /// The revision whose change is reported, as the user named it.
  package var since: String?

  /// The configuration has errors: what was asked for is not what was done.
  package var isMisconfigured = false

  /// 2 when the configuration has errors, else 1 at or above the threshold, else 0.
  package var exitStatus: Int32 { isMisconfigured ? 2 : result.exitStatus(failOn: failOn) }

  package init(backend: Backend, result: ReviewResult, source: SourceExcerpts, version: String, seconds: Double) {
    self.backend = backend
    self.result = result
    self.source = source
    self.version = version
    self.seconds = seconds
  }

  /// Code files that were read.
  var files: Int { backend.languages.reduce(0) { $0 + $1.files } }

  /// Their lines.
  var lines: Int { backend.languages.reduce(0) { $0 + $1.lines } }

  /// The rule of a finding, if it ran.
  func rule(_ name: String) -> RuleInfo? { result.rules.first { $0.name == name } }
}
