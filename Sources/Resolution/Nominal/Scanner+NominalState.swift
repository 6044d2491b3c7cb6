internal import Facts
internal import Model
internal import Source
internal import Syntax

/// Fields in Java that outlive requests: static ones, and those of objects of which there is one per process.
extension BehaviourScanner {
  private static let nominalChanges: Set<String> = [
    "put", "putAll", "add", "addAll", "remove", "clear", "merge", "push", "offer", "poll", "addFirst", "addLast",
    "removeIf", "incrementAndGet", "getAndIncrement", "decrementAndGet", "addAndGet", "getAndAdd", "replace",
  ]

  /// `carts` of `carts.put(user, cart)`, `this.carts` of `this.carts.get(user).add(item)`.
  func nominalChanged(_ node: NodeID) -> NodeID? {
    guard let callee = file.child(node, .callee), file[callee].kind == .member,
      Self.nominalChanges.contains(evaluator.program.text(file[callee].name)),
      let object = file.child(callee, .object)
    else { return nil }
    if isOwnField(object) || file[object].kind == .name { return object }
    // One more call between: `carts.get(user).add(item)`, `carts.computeIfAbsent(user, …).add(item)`.
    guard file[object].kind == .call, let inner = file.child(object, .callee), let owner = file.child(inner, .object),
      isOwnField(owner) || file[owner].kind == .name
    else { return nil }
    return owner
  }

  /// `this.carts`.
  func isOwnField(_ node: NodeID) -> Bool {
    guard file.isNominal, file[node].kind == .member, let object = file.child(node, .object) else { return false }
    return file[object].kind == .name && evaluator.program.text(file[object].name) == "this"
  }

  /// The field that a name is, when it is shared and begins as a container or a counter.
  func nominalVariable(_ name: NodeID, _ index: FileIndex) -> NodeRef? {
    guard file.source.language == .java, file[name].kind == .name || isOwnField(name),
      file[name].role != .callee || isOwnField(name)
    else { return nil }
    var scope = index.scope(of: name, in: file)
    while scope != 0 {
      let opened = index.scopes[Int(scope)]
      if opened.kind == .type, file[opened.node].kind == .classDeclaration {
        let type = evaluator.nominalCanonical(ref(opened.node))
        if let field = evaluator.nominalFind(file[name].name, in: type, at: nil, nil) {
          return field.file == id && isShared(field.node, opened.node) ? field : nil
        }
      } else if file[name].kind == .name, !index.bindings(of: file[name].name, in: scope).isEmpty {
        return nil
      }
      scope = opened.parent
    }
    return nil
  }

  private static let containers: Set<String> = [
    "HashMap", "LinkedHashMap", "TreeMap", "ConcurrentHashMap", "Hashtable", "WeakHashMap", "ConcurrentSkipListMap",
    "ArrayList", "LinkedList", "Vector", "CopyOnWriteArrayList", "HashSet", "LinkedHashSet", "TreeSet",
    "ConcurrentLinkedQueue", "ConcurrentLinkedDeque", "ArrayDeque", "AtomicInteger", "AtomicLong", "LongAdder",
    "synchronizedMap", "synchronizedList", "newKeySet", "newConcurrentMap",
  ]

  /// One per process: each of these makes one object of a class unless its scope says otherwise.
  private static let singletons: Set<String> = [
    "RestController", "Controller", "Service", "Component", "Repository", "Singleton", "ApplicationScoped",
    "RestControllerAdvice", "Configuration",
  ]
  private static let own = ["Cache", "Connection", "Registry", "Pool", "Socket", "Factory", "Config", "Metrics"]
  private static let scopes: Set<String> = ["Scope", "RequestScope", "SessionScope", "RequestScoped", "SessionScoped"]

  /// What runs here and now: callbacks, futures, streams to somebody's browser. No other process could go on with it.
  private static let waiters = [
    "Consumer", "Function", "Supplier", "Runnable", "Callable", "Future", "Callback", "Listener", "Emitter", "Sink",
    "Session", "Channel", "Thread", "Lock", "Timer", "Semaphore", "CountDownLatch", "Promise", "Deferred", "Mono",
    "Disposable", "Subscription",
  ]

  /// `Map<UUID, Consumer<Answer>>`, or a map to a class of the project's with a future in it.
  private func holdsWaiters(_ field: NodeID) -> Bool {
    guard let type = file.child(field, .type), file[type].kind == .index,
      let held = file.children(type, .index).last
    else { return false }
    if Self.waiters.contains(where: file.text(held).contains) { return true }
    guard case .instance(let own, _) = evaluator.instance(ofType: ref(held)),
      let other = evaluator.program.file(own.file), let body = other.child(own.node, .body)
    else { return false }
    return other.children(body).contains { member in
      guard other[member].kind == .field, let type = other.child(member, .type) else { return false }
      return Self.waiters.contains(where: other.text(type).contains)
    }
  }

  /// A field of a class within a class, which no framework makes: of an object that lives as long as its task.
  func isOfHelper(_ node: NodeID) -> Bool {
    guard file.source.language == .java, file[file[node].parent].kind == .field,
      case let field = file[node].parent, !file[field].flags.contains(.isStatic),
      let type = file.ancestor(of: field, where: { $0.kind == .classDeclaration }),
      file.ancestor(of: type, where: { $0.kind == .classDeclaration }) != nil
    else { return false }
    return !file.children(type, .decorator).compactMap { file.child($0, .value) }
      .contains { Self.singletons.contains(evaluator.program.text(NominalBases.lastName(of: $0, file))) }
  }

  /// What a constructor, an initializer or `@PostConstruct` puts in.
  func isSeeding(_ node: NodeID) -> Bool {
    guard file.source.language == .java else { return false }
    var current = file[node].parent
    while current != 0 {
      if file[current].kind == .classDeclaration { return true }
      if file[current].kind == .function, file[file[file[current].parent].parent].kind == .classDeclaration {
        return file[current].flags.contains(.constructor)
          || file.children(current, .decorator).contains { decorator in
            file.child(decorator, .value).map {
              evaluator.program.text(NominalBases.lastName(of: $0, file)) == "PostConstruct"
            } ?? false
          }
      }
      current = file[current].parent
    }
    return false
  }

  private func isShared(_ field: NodeID, _ type: NodeID) -> Bool {
    guard file[field].kind == .field, let value = file.child(field, .value), file[value].kind == .call,
      let callee = file.child(value, .callee),
      Self.containers.contains(evaluator.program.text(NominalBases.lastName(of: callee, file)))
    else { return false }
    if holdsWaiters(field) { return false }
    // What belongs to the process, or can be had again.
    let name = evaluator.program.text(file[type].name)
    if Self.own.contains(where: name.contains) { return false }
    if file[field].flags.contains(.isStatic) { return true }
    let names = file.children(type, .decorator).compactMap { file.child($0, .value) }
      .map { evaluator.program.text(NominalBases.lastName(of: $0, file)) }
    return names.contains(where: Self.singletons.contains) && !names.contains(where: Self.scopes.contains)
  }
}
