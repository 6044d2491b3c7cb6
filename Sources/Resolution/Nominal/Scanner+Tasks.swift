internal import Facts
internal import Model
internal import Source
internal import Syntax

/// Tasks of C#, and what stands for them in Java: threads that wait for one, methods that give none, tokens that are not handed on.
extension BehaviourScanner {
  private var isCSharp: Bool { file.source.language == .csharp }

  // MARK: Sync over async

  /// `client.GetAsync(url).Result`, `.Wait()`, `.GetAwaiter().GetResult()`, at once or through a variable that is used for
  /// nothing else: the thread waits for the task.
  func holdsThread(_ call: NodeID) -> Bool {
    if file.source.language == .java { return isBlockedOn(call) }
    guard isCSharp, currentNode != 0 else { return false }
    var task = call
    while let outer = link(of: task), evaluator.program.text(file[outer].name) == "ConfigureAwait",
      file[outer].role == .callee
    {
      task = file[outer].parent
    }
    if isWaitedFor(task) { return true }
    let statement = file[task].parent
    guard file[statement].kind == .assignment, file[task].role == .value, let target = file.child(statement, .target),
      file[target].kind == .name
    else { return false }
    return isOnlyWaitedFor(file[target].name, after: statement)
  }

  private static let blocks: Set<String> = ["block", "blockOptional", "blockFirst", "blockLast"]

  /// `client.get().retrieve().bodyToMono(Rate.class).map(…).block()`: the thread waits for what is to come.
  private func isBlockedOn(_ call: NodeID) -> Bool {
    var current = call
    for _ in 0..<16 {
      let outer = file[current].parent
      guard file[outer].kind == .member, file[outer].role == .callee, file.child(outer, .object) == current else {
        return false
      }
      if Self.blocks.contains(evaluator.program.text(file[outer].name)) { return true }
      current = file[outer].parent
    }
    return false
  }

  /// The member that is asked of an object.
  private func link(of object: NodeID) -> NodeID? {
    let outer = file[object].parent
    return file[outer].kind == .member && file.child(outer, .object) == object ? outer : nil
  }

  private func isWaitedFor(_ task: NodeID) -> Bool {
    guard let outer = link(of: task) else { return false }
    switch evaluator.program.text(file[outer].name) {
    case "Result": return file[outer].role != .callee
    case "Wait", "GetAwaiter": return file[outer].role == .callee
    default: return false
    }
  }

  /// Whoever awaits the task before, or hands it on, has its result without waiting.
  private func isOnlyWaitedFor(_ name: Name, after statement: NodeID) -> Bool {
    var isWaited = false
    var node = file[statement].next
    while node < file[currentNode].next {
      if file[node].kind == .name, file[node].name == name {
        guard isWaitedFor(node) else { return false }
        isWaited = true
      }
      node += 1
    }
    return isWaited
  }

  /// A function of the project that gives a task; `result.Result` of anything else is a property like others.
  func answersWithTask(_ function: NodeRef) -> Bool {
    guard let other = evaluator.program.file(function.file) else { return false }
    // `Task.Run(() => …).Result`: the lambda's own type is not written down.
    guard let type = other.child(function.node, .type) else { return other[function.node].role == .argument }
    return ["Task", "ValueTask"].contains(evaluator.program.text(NominalBases.lastName(of: type, other)))
  }

  // MARK: Async void

  /// C#'s `async void Write(…)`: nobody can wait for it, and what it throws ends the process.
  func isAsyncVoid(_ function: NodeRef) -> Bool {
    guard let other = evaluator.program.file(function.file), other.source.language == .csharp,
      other[function.node].flags.contains(.async), let type = other.child(function.node, .type)
    else { return false }
    return other.text(type) == "void"
  }

  /// `rows.ForEach(async row => …)`: the lists and `Parallel` of .NET take an `Action`, and so the lambda is async void. A
  /// `ForEach` of the project may well take tasks.
  func isAction(_ lambda: NodeID, of call: NodeID) -> Bool {
    // Who awaits it calls something else of that name.
    guard isCSharp, !context.isAwaited, file[lambda].flags.contains(.async), let callee = file.child(call, .callee),
      file[callee].kind == .member, evaluator.program.text(file[callee].name) == "ForEach"
    else { return false }
    switch evaluator.value(of: ref(callee)) {
    case .function, .bound: return false
    default: return true
    }
  }

