internal import Facts
internal import Model
internal import Source
internal import Syntax

extension BehaviourScanner {
  /// Visits a call: its receiver and arguments run first, then the call itself.
  mutating func visitCall(_ node: NodeID) {
    let isAwaited = context.isAwaited
    guard let callee = file.child(node, .callee) else { return visitChildren(node) }
    let outerManner = manner
    defer { manner = outerManner }
    if manner == nil, isFloatingChain(node, callee) { manner = .spawned }
    if let clause = promiseHandler(node) { return visitPromise(node, callee, clause) }
    let value = evaluator.value(of: ref(callee))
    let fact = evaluator.fact(ofCalling: value)
    if fact?.arguments["tls"] == nil { noteUnverifiedOption(node) }
    if let own = manner(of: fact, node) ?? spawnedByCallee(value, node) { manner = own }
    let outer = context
    context.isAwaited = false
    if let fact, fact.effect == .fanout { context.fanOut = addFanOut(fact, node) }
    if let by = fact?.properties["retry"], let fact { enterRetryingCall(by, fact, node) }
    if isBreaker(callee) { context.hasBreaker = true }
    let batch = batchTransaction(fact, node)
    if let batch { context.transaction = batch }
    visitChildren(node)
    context.isAwaited = isAwaited
    if batch == nil { record(value, fact, node) }
    context = outer
  }

  /// `prisma.$transaction([a, b])`: what stands in the list is done together.
  private mutating func batchTransaction(_ fact: CallFact?, _ node: NodeID) -> Int? {
    guard fact?.effect == .transaction, fact?.properties["scope"] == "callback",
      let first = file.child(node, .argument), file[first].kind != .function
    else { return nil }
    if file[first].kind == .name || file[first].kind == .call, !hasCallback(node) {
      let index = addTransaction(node, .batch)
      joinBatch(index, before: node)
      return index
    }
    if case .literal = evaluator.value(of: ref(first)), file[first].kind != .dictionary {
      return addTransaction(node, .batch)
    }
    return nil
  }

  /// `const operations = [prisma.a.update(…)]; operations.push(…); prisma.$transaction(operations)`: what was made and
  /// not awaited runs with the batch.
  private mutating func joinBatch(_ batch: Int, before node: NodeID) {
    for index in behaviour.effects.indices.reversed() {
      guard behaviour.effects[index].function == current else { break }
      let context = behaviour.effects[index].context
      guard case .query = behaviour.effects[index].kind, !context.isAwaited, context.transaction == nil else {
        continue
      }
      behaviour.effects[index].context.transaction = batch
    }
    for index in calls.indices where calls[index].manner == .passed && !calls[index].context.loops.isEmpty {
      let context = calls[index].context
      guard context.transaction == nil, !context.isAwaited, context.fanOut == nil else { continue }
      calls[index].context.transaction = batch
    }
  }

  /// How what is handed to a call runs.
  private func manner(of fact: CallFact?, _ node: NodeID) -> Call.Manner? {
    if fact?.effect == .spawn || fact?.effect == .enqueue {
      return fact?.properties["joins"] == "true" && isJoined(node) ? .offloaded : .spawned
    }
    return fact?.properties["call"] == "offloaded" ? .offloaded : nil
  }

  /// Built-in functions that go over what they are given.
  private static let collectors: Set<String> = ["list", "tuple", "set", "sorted", "len", "sum", "dict"]

  /// Writes down a call: of the project's functions as calls, of libraries as effects.
  private mutating func record(_ callee: Value, _ fact: CallFact?, _ node: NodeID) {
    if recordTask(node) { return }
    recordThread(node)
    if case .external(let name) = callee, Self.collectors.contains(name), let first = file.child(node, .argument) {
      recordIteration(first)
    }
    if !isAmbiguousCallback(callee, node) {
      for alternative in callee.alternatives { record(alternative, node) }
    }
    if passesRequestOn(node) { _ = addTransaction(node, .request) }
    if let handler = evaluator.nominalHandler(of: ref(node), fact) {
      noteToken(fact, handledBy: handler, node)
      add(callTo: handler, node, manner ?? .direct)
    }
    let outer = context
    if fact == nil, opensTransaction(callee), hasCallback(node) { context.transaction = addTransaction(node, .block) }
    if fact?.effect == .transaction, fact?.properties["scope"] == "callback" {
      let transaction = addTransaction(node, .block)
      // Without a callback it stays open until the code ends it.
      if hasCallback(node) { context.transaction = transaction } else { openTransaction = transaction }
    }
    if fact?.properties["scope"] == "manual" { openTransaction = addTransaction(node, .block) }
    if fact == nil, let loop = callbackLoop(node) { context.loops.append(loop) }
    let open = openTransaction
    if fact?.properties["call"] == "afterCommit" {
      context.transaction = nil
      openTransaction = nil
    }
    if !isRegistration(node) { recordCallbacks(node) }
    openTransaction = open
    context = outer
  }

