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
        return file[current].role == .value
          && file.children(parent).contains { file[$0].role == .target && outlives($0) }
      case .call:
        // `clients.set(key, new Client())`, `clients.setdefault(key, Client())`.
        guard file[current].role == .argument, let callee = file.child(parent, .callee) else { return false }
        if ["set", "setdefault", "__setattr__"].contains(evaluator.program.text(file[callee].name)) { return true }
        // What is handed to something that is kept: `_client = Client(pool=Pool())`.
        current = parent
      default: return false
      }
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
