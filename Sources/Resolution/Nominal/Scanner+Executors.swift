internal import Facts
internal import Model
internal import Source
internal import Syntax

/// The pools behind Java's annotations, and whether they take whatever comes.
extension BehaviourScanner {
  /// Whether a queue that a pool is given has a bound: `new LinkedBlockingQueue<>()` has none.
  func isBoundedQueue(_ queue: NodeRef) -> Bool? {
    let value = evaluator.value(of: queue)
    guard let name = value.externalName, let site = value.site, let fact = evaluator.program.facts.call(name),
      fact.effect == .buffer
    else { return nil }
    guard let size = fact.arguments["size"], let given = argument(size, of: site) else {
      return fact.properties["bounded"].map { $0 == "true" }
    }
    if case .number(let size) = evaluator.value(of: given) { return size > 0 }
    return true
  }

  /// The request goes on while a method with `@Async` runs: it waits in the pool's queue until then.
  mutating func recordAsyncPut(_ function: NodeRef, _ node: NodeID) {
    guard file.source.language == .java, let pool = asyncPool() ?? defaultPool(), let made = location(of: pool) else {
      return
    }
    behaviour.bufferPuts.append(BufferPut(function: current, location: location(node), buffer: made))
  }

  private func madePools() -> [NodeRef] {
    Self.pools.flatMap { name in evaluator.program.sites(called: name) }.filter { site in
      guard let other = evaluator.program.file(site.file) else { return false }
      return other[site.node].flags.contains(.isNew) && other.source.purpose == .production
    }
  }

  /// The only pool that the project makes for Spring; `nil` when there are several, or none that is seen.
  private func asyncPool() -> NodeRef? {
    let made = madePools()
    guard made.count == 1, let only = made.first, let other = evaluator.program.file(only.file),
      let callee = other.child(only.node, .callee),
      evaluator.program.text(other[callee].name) == Self.pools[0]
    else { return nil }
    return only
  }

  private static let pools = [
    "ThreadPoolTaskExecutor", "ThreadPoolExecutor", "SimpleAsyncTaskExecutor", "ConcurrentTaskExecutor",
    "VirtualThreadTaskExecutor",
  ]

  // MARK: The pool that nobody made

  /// Where the project switches `@Async` on, when it brings no pool and no bound for Spring Boot's own, whose queue has
  /// none.
  private func defaultPool() -> NodeRef? {
    guard hasDefaultPool else { return nil }
    let uses = evaluator.program.fileIDs.lazy.compactMap { id -> NodeRef? in
      guard let other = evaluator.program.file(id), other.source.purpose == .production else { return nil }
      return Self.asyncSwitch(other, evaluator.program).map { NodeRef(file: id, node: $0) }
    }
    return uses.first
  }

  private var hasDefaultPool: Bool {
    let program = evaluator.program
    guard file.source.language == .java, program.name(of: "EnableAsync") != nil, hasProxies,
      !Self.providers.contains(where: { program.name(of: $0).map { program.implementers(of: $0) != nil } ?? false }),
      madePools().isEmpty
    else { return false }
    return !program.javaDocuments.boundsTaskQueue
  }

  private static let providers = [
    "Executor", "TaskExecutor", "ExecutorService", "AsyncTaskExecutor", "ThreadPoolTaskExecutor", "AsyncConfigurer",
    "AsyncConfigurerSupport", "ThreadPoolTaskExecutorBuilder", "TaskExecutorBuilder", "TaskExecutorCustomizer",
  ]

  /// The annotation `@EnableAsync` of a class of a file.
  private static func asyncSwitch(_ file: SyntaxFile, _ program: Program) -> NodeID? {
    guard file.source.language == .java, file.source.contains(text: "@EnableAsync") else { return nil }
    for type in file.children(0) where file[type].kind == .classDeclaration {
      for decorator in file.children(type, .decorator) {
        guard let value = file.child(decorator, .value),
          program.text(NominalBases.lastName(of: value, file)) == "EnableAsync"
        else { continue }
        return decorator
      }
    }
    return nil
  }

  /// Spring Boot's own pool, where the code switches it on.
  mutating func recordDefaultPool() {
    guard hasDefaultPool, let decorator = Self.asyncSwitch(file, evaluator.program) else { return }
    behaviour.effects.append(
      Effect(
        id: EffectID(index: UInt32(behaviour.effects.count)), function: current, location: location(decorator),
        callee: "the ThreadPoolTaskExecutor of Spring Boot", kind: .buffer(isBounded: false), isBlocking: false,
        context: context))
  }
}
