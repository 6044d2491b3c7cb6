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
  /// The number or text that it is, when it is one; a text may have holes.
  var constant: Value?
  /// Which part of the request its text is made of.
  var part: GoRequest.Part?
  /// What the caller chooses: a parameter of the path, a field of a form.
  var isInput = false
  /// A library's type that it is an object of.
  var type: String?
  /// An enumerator, by where it is declared.
  var mark: NodeRef?
  /// An error that stands for 401 or 403.
  var isRefusal = false
  /// A struct just made: what it was not given is zero.
  var isFresh = false
  var fields: [Name: GoResult] = [:]

  static let unknown = GoResult(answer: .unknown)
  /// What looking for credentials gives when there are none.
  static let absent = GoResult(answer: .zero, isByIdentity: true)
  static func ofRequest(_ text: String, _ part: GoRequest.Part) -> GoResult {
    GoResult(answer: .nonzero, constant: .string(text), part: part)
  }
  static let input = GoResult(answer: .unknown, isInput: true)

  static func known(_ flag: Bool, isByIdentity: Bool = false) -> GoResult {
    GoResult(answer: flag ? .nonzero : .zero, isByIdentity: isByIdentity)
  }

  var negated: GoResult { GoResult(answer: answer.negated, isByIdentity: isByIdentity, isInput: isInput) }
}

/// Under what a middleware leaves something with the request for those behind it.
enum GoKey: Hashable {
  case text(String)
  case declared(NodeRef)
}

/// What leaves the statements in hand: `break` or `continue`.
enum GoJump { case out, next }

/// One way through a function, up to a place in it.
struct GoState: Hashable {
  var variables: [Name: GoResult] = [:]
  /// What the calls in hand gave, where functions were gone through.
  var results: [NodeRef: [GoResult]] = [:]
  /// What was left with the request.
  var values: [GoKey: GoResult] = [:]
  /// The answer that refuses, when one was given.
  var refusal: NodeRef?
  /// It was answered with some other error.
  var isFailed = false
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
  /// On the way out of a loop or a choice: `break`, `continue`.
  var jump: GoJump?
}

/// One way out of a function.
struct GoOutcome: Hashable {
  var state: GoState
  var results: [GoResult]

  /// Neither refused nor answered with an error.
  var isSuccess: Bool { state.refusal == nil && !state.isFailed && !state.isAborted }
}

/// The request in hand.
struct GoRequest: Hashable {
  enum Part { case method, path }

  var method: String?
  /// The template, parameters as `{name}`.
  var path: String?

  /// Paths of other routes for the same requests, which have no parameters.
  var others: Set<String> = []

  /// What is left of it where only some parts matter.
  func only(_ parts: Set<Part>) -> GoRequest {
    GoRequest(
      method: parts.contains(.method) ? method : nil, path: parts.contains(.path) ? path : nil,
      others: parts.contains(.path) ? others : [])
  }

  /// The path as Gin and Echo write it.
  var colons: String? { path?.replacing("{", with: ":").replacing("}", with: "") }

  /// The path of requests, parts that callers choose as holes.
  var pathText: String? {
    guard let path else { return nil }
    var output = ""
    var depth = 0
    for character in path {
      switch character {
      case "{":
        if depth == 0 { output.append(Value.hole) }
        depth += 1
      case "}": depth = max(0, depth - 1)
      default: if depth == 0 { output.append(character) }
      }
    }
    return output
  }
}

/// What one verdict may cost, and what it is about.
final class GoBudget {
  var fuel = 3_000
  var active: Set<NodeRef> = []
  let request: GoRequest
  /// What of the request decided something.
  var parts: Set<GoRequest.Part> = []
  var isOver: Bool { fuel <= 0 }

  init(_ request: GoRequest = GoRequest()) { self.request = request }
}
