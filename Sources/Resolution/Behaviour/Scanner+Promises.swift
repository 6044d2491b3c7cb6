internal import Model
internal import Source
internal import Syntax

/// What `.catch(…)` of a promise does: ECMAScript's other way to write a `try`.
extension BehaviourScanner {
  /// The function that handles a rejection: the argument of `.catch(f)`, the second one of `.then(f, g)`.
  func promiseHandler(_ node: NodeID) -> NodeID? {
    guard file[node].kind == .call, let callee = file.child(node, .callee), file[callee].kind == .member else {
      return nil
    }
    let name = file[callee].name
    guard name == evaluator.words.catchName || name == evaluator.words.then,
      file.source.language?.isECMAScript == true, file.child(callee, .object) != nil
    else { return nil }
    let arguments = file.children(node, .argument)
    let isCatch = name == evaluator.words.catchName
    return arguments.count == (isCatch ? 1 : 2) ? arguments.last : nil
  }

  /// Visits a chain with a handler: what stands before it is guarded by it.
  mutating func visitPromise(_ node: NodeID, _ callee: NodeID, _ clause: NodeID) {
    let first = behaviour.effects.count
    let firstCall = calls.count
    let index = behaviour.handlers.count
    behaviour.handlers.append(promiseClause(node, clause))
    if let object = file.child(callee, .object) { within({ $0.handler = index }, { $0.visit(object) }) }
    for argument in file.children(node, .argument) where argument != clause { visit(argument) }
    behaviour.handlers[index].guarded = (first..<behaviour.effects.count).map { EffectID(index: UInt32($0)) }
    behaviour.handlers[index].guardedCalls = calls[firstCall...].map(\.callee)
    within({
      $0.isConditional = true; $0.isAwaited = false
    }) { scanner in
      scanner.visit(clause)
      scanner.recordCallbacks(node)
    }
  }

  private func promiseClause(_ node: NodeID, _ clause: NodeID) -> ErrorHandler {
    var handler = ErrorHandler(
      function: current, location: Location(file: file.source.path, line: lines.line(at: file[clause].start)),
      catches: [], catchesEverything: true, logs: false, reacts: true,
      isDocumented: hasComment(clause))
    handler.isInCatch = context.isInCatch
    guard let function = handlingFunction(clause), let other = evaluator.program.file(function.file),
      let body = other.child(function.node, .body), function.file == id
    else { return handler }
    handler.logs = calls(in: body, Self.logWords)
    handler.reacts = answersNothing(body) ? !isStatement(node) : reacts(body)
    return handler
  }

  /// The project's function that handles it, here or by name; `nil` for a library's, such as Express's `next`.
  private func handlingFunction(_ clause: NodeID) -> NodeRef? {
    if file[clause].kind == .function { return ref(clause) }
    if case .function(let function) = evaluator.value(of: ref(clause)) { return function }
    return nil
  }

  /// `() => null`, `() => undefined`, `() => false`, `() => []`: a value that only counts when somebody takes it.
  private func answersNothing(_ body: NodeID) -> Bool {
    let statements = file.children(body).map { $0 }
    guard statements.count == 1, file[statements[0]].kind == .returnStatement,
      let value = file.child(statements[0], .value)
    else { return false }
    switch file[value].kind {
    case .null, .boolean: return true
    case .name: return evaluator.program.text(file[value].name) == "undefined"
    case .list, .dictionary: return file.children(value).first { _ in true } == nil
    default: return false
    }
  }

  /// The chain is a statement by itself, awaited or not.
  private func isStatement(_ node: NodeID) -> Bool {
    var outer = node
    while file[file[outer].parent].kind == .await || file[file[outer].parent].kind == .unary {
      outer = file[outer].parent
    }
    return file[outer].role == .statement
  }
}
