internal import Model
internal import Source
internal import Syntax

extension BehaviourScanner {
  mutating func visitTry(_ node: NodeID) {
    let clauses = file.children(node, .handler)
    let outer = context.handler
    let first = behaviour.effects.count
    let firstCall = calls.count
    var handlers: [Int] = []
    for clause in clauses {
      handlers.append(behaviour.handlers.count)
      behaviour.handlers.append(errorHandler(clause))
    }
    if let body = file.child(node, .body) {
      within({ $0.handler = handlers.first ?? outer }, { $0.visit(body) })
    }
    let guarded = (first..<behaviour.effects.count).map { EffectID(index: UInt32($0)) }
    let callees = calls[firstCall...].map(\.callee)
    for handler in handlers {
      behaviour.handlers[handler].guarded = guarded
      behaviour.handlers[handler].guardedCalls = callees
    }
    for child in file.children(node) where file[child].role != .body {
      if file[child].role == .handler {
        within(
          {
            $0.isConditional = true; $0.isInCatch = true
          }, { $0.visit(child) })
      } else {
        let outer = isFinishing
        isFinishing = file[child].role == .finally
        visit(child)
        isFinishing = outer
      }
    }
  }

  private func errorHandler(_ clause: NodeID) -> ErrorHandler {
    // TypeScript's `catch (error: unknown)` chooses nothing.
    let isTyped = file.source.language?.isECMAScript != true
    let types = file.child(clause, .type).flatMap { isTyped ? $0 : nil }.map { type in
      file[type].kind == .tuple ? file.children(type, .element).map { file.text($0) } : [file.text(type)]
    }
    let body = file.child(clause, .body)
    let catches = (types ?? []).map { String($0.prefix(60)) }
    let isWide = types == nil || catches.contains(where: Self.widest.contains)
    var handler = ErrorHandler(
      function: current, location: Location(file: file.source.path, line: lines.line(at: file[clause].start)),
      catches: catches, catchesEverything: isWide, logs: body.map { calls(in: $0, Self.logWords) } ?? false,
      reacts: body.map { reacts($0) } ?? false, isDocumented: hasComment(clause))
    handler.isInCatch = context.isInCatch
    if let body { handler.lostInterrupt = lostInterrupt(catches, body, handler.isDocumented) }
    if isForCancelled(clause) { handler.reacts = true }
    // In a loop that tries again, trying again is what is done about it.
    if let retry = context.retry, behaviour.retries[retry].by == "loop" { handler.reacts = true }
    return handler
  }

  /// `catch when (token.IsCancellationRequested)`, `catch (Exception e) when (e is TaskCanceledException)`: it was meant
  /// to end.
  private func isForCancelled(_ clause: NodeID) -> Bool {
    guard file.source.language == .csharp else { return false }
    let head = file.text(clause).prefix { $0 != "{" }
    guard let filter = head.firstRange(of: " when ") else { return false }
    let asked = head[filter.upperBound...]
    return !asked.contains("!") && !asked.contains(" not ")
      && ["IsCancellationRequested", "OperationCanceledException", "TaskCanceledException"].contains {
        asked.contains($0)
      }
  }

  private static let widest: Set<String> = [
    "Exception", "BaseException", "Throwable", "System.Exception", "RuntimeException",
  ]

  static let logWords: Set<String> = [
    "debug", "info", "warn", "warning", "error", "exception", "critical", "log", "fatal", "trace", "print",
    "captureException",
    "capture_exception",
  ]

  func calls(in body: NodeID, _ words: Set<String>) -> Bool {
    var node = body
    while node < file[body].next {
      if file[node].kind == .call, let callee = file.child(node, .callee),
        words.contains(evaluator.program.text(file[callee].name))
      {
        return true
      }
      node += 1
    }
    return false
  }

  /// The handler has a consequence: it throws, returns, assigns, breaks off or calls something.
  func reacts(_ body: NodeID) -> Bool {
    var node = body + 1
    while node < file[body].next {
      switch file[node].kind {
      case .throwStatement, .assignment, .augmentedAssignment, .call, .yield: return true
      // Going on with the next element is no reaction; with the next attempt, it is.
      case .jump: if !file[node].flags.contains(.isContinue) || context.retry != nil { return true }
      case .returnStatement: if file.child(node, .value) != nil { return true }
      default: break
      }
      node += 1
    }
    return false
  }

  /// A comment beside or inside a handler that says something to people.
  func hasComment(_ clause: NodeID) -> Bool {
    let range = file[clause].range
    // Behind a closing brace, what stands on other lines is about what follows.
    let isClosed = file.source.language?.isECMAScript == true || file.isNominal
    return file.comments.contains { comment in
      if isClosed, isRightBefore(clause, comment) { return !isPragma(comment) }
      guard comment.start >= range.start, comment.start <= range.end + 80, comment.end <= range.end + 200,
        !isPragma(comment)
      else { return false }
      return !isClosed || comment.start < range.end || lines.line(at: comment.start) == lines.line(at: range.end)
    }
  }

  /// On a line of its own between the guarded block and the handler.
  private func isRightBefore(_ clause: NodeID, _ comment: ByteRange) -> Bool {
    let start = file[clause].range.start
    guard comment.end <= start, start - comment.end <= 120, let body = file.child(file[clause].parent, .body) else {
      return false
    }
    let end = file[body].range.end
    return comment.start >= end && lines.line(at: comment.start) > lines.line(at: end)
  }

  private static let pragmas = [
    "noqa", "nosec", "nosonar", "pylint", "type:", "pragma", "eslint", "ts-ignore", "ts-expect", "istanbul", "c8",
    "tslint",
    "biome", "prettier", "todo", "fixme", "xxx", "mypy", "pyright", "flake8", "deepsource",
  ]

  /// A comment that speaks to a tool, or says that something is still to be done.
  private func isPragma(_ comment: ByteRange) -> Bool {
    let text = file.source.text(comment).drop { "#/*@ !".contains($0) }.prefix(20).lowercased()
    return text.isEmpty || Self.pragmas.contains { text.hasPrefix($0) }
  }
}
