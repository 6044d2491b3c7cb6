internal import Model
package import Resolution
internal import Source
internal import Syntax

/// Follows a request without credentials through ECMAScript code that stands before a handler: does it get through?
///
/// Conditions about who is calling are answered as for an outsider; others stay open, and both branches are followed.
package final class OutsiderWalk {
  /// How code that guards lets a request go on.
  package enum Style: Hashable {
    /// By returning: Fastify's hooks, Hapi's prerequisites.
    case hook
    /// By saying that the caller is authenticated: hapi's schemes.
    case scheme
    /// By returning, and it refuses only by saying so: decorators of parameters.
    case parameter
    /// By calling `next`.
    case middleware
    /// By answering true: Nest's guards.
    case decision
    /// By returning anything but an error: GraphQL's resolvers, and guards before them.
    case resolver
    /// It guards nothing by itself: its caller goes on with its answer.
    case helper
  }

  let context: RecognizerContext
  package var world = OutsiderWorld()
  private var memo: [OutsiderQuestion: OutsiderWays] = [:]
  /// How often a function was too long to follow to its end, for requests that differ: it will be again.
  private var tooLong: [NodeRef: Int] = [:]
  private static let maxExhausted = 3
  /// Whether the last verdict may be another one for another request.
  private(set) var looksAtRequest = false
  static let maxDepth = 6

  package init(_ context: RecognizerContext) { self.context = context }

  var evaluator: Evaluator { context.evaluator }

  /// What a function asks of callers.
  package func verdict(of function: NodeRef, _ style: Style) -> GuardVerdict {
    looksAtRequest = false
    guard tooLong[function, default: 0] < Self.maxExhausted else { return GuardVerdict(.unknown) }
    let budget = OutsiderBudget()
    var ways = run(function, style, [:], depth: 0, budget)
    looksAtRequest = budget.uses.method || budget.uses.others
    if budget.fuel <= 0 { tooLong[function, default: 0] += 1 }
    if ways.passes, !ways.isRefused, checksTokens(function) { ways.readsCredentials = true }
    return verdict(ways, isComplete: budget.fuel > 0)
  }

  /// What a function asks of callers when something is known of its parameters.
  package func verdict(
    of function: NodeRef, _ style: Style, knowing known: [NodeRef: Bool]
  ) -> GuardVerdict {
    let budget = OutsiderBudget()
    let truths = known.mapValues { $0 ? AnonymousTruth.known(true) : AnonymousTruth.absent }
    let ways = run(function, style, truths, depth: 0, budget)
    return verdict(ways, isComplete: budget.fuel > 0)
  }

  /// What Passport's `handleRequest(err, user)` does when there is no user.
  package func verdict(ofHandleRequest function: NodeRef) -> GuardVerdict {
    let parameters = evaluator.parameters(of: function)
    var known: [NodeRef: AnonymousTruth] = [:]
    if parameters.count > 0 { known[parameters[0]] = .known(false) }
    if parameters.count > 1 { known[parameters[1]] = .absent }
    let budget = OutsiderBudget()
    let ways = run(function, .helper, known, depth: 0, budget)
    if ways.falls { return GuardVerdict(ways.isRefused ? .unknown : .optional) }
    return GuardVerdict(ways.isRefused ? .required : .unknown, location: place(ways))
  }

  /// Whether tokens of those who have one are checked somewhere in a function.
  private func checksTokens(_ function: NodeRef) -> Bool {
    guard let file = context.program.file(function.file) else { return false }
    return (function.node..<file[function.node].next).contains { node in
      guard file[node].kind == .call, let callee = file.child(node, .callee) else { return false }
      let name = context.program.text(file[callee].name).lowercased()
      return name.hasPrefix("verify") || name.hasSuffix("verify")
    }
  }

  private func place(_ ways: OutsiderWays) -> Location? {
    (ways.refusal ?? ways.thrown).map { context.headLocation($0) }
  }

  private func verdict(_ ways: OutsiderWays, isComplete: Bool) -> GuardVerdict {
    guard isComplete else { return GuardVerdict(.unknown) }
    if ways.isRefused { return GuardVerdict(ways.passes ? .unknown : .required, location: place(ways)) }
    if ways.isUnseen || !ways.passes && ways.readsCredentials { return GuardVerdict(.unknown) }
    return GuardVerdict(ways.readsCredentials ? .optional : .none)
  }

  /// Follows a request through a function's body; `known` says what parameters are for it.
  func run(
    _ function: NodeRef, _ style: Style, _ known: [NodeRef: AnonymousTruth], depth: Int, _ budget: OutsiderBudget
  ) -> OutsiderWays {
    guard depth < Self.maxDepth else { return OutsiderWays() }
    var question = OutsiderQuestion(function: function, style: style, known: known, frame: world.frame)
    if let ways = memo[question] { return ways }
    question.method = world.request.method
    if let ways = memo[question] {
      budget.uses.method = true
      return ways
    }
    let outer = budget.uses
    budget.uses = OutsiderUses()
    let ways = follow(function, style, known, depth, budget)
    if !budget.uses.others, budget.fuel > 0 {
      if !budget.uses.method { question.method = nil }
      memo[question] = ways
    }
    budget.uses.formUnion(outer)
    return ways
  }

  private func follow(
    _ function: NodeRef, _ style: Style, _ known: [NodeRef: AnonymousTruth], _ depth: Int, _ budget: OutsiderBudget
  ) -> OutsiderWays {
    guard let file = context.program.file(function.file), let body = file.child(function.node, .body),
      budget.active.insert(function).inserted
    else { return OutsiderWays() }
    defer { budget.active.remove(function) }
    var scope = OutsiderScope(walk: self, id: function.file, file: file, style: style, depth: depth, budget: budget)
    scope.known = known
    var ways = scope.block(body)
    guard style != .helper else {
      // The caller goes on with the answer, unless the function never comes back.
      if ways.falls { ways.answers.append(.known(false)) }
      ways.falls = !ways.answers.isEmpty
      return ways
    }
    if ways.falls {
      ways.falls = false
      switch style {
      case .hook, .parameter, .resolver: ways.passes = true
      case .middleware, .decision, .helper, .scheme:
        if let refusal = scope.pending { ways.refusal = ways.refusal ?? refusal } else { ways.stops = true }
      }
    }
    return ways
  }
}
