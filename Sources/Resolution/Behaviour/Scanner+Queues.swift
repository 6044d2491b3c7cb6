internal import Source
internal import Syntax

/// What keeps a queue of the process from growing without end.
extension BehaviourScanner {
  /// A promise is awaited, returned, or gathered with others that are: whoever put something in waits until it is done.
  func isSettled(_ node: NodeID) -> Bool {
    var current = node
    while file[current].role != .statement {
      let parent = file[current].parent
      switch file[parent].kind {
      case .await, .returnStatement, .yield: return true
      // `queue.add(…).catch(log)`, `Promise.all([…])`.
      case .member, .call, .list, .logical, .conditional, .cast, .spread: current = parent
      case .assignment:
        guard let target = file.child(parent, .target), file[target].kind == .name else { return false }
        return isSettledLater(file[target].name, after: parent)
      // An arrow function that is the promise.
      case .function: return file[current].role == .body
      default: return false
      }
      if parent == currentNode || parent == 0 { return false }
    }
    return false
  }

  /// `const done = queue.add(…); …; await done`.
  private func isSettledLater(_ name: Name, after statement: NodeID) -> Bool {
    var node = file[statement].next
    while node < file[currentNode].next {
      if file[node].kind == .name, file[node].name == name {
        let parent = file[node].parent
        if file[parent].kind == .await || file[parent].kind == .returnStatement { return true }
      }
      node += 1
    }
    return false
  }

  /// `var done = new TaskCompletionSource(); queue.Enqueue(new Work(done)); return done.Task;`: whoever puts something in
  /// waits for what becomes of it.
  func isAnswered(_ put: NodeID) -> Bool {
    guard file.source.language == .csharp, currentNode != 0 else { return false }
    var makes = false
    for node in currentNode..<file[currentNode].next {
      switch file[node].kind {
      case .call where file[node].flags.contains(.isNew) && node < put:
        makes = makes || file.text(node).prefix(40).contains("TaskCompletionSource")
      case .member where makes && node > put && evaluator.program.text(file[node].name) == "Task":
        let parent = file[node].parent
        if [.returnStatement, .await, .member, .call].contains(file[parent].kind) { return true }
      default: break
      }
    }
    return false
  }

  private static let lengths: Set<String> = [
    "size", "length", "pending", "qsize", "full", "getQueueLength", "waiting", "saturated",
  ]

  /// `if (queue.size >= 100) return res.sendStatus(503)`: how full it is decides whether something is put in.
  func refusesWhenFull(_ call: NodeID) -> Bool {
    guard let callee = file.child(call, .callee), let object = file.child(callee, .object) else { return false }
    let queue = file.text(object)
    var node = currentNode + 1
    while node < call {
      if file[node].kind == .ifStatement || file[node].kind == .conditional,
        let condition = file.child(node, .condition), asks(condition, howFull: queue) || namesMost(condition)
      {
        return true
      }
      node += 1
    }
    return false
  }

  /// `if (pending >= capacity) return;`: the code counts by itself.
  private func namesMost(_ condition: NodeID) -> Bool {
    guard file[condition].kind == .comparison,
      ["<", ">", "<=", ">="].contains(evaluator.program.text(file[condition].name))
    else { return false }
    return [SyntaxRole.left, .right].contains { role in
      guard let side = file.child(condition, role), file[side].kind == .name || file[side].kind == .member else {
        return false
      }
      let name = evaluator.program.text(file[side].name).lowercased()
      return ["capacity", "limit", "max"].contains { name.contains($0) }
    }
  }

  private func asks(_ condition: NodeID, howFull queue: String) -> Bool {
    (condition..<file[condition].next).contains { node in
      guard let measured = measured(node), file.text(measured) == queue else { return false }
      if ["full", "saturated"].contains(evaluator.program.text(file[node].name)) { return true }
      return isHeldAgainstMost(node)
    }
  }

  /// `queue` of `queue.size`, `queue.length()` and `len(queue)`.
  private func measured(_ node: NodeID) -> NodeID? {
    switch file[node].kind {
    case .member: Self.lengths.contains(evaluator.program.text(file[node].name)) ? file.child(node, .object) : nil
    case .call:
      file.child(node, .callee).map { evaluator.program.text(file[$0].name) } == "len"
        ? file.child(node, .argument) : nil
    default: nil
    }
  }

  /// Compared with more than whether there is anything at all.
  private func isHeldAgainstMost(_ length: NodeID) -> Bool {
    var side = length
    if file[file[side].parent].kind == .call, file[side].role == .callee { side = file[side].parent }
    let comparison = file[side].parent
    guard file[comparison].kind == .comparison,
      ["<", ">", "<=", ">="].contains(evaluator.program.text(file[comparison].name))
    else { return false }
    let other = file.child(comparison, file[side].role == .left ? .right : .left)
    if let other, case .number(let bound) = evaluator.value(of: ref(other)) { return bound > 1 }
    return true
  }
}
