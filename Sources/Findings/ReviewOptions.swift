/// What the configuration makes of a rule's own level.
package enum LevelSetting: Sendable, Hashable {
  /// The rule does not run.
  case off
  /// All its findings get this level.
  case level(Level)
}

/// How a review is to be done. The defaults review everything.
package struct ReviewOptions: Sendable {
  /// By rule name or alias. Keys that name no rule are the configuration's to report, and have no effect here.
  package var levels: [String: LevelSetting] = [:]
  /// Names or aliases of the only rules to run; `nil` runs all.
  package var only: Set<String>?
  /// Threads that rules run on.
  package var workers = 1
  /// Comments of the reviewed code: all of them, or only those that hold `mainstay:ignore`.
  package var comments: [SourceComment] = []
  /// Files whose findings and suppressions are left out: test code, unless it was asked for.
  package var leftOut: Set<String> = []
  package var baseline: Baseline?
  /// Report only what a change brings.
  package var changes: ChangedLines?

  package init() {}
}
