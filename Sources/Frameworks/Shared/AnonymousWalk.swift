internal import Model
package import Resolution
internal import Source
internal import Syntax

/// Follows a request without credentials through Python code that stands before a handler: does it get through?
///
/// Conditions about who is calling are answered as for an outsider; others stay open, and both branches are followed.
package struct AnonymousWalk {
  /// What the code is, which says what a `return` means.
  enum Mode { case wrapper, hook, handler, helper }

  let context: RecognizerContext
  let request: AnonymousRequest
  let memory: AnonymousMemory
  static let maxDepth = 5

  /// `memory` is shared by the walks of one recognizer.
  package init(
    _ context: RecognizerContext, memory: AnonymousMemory, request: AnonymousRequest = AnonymousRequest()
  ) {
    self.context = context
    self.memory = memory
    self.request = request
  }

  var evaluator: Evaluator { context.evaluator }

  /// The name of a node; "" for literals, which keep something else in its place.
  func word(_ node: NodeID, _ file: SyntaxFile) -> String {
    file[node].kind == .string ? "" : context.program.text(file[node].name)
  }

  /// What a function does that gets the guarded function as a parameter: a decorator's wrapper, a middleware.
  package func wrapper(_ function: NodeRef) -> GuardVerdict {
    memory.verdict(of: function) { verdict(of: run(function, .wrapper, depth: 0), function, mayBeOptional: true) }
  }

  /// What a function does that runs before handlers and goes on by returning nothing.
  package func hook(_ function: NodeRef) -> GuardVerdict {
    memory.verdict(of: function) { verdict(of: run(function, .hook, depth: 0), function, mayBeOptional: false) }
  }

  /// A handler that refuses by itself.
  package func handler(_ function: NodeRef) -> GuardVerdict {
    memory.verdict(of: function) { handlerVerdict(function) }
  }

  private func handlerVerdict(_ function: NodeRef) -> GuardVerdict {
    let ways = run(function, .handler, depth: 0)
    guard !ways.passes, !ways.stops, let node = ways.refusal, ways.mentionsIdentity else { return GuardVerdict(.none) }
    return GuardVerdict(.required, location: location(node, function))
  }

  private func verdict(of ways: AnonymousWays, _ function: NodeRef, mayBeOptional: Bool) -> GuardVerdict {
    let place = ways.refusal.map { location($0, function) }
    if !ways.passes {
      // Nothing gets through, and the reason is who is calling.
      if ways.refusal != nil { return GuardVerdict(ways.stops ? .unknown : .required, location: place) }
      return GuardVerdict(ways.mentionsIdentity ? .unknown : .none)
    }
    if ways.refusal != nil { return GuardVerdict(.unknown, location: place) }
    return GuardVerdict(mayBeOptional && ways.refusesOthers ? .optional : .none)
  }

  /// Refusals are kept as nodes of the outermost function's file.
  private func location(_ node: Int, _ function: NodeRef) -> Location {
    context.headLocation(NodeRef(file: function.file, node: NodeID(node)))
  }

  /// Follows a request through a function that others call.
  func helper(_ function: NodeRef, depth: Int) -> AnonymousWays {
    memory.helper(function) { run(function, .helper, depth: depth) }
  }

  /// Follows a request through a function's body.
  func run(_ function: NodeRef, _ mode: Mode, depth: Int) -> AnonymousWays {
    guard depth < Self.maxDepth, let file = context.program.file(function.file),
      let body = file.child(function.node, .body)
    else { return AnonymousWays() }
    var scope = AnonymousScope(walk: self, id: function.file, file: file, mode: mode, depth: depth)
    var ways = scope.block(body)
    if mode == .helper, ways.returns {
      ways.returns = false
      if ways.falls { ways.answers.append(AnonymousTruth(answer: .no, mentionsIdentity: ways.mentionsIdentity)) }
      ways.falls = true
      return ways
    }
    if ways.falls {
      ways.falls = false
      switch mode {
      case .hook, .handler: ways.passes = true
      case .wrapper: ways.stops = true
      case .helper:
        ways.falls = true
        ways.answers.append(AnonymousTruth(answer: .no, mentionsIdentity: ways.mentionsIdentity))
      }
    }
    return ways
  }
}
