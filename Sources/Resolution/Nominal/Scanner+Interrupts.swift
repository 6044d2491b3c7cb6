internal import Model
internal import Source
internal import Syntax

/// What becomes of the wish that a thread should end: Java's `InterruptedException`, which takes the wish away from the
/// thread when it is thrown.
extension BehaviourScanner {
  /// What goes on after a handler that neither hands the interrupt on nor leaves; `nil` when one of the two is done.
  func lostInterrupt(_ catches: [String], _ body: NodeID, _ isDocumented: Bool) -> ErrorHandler.LostInterrupt? {
    guard file.source.language == .java,
      catches.contains(where: { $0 == "InterruptedException" || $0.hasSuffix(".InterruptedException") }),
      !handsOn(body)
    else { return nil }
    guard let loop = loopAround(body) else { return isDocumented || context.isInCatch ? nil : .rest }
    return isEndless(loop) ? .endlessLoop : nil
  }

  /// It throws, leaves, notes the interrupt for later, or tells the thread or what it waits for.
  private func handsOn(_ body: NodeID) -> Bool {
    for node in body..<file[body].next {
      switch file[node].kind {
      case .throwStatement, .assignment, .augmentedAssignment, .returnStatement, .yield: return true
      case .jump: if !file[node].flags.contains(.isContinue) { return true }
      case .call:
        guard let callee = file.child(node, .callee) else { continue }
        let name = evaluator.program.text(file[callee].name)
        if Self.handing.contains(name) || name.lowercased().contains("interrupt") { return true }
      default: continue
      }
    }
    return false
  }

  /// `Thread.currentThread().interrupt()`, `Uninterruptibles.…`, and what ends things: `executor.shutdownNow()`.
  private static let handing: Set<String> = [
    "interrupt", "shutdownNow", "shutdown", "cancel", "stop", "close", "destroy", "completeExceptionally", "onError",
    "setException", "fail", "exit", "halt", "set", "onFailure",
  ]

  private func loopAround(_ node: NodeID) -> NodeID? {
    let around = file.ancestor(of: node) {
      [.forEach, .forLoop, .whileLoop, .function].contains($0.kind)
    }
    return around.flatMap { file[$0].kind == .function ? nil : $0 }
  }

  /// `while (true)`, `for (;;)`, `while (!Thread.currentThread().isInterrupted())`: nothing but an interrupt or a way
  /// out of its body ends it.
  private func isEndless(_ loop: NodeID) -> Bool {
    guard file[loop].kind != .forEach else { return false }
    if let condition = file.child(loop, .condition), !asksForInterruptOnly(condition),
      evaluator.value(of: ref(condition)) != .bool(true)
    {
      return false
    }
    return !hasWayOut(loop)
  }

  private func asksForInterruptOnly(_ condition: NodeID) -> Bool {
    var asked = condition
    while file[asked].kind == .unary, let operand = file.children(asked).first(where: { _ in true }) { asked = operand }
    guard file[asked].kind == .call, let callee = file.child(asked, .callee) else { return false }
    return ["isInterrupted", "interrupted"].contains(evaluator.program.text(file[callee].name))
  }

  /// A `break`, `return` or `throw` in the loop that is not another loop's or function's.
  private func hasWayOut(_ loop: NodeID) -> Bool {
    var node = loop + 1
    while node < file[loop].next {
      switch file[node].kind {
      case .function, .classDeclaration:
        node = file[node].next
        continue
      case .returnStatement, .throwStatement: return true
      case .jump where !file[node].flags.contains(.isContinue):
        let inner = file.ancestor(of: node) {
          [.forEach, .forLoop, .whileLoop, .switchStatement].contains($0.kind)
        }
        if inner == loop || inner == nil { return true }
      default: break
      }
      node += 1
    }
    return false
  }
}