  /// `passport.use(new Strategy(…, verify))`: what is handed over runs at other times, for other requests.
  private func isRegistration(_ node: NodeID) -> Bool {
    guard file.source.language?.isECMAScript == true, let callee = file.child(node, .callee) else { return false }
    let name = evaluator.program.text(file[callee].name)
    if file[node].flags.contains(.isNew) {
      return ["Strategy", "Worker", "CronJob", "Server"].contains { name.hasSuffix($0) }
    }
    return name == "use" && file[callee].kind == .member
  }

  private func hasCallback(_ node: NodeID) -> Bool {
    file.children(node).contains { child in
      guard file[child].role == .argument else { return false }
      if file[child].kind == .function { return true }
      switch evaluator.value(of: ref(child)) {
      case .function, .bound: return true
      default: return false
      }
    }
  }

  private static let callbackLoops: Set<String> = [
    "forEach", "map", "flatMap", "filter", "some", "every", "reduce", "find",
  ]

  /// `items.map(item => …)`: the callback runs once per element.
  private func callbackLoop(_ node: NodeID) -> Loop? {
    if file.source.language?.isNominal == true { return nominalLoop(node) }
    guard file.source.language?.isECMAScript == true, let callee = file.child(node, .callee),
      file[callee].kind == .member, Self.callbackLoops.contains(evaluator.program.text(file[callee].name)),
      let object = file.child(callee, .object)
    else { return nil }
    return loop(over: object, at: Location(file: file.source.path, line: lines.line(at: file[node].start)))
  }

  mutating func addTransaction(_ node: NodeID, _ form: Transaction.Form) -> Int {
    behaviour.transactions.append(Transaction(form: form, location: location(node), function: current))
    return behaviour.transactions.count - 1
  }

  private mutating func record(_ callee: Value, _ node: NodeID) {
    switch callee {
    case .function(let function), .bound(let function, _):
      if isAsyncVoid(function) { recordAsyncVoid(function, node) }
      noteToken(callTo: function, node)
      let isElsewhere = isFloating(function, node) || runsElsewhere(function) || isAsyncVoid(function)
      add(callTo: function, node, manner ?? (isElsewhere ? .spawned : .direct))
      if isElsewhere { recordAsyncPut(function, node) }
    case .type(let type):
      if let made = evaluator.constructor(of: type, at: ref(node)) { add(callTo: made, node, manner ?? .direct) }
    case .external, .member, .object:
      if let fact = evaluator.fact(ofCalling: callee) { record(fact, callee, node) }
    default: break
    }
  }

  mutating func add(callTo function: NodeRef, _ node: NodeID, _ manner: Call.Manner) {
    guard let id = functions.id(of: function) else { return }
    var context = inOpenTransaction(context)
    context.isKept = context.isKept || isKept(node) || remembersAnswer(node)
    context.handsFew = handsFew(node)
    context.holdsThread = holdsThread(node) && answersWithTask(function)
    var call = Call(callee: id, location: location(node), manner: manner, context: context)
    call.bypass = bypass(function, node)
    calls.append(call)
  }

  /// `remove([document])`, `ratesOf({currencies: [own]})`.
  private func handsFew(_ node: NodeID) -> Bool {
    file.children(node, .argument).contains { argument in
      if file[argument].kind == .list { return isShort(argument) }
      if file[argument].kind == .name, file.source.language == .csharp { return isShortArray(argument) }
      return file[argument].kind == .dictionary
        && file.children(argument).contains { pair in
          file.child(pair, .value).map { file[$0].kind == .list && isShort($0) } ?? false
        }
    }
  }

