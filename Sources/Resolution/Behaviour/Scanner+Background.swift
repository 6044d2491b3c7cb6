internal import Facts
internal import Model
internal import Source
internal import Syntax

/// Line indexes of files other than the one that is walked, each made once.
final class LineCache {
  private var indexes: [FileID: LineIndex] = [:]

  func index(of id: FileID, _ file: SyntaxFile) -> LineIndex {
    if let known = indexes[id] { return known }
    let made = LineIndex(file.source.bytes)
    indexes[id] = made
    return made
  }
}

/// Work that is put off: tasks of a broker, futures that nobody waits for, queues of the process.
extension BehaviourScanner {
  /// `send_mail.delay(…)`, `send_mail.apply_async(…)`, `send_mail.send(…)` on a function that a broker's decorator makes
  /// a task. True when the call is one.
  mutating func recordTask(_ node: NodeID) -> Bool {
    guard file.source.language == .python, let callee = file.child(node, .callee), file[callee].kind == .member,
      let object = file.child(callee, .object),
      ["delay", "apply_async", "send", "send_with_options", "kiq", "defer", "si", "s"].contains(
        evaluator.program.text(file[callee].name))
    else { return false }
    for case .function(let function) in evaluator.value(of: ref(object)).alternatives where isTask(function) {
      behaviour.effects.append(
        Effect(
          id: EffectID(index: UInt32(behaviour.effects.count)), function: current, location: location(node),
          callee: evaluator.qualifiedName(of: function),
          kind: .enqueue(task: evaluator.qualifiedName(of: function), function: functions.id(of: function)),
          isBlocking: false, context: context))
      return true
    }
    return false
  }

  /// `thread.start()` on an object of a class of the project that is a thread: its `run` goes on by itself.
  mutating func recordThread(_ node: NodeID) {
    guard file.source.language == .python, let callee = file.child(node, .callee), file[callee].kind == .member,
      evaluator.program.text(file[callee].name) == "start", let object = file.child(callee, .object)
    else { return }
    for case .instance(let type, _) in evaluator.value(of: ref(object)).alternatives {
      guard let run = evaluator.method("run", of: type),
        evaluator.externalAncestors(of: type).contains(where: Self.threads.contains)
      else { continue }
      behaviour.effects.append(
        Effect(
          id: EffectID(index: UInt32(behaviour.effects.count)), function: current, location: location(node),
          callee: "threading.Thread.start",
          kind: .spawn(Spawn(manner: .thread, function: functions.id(of: run), isSupervised: nil)), isBlocking: false,
          context: context))
      add(callTo: run, node, .spawned)
      return
    }
  }

  private static let threads: Set<String> = ["threading.Thread", "multiprocessing.Process", "threading.Timer"]

  /// Decorators of Celery, Dramatiq, Huey and their like.
  private func isTask(_ function: NodeRef) -> Bool {
    guard let file = evaluator.program.file(function.file) else { return false }
    return file.children(function.node, .decorator).contains { decorator in
      guard var value = file.child(decorator, .value) else { return false }
      if file[value].kind == .call, let callee = file.child(value, .callee) { value = callee }
      return ["task", "shared_task", "actor", "periodic_task", "db_task"].contains(
        evaluator.program.text(file[value].name))
    }
  }

  /// Something is put into a queue or a pool of the process.
  mutating func recordPut(_ fact: CallFact, _ callee: Value, _ node: NodeID) {
    guard fact.properties["puts"] == "true", let site = callee.site, let made = location(of: site) else { return }
    let isECMAScript = file.source.language?.isECMAScript == true
    if isECMAScript ? fact.properties["joins"] == "true" && isSettled(node) : fact.effect == .spawn && isJoined(node) {
      return
    }
    if isAnswered(node) || awaitsLatch(after: node) { return }
    var put = BufferPut(function: current, location: location(node), buffer: made)
    put.isHeldBack = refusesWhenFull(node)
    behaviour.bufferPuts.append(put)
  }

  /// `latch.await()`, `CompletableFuture.allOf(all).join()`, `for (var f : all) f.get()` further down: whoever put the
  /// work in waits until it is done.
  private func awaitsLatch(after node: NodeID) -> Bool {
    guard file.source.language == .java else { return false }
    return (file[node].next..<file[currentNode].next).contains { later in
      guard file[later].kind == .call, let callee = file.child(later, .callee), file[callee].kind == .member,
        let object = file.child(callee, .object)
      else { return false }
      switch evaluator.program.text(file[callee].name) {
      case "await", "awaitTermination": return true
      case "join", "get":
        let type = evaluator.value(of: ref(object)).externalName ?? ""
        return type.hasSuffix("Future") || file.text(object).hasPrefix("CompletableFuture.allOf")
      default: return false
      }
    }
  }

  /// Where a node of any file is.
  func location(of site: NodeRef) -> Location? {
    guard let other = evaluator.program.file(site.file) else { return nil }
    if site.file == id { return location(site.node) }
    return otherLines.index(of: site.file, other).location(of: other[site.node].range, in: other.source)
  }

  /// Somebody waits for what a future or a task brings: it is awaited, gathered, returned or asked for its result.
  func isJoined(_ node: NodeID) -> Bool {
    if file[node].role == .statement { return false }
    let parent = file[node].parent
    guard file[parent].kind == .assignment, let target = file.child(parent, .target), file[target].kind == .name else {
      // Kept in a set only to keep it alive, or given a callback: nobody waits.
      if file[parent].kind == .member {
        return !["add_done_callback"].contains(evaluator.program.text(file[parent].name))
      }
      return file[parent].kind != .assignment
    }
    return isAwaitedLater(file[target].name, after: parent)
  }

