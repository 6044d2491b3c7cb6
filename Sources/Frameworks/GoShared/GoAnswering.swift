internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What a middleware does with a request stands in the innermost of the functions that make it.
extension GoHandlers {
  private static let maxMakers = 8

  /// The function that gets the request, and what is known in it.
  func answering(_ middleware: GoMiddleware) -> (function: NodeRef, frame: Frame?)? {
    var visited: Set<NodeRef> = []
    return answering(middleware.ref, middleware.frame, &visited)
  }

  private func answering(
    _ ref: NodeRef, _ frame: Frame?, _ visited: inout Set<NodeRef>
  ) -> (function: NodeRef, frame: Frame?)? {
    guard visited.count < Self.maxMakers, visited.insert(ref).inserted, let file = context.program.file(ref.file) else {
      return nil
    }
    switch file[ref.node].kind {
    case .call: return made(ref, file, frame, &visited)
    case .function: return within(ref, frame, &visited)
    case .name:
      // `guard := newGuard(options)`: with the options.
      if frame?.value(of: evaluator.definition(of: ref) ?? ref) == nil, let target = evaluator.definition(of: ref),
        let other = context.program.file(target.file)
      {
        let statement = other[target.node].kind == .assignment ? target.node : other[target.node].parent
        if other[statement].kind == .assignment, let value = other.child(statement, .value),
          other[value].kind == .call, !other[value].flags.contains(.isNew),
          let found = answering(NodeRef(file: target.file, node: value), frame, &visited)
        {
          return found
        }
      }
      return plain(evaluator.value(of: ref, in: frame), frame, &visited)
    default: return plain(evaluator.value(of: ref, in: frame), frame, &visited)
    }
  }

  private func plain(
    _ value: Value, _ frame: Frame?, _ visited: inout Set<NodeRef>
  ) -> (function: NodeRef, frame: Frame?)? {
    // Several functions, one of which runs: nothing can be said.
    guard value.alternatives.count == 1 else { return nil }
    if case .bound(let function, let receiver) = value, let first = evaluator.parameters(of: function).first,
      context.program.file(function.file)?.hasReceiver(function.node) == true
    {
      return within(function, evaluator.frame([first: receiver], parent: frame), &visited)
    }
    return function(of: value).flatMap { within($0, frame, &visited) }
  }

  /// What a call makes.
  private func made(
    _ ref: NodeRef, _ file: SyntaxFile, _ frame: Frame?, _ visited: inout Set<NodeRef>
  ) -> (function: NodeRef, frame: Frame?)? {
    guard let callee = file.child(ref.node, .callee) else { return nil }
    if file[ref.node].flags.contains(.isNew) { return plain(evaluator.value(of: ref, in: frame), frame, &visited) }
    // `auth(options)(next)`.
    if file[callee].kind == .call { return answering(NodeRef(file: ref.file, node: callee), frame, &visited) }
    let called = evaluator.value(of: NodeRef(file: ref.file, node: callee), in: frame)
    if called.externalName == "net/http.HandlerFunc" || called.externalName == "github.com/gin-gonic/gin.HandlerFunc"
      || isConversion(called)
    {
      return evaluator.argument(0, of: ref).flatMap { answering($0, frame, &visited) }
    }
    guard called.alternatives.count == 1, let maker = function(of: called) else { return nil }
    var receiver: Value?
    if case .bound(_, let owner) = called { receiver = owner }
    let bindings = evaluator.frame(for: maker, calledAt: ref, in: frame, receiver: receiver)
    return within(maker, bindings.map { evaluator.frame($0.bindings, parent: frame) } ?? frame, &visited)
  }

  private func isConversion(_ value: Value) -> Bool {
    if case .type = value { return true }
    return false
  }

  /// The function itself, when it gets the request; else what it answers with.
  private func within(
    _ function: NodeRef, _ frame: Frame?, _ visited: inout Set<NodeRef>
  ) -> (function: NodeRef, frame: Frame?)? {
    if takesRequest(function) { return (function, frame) }
    guard let file = context.program.file(function.file) else { return nil }
    let all = evaluator.returns(of: function, file).filter { file[$0.node].kind != .null }
    if all.count == 1, let only = all.first { return answering(only, frame, &visited) }
    // Several ends, all of which are the same function.
    guard let inner = self.function(of: evaluator.returned(by: function, in: frame)),
      evaluator.returned(by: function, in: frame).alternatives.count == 1, inner != function
    else { return nil }
    return takesRequest(inner) ? (inner, frame) : nil
  }
}
