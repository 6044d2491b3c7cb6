internal import Facts
internal import Model
internal import Source
internal import Syntax

/// A goroutine for each element of a loop.
extension BehaviourScanner {
  /// The loop over elements right around `go f(x)` or `group.Go(…)`.
  func startingLoop(_ node: NodeID) -> NodeID? {
    guard isCall(node, of: evaluator.words.go) || isGroup(node) else { return nil }
    var current = node
    while current != currentNode, current != 0 {
      let parent = file[current].parent
      switch file[parent].kind {
      case .forEach: return file[current].role == .body ? parent : nil
      case .function, .forLoop, .whileLoop: return nil
      default: current = parent
      }
    }
    return nil
  }

  private func isGroup(_ node: NodeID) -> Bool {
    guard let callee = file.child(node, .callee), file[callee].kind == .member,
      evaluator.program.text(file[callee].name) == "Go"
    else { return false }
    return evaluator.fact(of: ref(node))?.effect == .spawn
  }

  mutating func addGoFanOut(_ node: NodeID, _ loop: NodeID) -> Int {
    let source = file.child(loop, .iterable).map { loopSource($0) } ?? .condition
    var fanOut = FanOut(
      function: current, location: location(node), source: source,
      isBounded: mentionsLimit() || waitsForToken(loop, before: node) || calleesMentionLimit(node))
    fanOut.work = Location(file: file.source.path, line: lines.line(at: file[node].start))
    fanOut.work = location(node)
    behaviour.fanOuts.append(fanOut)
    return behaviour.fanOuts.count - 1
  }

  /// `tokens <- struct{}{}` in the loop or in what it starts: a channel's size bounds how many run.
  private func waitsForToken(_ loop: NodeID, before node: NodeID) -> Bool {
    (loop..<file[loop].next).contains { inner in
      guard file[inner].kind == .binary, evaluator.program.text(file[inner].name) == "<-",
        let value = file.child(inner, .right)
      else { return false }
      return inner < node || ["struct{}{}", "true", "1"].contains(file.text(value))
    }
  }

  // MARK: Loops

  private static let binders: Set<String> = [
    "Bind", "BindJSON", "ShouldBind", "ShouldBindJSON", "ShouldBindWith", "BodyParser", "Decode", "Unmarshal",
    "ReadJSON", "DecodeJSON",
  ]

  /// What Go loops over: `for rows.Next()`, rows that a query was given to fill, a field of a bound body.
  func goLoopSource(_ iterable: NodeID) -> Loop.Source? {
    if let count = writtenCount(iterable) { return .constant(count: count) }
    guard let root = root(of: iterable) else { return nil }
    let name = file[root].name
    guard let index = evaluator.program.index(of: id) else { return nil }
    for call in index.calls where call.node > currentNode && call.node < iterable {
      guard file.children(call.node, .argument).contains(where: { file[$0].kind == .name && file[$0].name == name })
      else { continue }
      if Self.binders.contains(evaluator.program.text(call.name)) { return .request }
      if root == iterable, let fact = evaluator.fact(of: ref(call.node)), fact.effect == .query { return .rows }
    }
    return nil
  }

  /// `Values{"a": 1, "b": 2}` of a map type of the project.
  private func writtenCount(_ iterable: NodeID) -> Int? {
    guard case .instance(_, let site?) = evaluator.value(of: ref(iterable)),
      let other = evaluator.program.file(site.file), other[site.node].flags.contains(.isNew)
    else { return nil }
    let count = other.children(site.node).filter { other[$0].role == .argument }.count
    return count > 0 ? count : nil
  }

  /// Whatever happens, the loop ends in its first round: `for … { if found { return a } else { return b } }`.
  func endsInFirstRound(_ body: NodeID) -> Bool {
    let goesOn = (body..<file[body].next).contains { file[$0].kind == .jump && file[$0].flags.contains(.isContinue) }
    return !goesOn && alwaysLeaves(body)
  }

  private func alwaysLeaves(_ block: NodeID) -> Bool {
    var last: NodeID?
    for child in file.children(block) { last = child }
    guard let last else { return false }
    if file[last].kind == .ifStatement {
      guard let then = file.child(last, .then), let other = file.child(last, .otherwise), file[other].kind == .block
      else { return false }
      return alwaysLeaves(then) && alwaysLeaves(other)
    }
    return leaves(last)
  }

  /// `request` of `request.Feeds`.
  private func root(of node: NodeID) -> NodeID? {
    var current = node
    while file[current].kind == .member, let object = file.child(current, .object) { current = object }
    return file[current].kind == .name ? current : nil
  }

  /// `for rows.Next()` goes over rows, `for i := 0; i < len(items); i++` over a collection.
  func conditionSource(_ loop: NodeID) -> Loop.Source? {
    guard let condition = file.child(loop, .condition) else { return nil }
    if file[condition].kind == .call, let callee = file.child(condition, .callee), file[callee].kind == .member,
      ["Next", "Scan", "TryNext"].contains(evaluator.program.text(file[callee].name)),
      let object = file.child(callee, .object)
    {
      let made = evaluator.value(of: ref(object))
      return QueryReader(evaluator: evaluator).isAnswer(made) ? .rows : nil
    }
    guard file[condition].kind == .comparison, let right = file.child(condition, .right), file[right].kind == .call,
      let callee = file.child(right, .callee), evaluator.program.text(file[callee].name) == "len"
    else { return nil }
    // `i += batchSize`
    if let update = file.child(loop, .update), let step = file.child(update, .value), file.text(step) != "1",
      file[step].kind != .number || !file[step].flags.contains(.synthetic)
    {
      return .batches
    }
    return .collection
  }
}

extension QueryReader {
  /// Whether a query answered with a value.
  func isAnswer(_ value: Value) -> Bool {
    value.alternatives.contains { alternative in
      if let name = alternative.externalName, evaluator.program.facts.call(name)?.effect == .query { return true }
      return alternative.site.flatMap { fact(of: $0) }?.effect == .query
    }
  }
}
