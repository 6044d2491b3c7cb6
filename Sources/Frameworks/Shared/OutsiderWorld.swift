package import Model
package import Resolution

/// What is known about a request without credentials and what stands around it, for walks through ECMAScript guards.
package struct OutsiderWorld {
  package var request = AnonymousRequest()
  /// Metadata that decorators hung on the handler or its class, by key; `nil` when nothing is known about it.
  package var metadata: [String: Bool]?
  /// Functions that are hung on the request or the application under a name: Fastify's decorators.
  package var members: [String: NodeRef] = [:]
  /// What `super.method(…)` does about callers, when that lies in a library.
  package var inherited: GuardVerdict?
  /// Parameters that are GraphQL's context: what stands for the caller is a member of it.
  package var contexts: Set<NodeRef> = []
  /// Names alone (`user`, `findByLogin`) tell of the caller: not in resolvers, which look up others by the same names.
  package var namesTell = true
  /// What Nest's `context.getType()` answers.
  package var contextType = "http"
  /// What is known about options of the code that is walked.
  package var frame: Frame?
  /// Judges a middleware that is called by hand: `requireUser(req, res, next)`.
  package var judge: ((NodeRef) -> Auth)?

  package init() {}
}

/// Where a piece of code leads a request without credentials.
struct OutsiderWays {
  /// It goes on behind the code.
  var falls = true
  /// It reaches what is guarded.
  var passes = false
  /// It is answered with a refusal for what it lacks.
  var refusal: NodeRef?
  /// An error is thrown for what it lacks; somebody may catch it.
  var thrown: NodeRef?
  /// It is answered, or fails, for some other reason.
  var stops = false
  /// Credentials are looked at on the way.
  var readsCredentials = false
  /// Something that could not be seen may refuse.
  var isUnseen = false
  /// What the code returns, for functions that answer a question.
  var answers: [AnonymousTruth] = []

  var isRefused: Bool { refusal != nil || thrown != nil }
  /// Nothing but refusals come of it.
  var onlyRefuses: Bool { !falls && !passes && isRefused }

  static func ended() -> OutsiderWays {
    var ways = OutsiderWays()
    ways.falls = false
    return ways
  }

  /// What comes of code that runs next.
  mutating func then(_ next: OutsiderWays) {
    falls = next.falls
    note(next)
  }

  /// What comes of code of which this or the other runs.
  mutating func or(_ other: OutsiderWays) {
    falls = falls || other.falls
    note(other)
  }

  /// Takes on all but where it goes on.
  mutating func note(_ other: OutsiderWays) {
    passes = passes || other.passes
    refusal = refusal ?? other.refusal
    thrown = thrown ?? other.thrown
    stops = stops || other.stops
    readsCredentials = readsCredentials || other.readsCredentials
    isUnseen = isUnseen || other.isUnseen
    answers += other.answers
  }
}

/// What one verdict may cost, and what of the request it looked at.
final class OutsiderBudget {
  var fuel = 4_000
  var uses = OutsiderUses()
  /// Functions that are being gone through: one that calls itself goes on.
  var active: Set<NodeRef> = []
}

/// What of the request in hand something looked at: its answer is for requests that are the same in that.
struct OutsiderUses {
  var method = false
  /// The path, or what decorators say about the handler.
  var others = false

  mutating func formUnion(_ other: OutsiderUses) {
    method = method || other.method
    others = others || other.others
  }
}

/// A function gone through with something known: what came of it is remembered.
struct OutsiderQuestion: Hashable {
  let function: NodeRef
  let style: OutsiderWalk.Style
  let known: [NodeRef: AnonymousTruth]
  let frame: Frame?
  var method: String?
}