  private static let joins: Set<String> = [
    "gather", "wait", "wait_for", "as_completed", "shield", "result", "exception", "all", "allSettled", "race",
  ]

  private func isAwaitedLater(_ name: Name, after statement: NodeID) -> Bool {
    var node = file[statement].next
    while node < file[currentNode].next {
      if file[node].kind == .name, file[node].name == name {
        var outer = node
        while outer != currentNode, file[outer].role != .statement {
          outer = file[outer].parent
          switch file[outer].kind {
          case .await, .returnStatement, .yield: return true
          case .call:
            if let callee = file.child(outer, .callee),
              Self.joins.contains(evaluator.program.text(file[callee].name))
            {
              return true
            }
          default: break
          }
        }
      }
      node += 1
    }
    return false
  }

  /// A function of the project that starts what it is handed as a task: `def create_task(coro): asyncio.create_task(coro)`.
  func spawnedByCallee(_ callee: Value, _ node: NodeID) -> Call.Manner? {
    // Who keeps the future waits for it, or hands it on to who does.
    if isOwnExecutor(callee), file[node].role == .statement { return .spawned }
    guard case .function(let function) = callee, let other = evaluator.program.file(function.file),
      case let name = evaluator.program.text(other[function.node].name).lowercased(),
      ["task", "background", "spawn", "fire", "forget", "defer"].contains(where: name.contains)
    else { return nil }
    let parameters = Set(evaluator.parameters(of: function).compactMap { evaluator.program.node($0)?.name })
    var node = function.node + 1
    while node < other[function.node].next {
      if other[node].kind == .call, let inner = other.child(node, .callee),
        ["create_task", "ensure_future", "add_task", "start_soon", "setImmediate"].contains(
          evaluator.program.text(other[inner].name)),
        let given = other.child(node, .argument), other[given].kind == .name, parameters.contains(other[given].name)
      {
        return .spawned
      }
      node += 1
    }
    return nil
  }

  private static let executors: Set<String> = [
    "java.util.concurrent.Executor", "java.util.concurrent.ExecutorService",
    "java.util.concurrent.ScheduledExecutorService", "org.springframework.core.task.AsyncTaskExecutor",
    "org.springframework.core.task.TaskExecutor", "com.google.common.util.concurrent.ListeningExecutorService",
  ]

  /// `mails.execute(() -> send(mail))` of a class of the project's that is an executor.
  private func isOwnExecutor(_ callee: Value) -> Bool {
    guard file.source.language == .java, case .bound(let method, let owner) = callee,
      case .instance(let type, _) = owner, let other = evaluator.program.file(method.file),
      ["execute", "submit", "executeAsync"].contains(evaluator.program.text(other[method.node].name))
    else { return false }
    return evaluator.externalAncestors(of: type).contains { Self.executors.contains($0) }
  }

  private static let answers: Set<String> = [
    "res", "response", "reply", "next", "ctx", "context", "h", "done", "callback", "cb", "resolve", "reject",
  ]

  /// `evaluate(data).then(async (rows) => …);` in an asynchronous function: it goes on by itself, and what it answers is
  /// not what the caller gets.
  func isFloatingChain(_ node: NodeID, _ callee: NodeID) -> Bool {
    guard file.source.language?.isECMAScript == true, file[node].role == .statement, file[callee].kind == .member,
      currentNode != 0, file[currentNode].flags.contains(.async),
      ["then", "catch", "finally"].contains(evaluator.program.text(file[callee].name))
    else { return false }
    return !(node..<file[node].next).contains {
      file[$0].kind == .name && Self.answers.contains(evaluator.program.text(file[$0].name))
    }
  }

  /// A library's call to others that the asynchronous function around does not wait for. One with a callback may answer
  /// the request there.
  func floats(_ kind: Effect.Kind, _ node: NodeID) -> Bool {
    switch kind {
    case .mail, .outbound: break
    default: return false
    }
    guard file.source.language?.isECMAScript == true, currentNode != 0, !context.isAwaited,
      file[currentNode].flags.contains(.async)
    else { return false }
    if manner == .spawned { return true }
    return isStatement(node) && !file.children(node, .argument).contains { file[$0].kind == .function }
  }

  /// It stands by itself; `void` says that nobody waits for it.
  private func isStatement(_ node: NodeID) -> Bool {
    if file[node].role == .statement { return true }
    let parent = file[node].parent
    return file[parent].kind == .unary && file[parent].role == .statement
      && evaluator.program.text(file[parent].name) == "void"
  }

  /// ECMAScript's `sendMail(user);`: an asynchronous function that nobody awaits. One that is handed the response answers
  /// the request itself.
  func isFloating(_ function: NodeRef, _ node: NodeID) -> Bool {
    guard file.source.language?.isECMAScript == true, isStatement(node), currentNode != 0,
      let other = evaluator.program.file(function.file), other[function.node].flags.contains(.async)
    else { return false }
    return !file.children(node, .argument).contains { argument in
      file[argument].kind == .name
        && Self.answers.contains(evaluator.program.text(file[argument].name))
    }
  }
}
