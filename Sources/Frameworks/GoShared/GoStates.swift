internal import Resolution
internal import Source
internal import Syntax

/// What an expression is for a request without credentials.
enum GoAnswer: Hashable {
  /// The zero value: "", 0, false, nil.
  case zero
  case nonzero
  case unknown

  var negated: GoAnswer {
    switch self {
    case .zero: .nonzero
    case .nonzero: .zero
    case .unknown: .unknown
    }
  }
}

/// An answer, and whether missing credentials are why.
struct GoResult: Hashable {
  var answer: GoAnswer
  var isByIdentity = false
  /// The number or text that it is, when it is one.
  var constant: Value?

  static let unknown = GoResult(answer: .unknown)
  /// What looking for credentials gives when there are none.
  static let absent = GoResult(answer: .zero, isByIdentity: true)

  var negated: GoResult { GoResult(answer: answer.negated, isByIdentity: isByIdentity) }
}

/// One way through a function, up to a place in it.
struct GoState {
  var variables: [Name: GoResult] = [:]
  /// What the calls in hand gave, where functions were gone through.
  var results: [NodeRef: [GoResult]] = [:]
  /// The answer that refuses, when one was given.
  var refusal: NodeRef?
  /// The chain of middleware is stopped.
  var isAborted = false
  /// What is guarded was reached.
  var passes = false
  /// Some condition on the way could not be decided.
  var isUncertain = false
  /// Something that could not be seen was handed the request.
  var isUnseen = false
  /// Missing credentials decided a condition on the way.
  var isDecidedByIdentity = false
  /// They decided the last condition.
  var isLastDecidedByIdentity = false
  /// A condition on the way speaks of who is calling.
  var mentionsIdentity = false
  /// Credentials were looked for.
  var readsCredentials = false
}

/// One way out of a function.
struct GoOutcome {
  var state: GoState
  var results: [GoResult]
}

/// What one verdict may cost.
final class GoBudget {
  var fuel = 3_000
  var active: Set<NodeRef> = []
  var isOver: Bool { fuel <= 0 }
}
