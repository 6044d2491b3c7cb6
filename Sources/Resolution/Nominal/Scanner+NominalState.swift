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
  private static let scopes: Set<String> = ["Scope", "RequestScope", "SessionScope", "RequestScoped", "SessionScoped"]

  private func isShared(_ field: NodeID, _ type: NodeID) -> Bool {
    guard file[field].kind == .field, let value = file.child(field, .value), file[value].kind == .call,
      let callee = file.child(value, .callee),
      Self.containers.contains(evaluator.program.text(NominalBases.lastName(of: callee, file)))
    else { return false }
    if file[field].flags.contains(.isStatic) { return true }
    let names = file.children(type, .decorator).compactMap { file.child($0, .value) }
      .map { evaluator.program.text(NominalBases.lastName(of: $0, file)) }
    return names.contains(where: Self.singletons.contains) && !names.contains(where: Self.scopes.contains)
  }
}
