package import Resolution

/// A request without credentials, as far as it is known while set-up code is read: what guards compare.
package struct AnonymousRequest: Hashable, Sendable {
  /// Upper case.
  package var method: String?
  /// The template, parameters as `{name}`.
  package var path: String?
  /// The framework's name of the route ("auth.login").
  package var endpoint: String?
  /// The group that the route belongs to ("auth").
  package var group: String?
  /// What a view set does with it ("list").
  package var action: String?
  /// The class of the view that answers it.
  package var view: NodeRef?
  /// `self` is the view: its own methods are followed, not those of a permission that gets it.
  package var isViewItself = false
  /// Attributes of `self` that are known.
  package var flags: [String: Bool] = [:]

  package init(
    method: String? = nil, path: String? = nil, endpoint: String? = nil, group: String? = nil, action: String? = nil,
    view: NodeRef? = nil, isViewItself: Bool = false, flags: [String: Bool] = [:]
  ) {
    self.method = method
    self.path = path
    self.endpoint = endpoint
    self.group = group
    self.action = action
    self.view = view
    self.isViewItself = isViewItself
    self.flags = flags
  }

  /// A member of the request object by its name; `nil` when it is not known.
  func member(_ name: String) -> String? {
    switch name {
    case "method": method
    // A template with parameters is no path to compare whole with.
    case "path", "full_path", "url_rule", "rule", "path_info": path
    case "endpoint": endpoint
    case "blueprint": group
    default: nil
    }
  }
}

/// What a condition is for a request without credentials.
struct AnonymousTruth: Hashable {
  enum Answer { case yes, no, unknown }

  var answer: Answer
  /// It looks at who is calling.
  var mentionsIdentity: Bool

  static let unknown = AnonymousTruth(answer: .unknown, mentionsIdentity: false)
  /// Something about the caller that one without credentials does not have.
  static let absent = AnonymousTruth(answer: .no, mentionsIdentity: true)

  static func known(_ flag: Bool) -> AnonymousTruth {
    AnonymousTruth(answer: flag ? .yes : .no, mentionsIdentity: false)
  }

  var negated: AnonymousTruth {
    switch answer {
    case .yes: AnonymousTruth(answer: .no, mentionsIdentity: mentionsIdentity)
    case .no: AnonymousTruth(answer: .yes, mentionsIdentity: mentionsIdentity)
    case .unknown: self
    }
  }

  func and(_ other: AnonymousTruth) -> AnonymousTruth {
    if answer == .no { return self }
    if other.answer == .no { return other }
    let mentions = mentionsIdentity || other.mentionsIdentity
    return AnonymousTruth(answer: answer == .yes && other.answer == .yes ? .yes : .unknown, mentionsIdentity: mentions)
  }

  func or(_ other: AnonymousTruth) -> AnonymousTruth { negated.and(other.negated).negated }

  /// One of several may hold.
  static func either(_ all: [AnonymousTruth]) -> AnonymousTruth {
    guard let first = all.first else { return .unknown }
    let mentions = all.contains { $0.mentionsIdentity }
    let agrees = all.allSatisfy { $0.answer == first.answer }
    return AnonymousTruth(answer: agrees ? first.answer : .unknown, mentionsIdentity: mentions)
  }
}

/// Where a piece of code leads a request without credentials.
struct AnonymousWays {
  /// It goes on behind the code.
  var falls = true
  /// It reaches what is guarded, or is answered normally.
  var passes = false
  /// It is refused for what it lacks: because of who is (not) calling, or with 401.
  var refusal: Int?
  /// It is stopped for some other reason.
  var stops = false
  /// A helper comes back to its caller before its end.
  var returns = false
  /// Something on the way looked at who is calling.
  var mentionsIdentity = false
  /// A refusal stands where only those with some credentials come.
  var refusesOthers = false
  /// What the code returns, for functions that answer a question.
  var answers: [AnonymousTruth] = []

  mutating func join(_ other: AnonymousWays) {
    falls = falls || other.falls
    note(other)
  }

  /// Takes on all but where it goes on.
  mutating func note(_ other: AnonymousWays) {
    passes = passes || other.passes
    refusal = refusal ?? other.refusal
    stops = stops || other.stops
    returns = returns || other.returns
    mentionsIdentity = mentionsIdentity || other.mentionsIdentity
    refusesOthers = refusesOthers || other.refusesOthers
    answers += other.answers
  }
}
