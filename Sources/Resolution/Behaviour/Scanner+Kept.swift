internal import Model
internal import Source
internal import Syntax

/// What outlives the function that makes it.
extension BehaviourScanner {
  private static let memos: Set<String> = [
    "lru_cache", "cache", "cached", "cached_property", "memoize", "memoized", "singleton", "once", "alru_cache",
  ]

  /// `@lru_cache`, `@cache`, `@cached_property`: the function runs once.
  func remembers(_ decorator: NodeID) -> Bool {
    var value = decorator
    if file[value].kind == .call, let callee = file.child(value, .callee) { value = callee }
    return Self.memos.contains(evaluator.program.text(file[value].name))
  }

  /// The value of a call is given to a global, an attribute or an entry of something: made once, used again. What a
  /// constructor puts into its own object lives as long as that.
  func isKept(_ node: NodeID) -> Bool {
    guard currentNode != 0 else { return true }
    var current = node
    while true {
      let parent = file[current].parent
      switch file[parent].kind {
      case .await, .logical, .conditional, .cast, .keywordArgument: current = parent
      case .assignment:
        guard file[current].role == .value else { return false }
        return file.children(parent).contains {
          file[$0].role == .target && (outlives($0) || isKeptLater($0, after: parent))
        }
      // `pool ??= new Pool()`.
      case .augmentedAssignment:
        return file[current].role == .value && file.child(parent, .target).map { outlives($0) } ?? false
      // `new MongoClient(url).connect()` answers with the client.
      case .member:
        guard file[current].role == .object, case let call = file[parent].parent, file[call].kind == .call,
          file[parent].role == .callee, Self.openings.contains(evaluator.program.text(file[parent].name))
        else { return false }
        current = call
      case .call:
        // `clients.set(key, new Client())`, `clients.setdefault(key, Client())`.
        guard file[current].role == .argument, let callee = file.child(parent, .callee) else { return false }
        if ["set", "setdefault", "__setattr__"].contains(evaluator.program.text(file[callee].name)) { return true }
        if file[current].kind == .function { return isKeeper(callee) }
        // What is handed to something that is kept: `_client = Client(pool=Pool())`.
        current = parent
      // `clients.GetOrAdd(key, name => new Client(name))`.
      case .function where file[parent].flags.contains(.lambda) && file[current].role == .body: current = parent
      case .returnStatement:
        guard let lambda = file.ancestor(of: parent, where: { $0.kind == .function }),
          file[lambda].flags.contains(.lambda)
        else { return false }
        current = lambda
      default: return false
      }
    }
  }

  private static let keepers: Set<String> = [
    "GetOrAdd", "GetOrAddAsync", "GetOrCreate", "GetOrCreateAsync", "GetOrSet", "GetOrSetAsync", "AddOrUpdate",
    "EnsureInitialized", "computeIfAbsent", "getOrElseUpdate", "Lazy", "LazyThreadSafe", "AsyncLazy",
  ]

  /// A call that runs what it is handed once, and keeps what that gives: by its name, or that of what it is called on.
  private func isKeeper(_ callee: NodeID) -> Bool {
    var named = callee
    if file[named].kind == .index, let object = file.child(named, .object) { named = object }
    let name = evaluator.program.text(file[named].name)
    if Self.keepers.contains(name) { return true }
    guard ["get", "Get", "GetAsync", "wrap", "remember", "Remember"].contains(name), file[callee].kind == .member,
      let object = file.child(callee, .object)
    else { return false }
    return file.text(object).lowercased().contains("cache")
  }

  /// `clients.GetOrAdd(key, k => new Client(k))`, `_clientCache.Get(key, () => Make())`, `new Lazy<Client>(() => Make())`:
  /// what the lambda answers with is there for the next one who asks.
  func remembersAnswer(_ call: NodeID) -> Bool {
    guard file.isNominal, let callee = file.child(call, .callee) else { return false }
    return isKeeper(callee)
      && file.children(call, .argument).contains { file[$0].kind == .function || file[$0].kind == .member }
  }

  /// Methods of clients that answer with the client itself.
  private static let openings: Set<String> = ["connect", "open", "initialize", "init", "on", "once", "$extends"]

  /// `const made = new Client(); …; kept = made`, `clients.set(key, made)`.
  private func isKeptLater(_ target: NodeID, after statement: NodeID) -> Bool {
    guard file[target].kind == .name else { return false }
    let name = file[target].name
    var node = file[statement].next
    while node < file[currentNode].next {
      if file[node].kind == .name, file[node].name == name, file[node].role != .target, isPutAway(node) { return true }
      node += 1
    }
    return false
  }

  /// A name is itself the value that an assignment keeps, or that is put into a table.
  private func isPutAway(_ name: NodeID) -> Bool {
    let parent = file[name].parent
    switch file[parent].kind {
    case .assignment:
      return file[name].role == .value && file.children(parent).contains { file[$0].role == .target && outlives($0) }
    case .call:
      guard file[name].role == .argument, let callee = file.child(parent, .callee), file[callee].kind == .member else {
        return false
      }
      return ["set", "setdefault"].contains(evaluator.program.text(file[callee].name))
    default: return false
    }
  }

  private func outlives(_ target: NodeID) -> Bool {
    switch file[target].kind {
    case .index: return true
    case .tuple where isGo: return file.children(target).contains { outlives($0) }
    case .member:
      let owner = file.child(target, .object).map { evaluator.program.text(file[$0].name) } ?? ""
      return !(file[currentNode].flags.contains(.constructor) && ["self", "this"].contains(owner))
    case .name:
      guard let index = evaluator.program.index(of: id) else { return false }
      if file.source.language == .python { return isGlobal(file[target].name) }
      // Bound further out than this function.
      guard let scope = index.scope(openedBy: currentNode) else { return false }
      return index.bindings(of: file[target].name, in: scope).allSatisfy { binding in
        file[file[binding.node].parent].kind == .assignment
          && !file[file[binding.node].parent].flags.contains(.declaration)
      }
    default: return false
    }
  }

  /// One pass for all functions: few files have any.
  mutating func findGlobals() {
    for node in file.nodes.indices.lazy.map({ NodeID($0) }) where file[node].kind == .scopeDeclaration {
      for child in file.children(node) { globals.insert(file[child].name) }
    }
  }

  /// `global name` in the current function.
  func isGlobal(_ name: Name) -> Bool {
    guard globals.contains(name) else { return false }
    var node = currentNode + 1
    while node < file[currentNode].next {
      if file[node].kind == .scopeDeclaration,
        file.children(node).contains(where: { file[$0].name == name })
      {
        return true
      }
      node += 1
    }
    return false
  }
}