  /// `var tracked = hash is null ? null : new[] { hash }`: arrays of C# stay as long as they are made.
  private func isShortArray(_ name: NodeID) -> Bool {
    guard let definition = evaluator.definition(of: ref(name)), definition.file == id else { return false }
    let statement = file[definition.node].kind == .name ? file[definition.node].parent : definition.node
    guard let value = file.child(statement, .value) else { return false }
    let made =
      file[value].kind == .conditional ? [SyntaxRole.then, .otherwise].compactMap { file.child(value, $0) } : [value]
    return made.contains { file[$0].kind == .list }
      && made.allSatisfy {
        file[$0].kind == .null || file[$0].kind == .list && !file.text($0).hasPrefix("[") && isShort($0)
      }
  }

  private func isShort(_ list: NodeID) -> Bool {
    var count = 0
    for element in file.children(list) {
      if file[element].kind == .spread { return false }
      count += 1
    }
    return count <= 3
  }

  /// Functions handed over as arguments may run.
  mutating func recordCallbacks(_ node: NodeID) {
    let manner = self.manner ?? (isProcessEvent(node) ? .spawned : nil)
    for child in file.children(node) where file[child].role == .argument {
      var argument = child
      if file[child].kind == .keywordArgument, let value = file.child(child, .value) { argument = value }
      switch file[argument].kind {
      case .function where isAction(argument, of: node):
        recordAsyncVoid(ref(argument), node)
        add(callTo: ref(argument), node, .spawned)
      case .function: add(callTo: ref(argument), node, manner ?? .passed)
      case .call: for method in methods(ofAnonymous: argument) { add(callTo: method, node, manner ?? .passed) }
      case .name, .member:
        // What a parameter is, only callers know, and they record the callback themselves.
        if isParameter(argument) { continue }
        if isGo, file[argument].kind == .name, evaluator.goHoldsNoFunction(ref(argument)) { continue }
        switch evaluator.value(of: ref(argument)) {
        case .function(let function), .bound(let function, _): add(callTo: function, node, manner ?? .passed)
        default: break
        }
      default: break
      }
    }
  }

  private func isParameter(_ node: NodeID) -> Bool {
    guard file[node].kind == .name, let target = evaluator.definition(of: ref(node)), target.file == id else {
      return false
    }
    return file[target.node].kind == .parameter
  }

  /// `process.on("uncaughtException", …)`: it runs at another time, for whom it may concern.
  private func isProcessEvent(_ node: NodeID) -> Bool {
    guard let callee = file.child(node, .callee), file[callee].kind == .member,
      let object = file.child(callee, .object), file[object].kind == .name
    else { return false }
    return file[object].name == evaluator.words.process
  }

  /// What is done between `BEGIN` and `COMMIT`.
  func inOpenTransaction(_ context: EffectContext) -> EffectContext {
    guard let openTransaction, context.transaction == nil else { return context }
    var context = context
    context.transaction = openTransaction
    return context
  }

  /// An effect of a library call.
  private mutating func record(_ fact: CallFact, _ callee: Value, _ node: NodeID) {
    recordPut(fact, callee, node)
    noteHandle(fact, node)
    noteContext(fact, node)
    noteAnswer(fact, node)
    let holdsThread = holdsThread(node)
    guard let effect = fact.effect, var kind = kind(of: effect, fact, callee, node) else { return }
    if case .exit = kind, isGo, isOnFailureOfRandom(node) { return }
    if case .query(let query) = kind, let step = SQLText.transactionStep(query.statement) {
      kind = .transaction(step)
      if step == .begin { openTransaction = addTransaction(node, .block) }
    }
    // Within a transaction that is open already, saving sends the statements and commits nothing.
    if openTransaction != nil || context.transaction != nil, fact.properties["within"] == "flush" {
      kind = .transaction(.flush)
    }
    if case .query(let query) = kind { noteComputedChange(fact, query, node) }
    if case .transaction(let step) = kind, step == .commit || step == .rollback, !context.isInCatch,
      step == .commit || !context.isConditional
    {
      openTransaction = nil
    }
    var context = context
    context.isFloating = floats(kind, node)
    if case .file = kind { context.isOnFixedFile = isFixedFile(node) }
    if case .connect = kind { context.isKept = context.isKept || isKept(node) }
    context.holdsThread = holdsThread
    noteToken(fact, kind, node)
    behaviour.effects.append(
      Effect(
        id: EffectID(index: UInt32(behaviour.effects.count)), function: current, location: location(node),
        callee: fact.name, kind: kind, isBlocking: fact.isBlocking && !waitsBriefly(fact, node) || holdsThread,
        context: inOpenTransaction(context)))
  }
}
