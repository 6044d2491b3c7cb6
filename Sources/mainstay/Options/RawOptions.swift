internal import Findings

/// What the command line says, as it says it. Verbs turn it into what they need.
struct RawOptions: Sendable, Equatable {
  enum Color: String, Sendable, CaseIterable { case auto, always, never }

  var format: String?
  var tokens: Int?
  var output: String?
  /// `nil` when not given; `.never` switches the threshold off.
  var failOn: FailOn?
  var since: String?
  var baseline: String?
  var writeBaseline: String?
  var only: [String] = []
  var config: String?
  var workers: Int?
  var color = Color.auto
  var showsAll = false
  var includeTests = false
  var useCache = true
  var timing = false
  var help = false
  var version = false
  /// What stands after the verb and is no option.
  var operands: [String] = []

  enum FailOn: Sendable, Equatable {
    case level(Level)
    case never
  }
}