  mutating func recordAsyncVoid(_ function: NodeRef, _ node: NodeID) {
    behaviour.effects.append(
      Effect(
        id: EffectID(index: UInt32(behaviour.effects.count)), function: current, location: location(node),
        callee: "async void",
        kind: .spawn(Spawn(manner: .task, function: functions.id(of: function), isSupervised: false)),
        isBlocking: false, context: context))
  }

  // MARK: Tokens

  /// A call of a library that takes a token and is given none, where the request's is at hand. Only what waits and changes
  /// nothing: work that is half done is better brought to its end.
  mutating func noteToken(_ fact: CallFact, _ kind: Effect.Kind, _ node: NodeID) {
    guard isCSharp, fact.properties["token"] == "true", file.source.purpose == .production else { return }
    switch kind {
    case .query(let query): guard !query.isWrite else { return }
    case .outbound(let call): guard ["GET", "HEAD"].contains(call.method) else { return }
    default: return
    }
    noteOmitted(fact.name, nil, node)
  }

  /// The same for what dispatches to a handler of the project: `mediator.Send(new FindOrders())`.
  mutating func noteToken(_ fact: CallFact?, handledBy handler: NodeRef, _ node: NodeID) {
    guard isCSharp, let fact, fact.properties["token"] == "true", file.source.purpose == .production,
      let work = functions.id(of: handler)
    else { return }
    noteOmitted(fact.name, work, node)
  }

  /// The same for a method of the project: `Task<Order> Find(int id, CancellationToken token = default)`.
  mutating func noteToken(callTo function: NodeRef, _ node: NodeID) {
    guard isCSharp, file.source.purpose == .production, currentNode != 0, let work = functions.id(of: function),
      answersWithTask(function)
    else { return }
    let parameters = evaluator.parameters(of: function)
    guard parameters.contains(where: { isToken($0) && hasDefault($0) }),
      file.children(node, .argument).count < parameters.count
    else { return }
    noteOmitted(evaluator.qualifiedName(of: function), work, node)
  }

  private mutating func noteOmitted(_ callee: String, _ work: FunctionID?, _ node: NodeID) {
    guard manner == nil, !context.isInCatch, !isFinishing, !givesToken(node), let source = tokenAtHand() else { return }
    var cancellation = Cancellation(
      function: current, location: location(node), callee: callee, form: .omitted, source: location(source))
    cancellation.work = work
    behaviour.cancellations.append(cancellation)
  }

  private func isToken(_ parameter: NodeRef) -> Bool {
    guard let other = evaluator.program.file(parameter.file), let type = other.child(parameter.node, .type) else {
      return false
    }
    return evaluator.program.text(NominalBases.lastName(of: type, other)) == "CancellationToken"
  }

  private func hasDefault(_ parameter: NodeRef) -> Bool {
    evaluator.program.file(parameter.file)?.child(parameter.node, .value) != nil
  }

  /// A token among the parameters of the function or, for a lambda, of those around it.
  private func tokenAtHand() -> NodeID? {
    var function = currentNode
    for _ in 0..<8 where function != 0 && file[function].kind == .function {
      if let found = file.children(function, .parameter).first(where: { isToken(ref($0)) }) { return found }
      guard file[function].role == .argument,
        let outer = file.ancestor(of: function, where: { $0.kind == .function })
      else { return nil }
      function = outer
    }
    return nil
  }

  /// Any argument that is a token, or may be one by its name: `CancellationToken.None` is said on purpose.
  private func givesToken(_ node: NodeID) -> Bool {
    file.children(node, .argument).contains { argument in
      if file[argument].kind == .spread { return true }
      if file[argument].kind == .function { return false }
      let text = file.text(argument).lowercased()
      return text == "ct" || text == "default" || ["cancel", "token", "abort"].contains { text.contains($0) }
        || evaluator.value(of: ref(argument)).externalName?.hasPrefix("System.Threading.CancellationToken") == true
    }
  }
}
