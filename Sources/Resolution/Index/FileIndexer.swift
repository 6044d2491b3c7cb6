package import Source
package import Syntax

/// Names that mean something to the index, in the run's table; `nil` when no file has them.
package struct IndexWords: Sendable {
  let exports: Name?
  let prototype: Name?
  let defaults: Name?

  package init(_ names: NameTable) {
    exports = names.lookup("exports")
    prototype = names.lookup("prototype")
    defaults = names.lookup("defaults")
  }
}

/// Makes a file's index in one pass over its nodes.
package struct FileIndexer {
  private let file: SyntaxFile
  private let words: IndexWords
  private var scopes: [Scope]
  private var ends: [(scope: ScopeID, end: NodeID)]
  private var bindings: [Binding] = []
  private var attributes: [AttributeBinding] = []
  private var calls: [CallSite] = []
  private var exports: [NodeID] = []
  private var imports: [NodeID] = []

  /// The index of a lowered file.
  package static func index(_ file: SyntaxFile, words: IndexWords) -> FileIndex {
    var indexer = FileIndexer(file, words)
    indexer.run()
    return indexer.finish()
  }

  private init(_ file: SyntaxFile, _ words: IndexWords) {
    self.file = file
    self.words = words
    scopes = [Scope(kind: .module, node: 0, parent: 0, type: -1)]
    ends = [(0, NodeID(file.nodes.count))]
  }

  private var current: ScopeID { ends[ends.count - 1].scope }

  private mutating func run() {
    for index in file.nodes.indices.dropFirst() {
      let id = NodeID(index)
      while ends.count > 1, id >= ends[ends.count - 1].end { ends.removeLast() }
      visit(id, file.nodes[index])
    }
  }

  private mutating func visit(_ id: NodeID, _ node: SyntaxNode) {
    switch node.kind {
    case .function:
      // An accessor or overload shares its name; a lambda's own name is visible inside it only, and rarely used.
      // A method of Go is looked for by its receiver.
      if node.role != .value || !node.flags.contains(.lambda), !file.hasReceiver(id) { bind(node.name, id, .function) }
      open(.function, id, node)
    case .classDeclaration, .interface, .enumDeclaration, .namespace, .typeAlias:
      bind(node.name, id, .type)
      if node.kind != .typeAlias { open(.type, id, node) }
    case .field: bind(node.name, id, .assigned)
    case .parameter: bindParameter(id, node)
    case .importDeclaration: imports.append(id)
    case .importBinding: if file[node.parent].kind != .export { bind(node.name, id, .imported) }
    case .export: exports.append(id)
    case .assignment: bindTargets(id, .assigned)
    case .forEach, .comprehensionClause: bindTargets(id, .looped)
    case .withItem: bindTargets(id, .entered)
    case .catchClause: bind(node.name, id, .caught)
    case .call: calls.append(CallSite(name: calleeName(id), node: id, scope: current))
    default: break
    }
  }

  private func calleeName(_ id: NodeID) -> Name {
    guard let callee = file.child(id, .callee) else { return .none }
    let node = file[callee]
    return node.kind == .name || node.kind == .member ? node.name : .none
  }

  private mutating func open(_ kind: Scope.Kind, _ id: NodeID, _ node: SyntaxNode) {
    let scope = ScopeID(scopes.count)
    let outer = scopes[Int(current)]
    scopes.append(Scope(kind: kind, node: id, parent: current, type: kind == .type ? scope : outer.type))
    ends.append((scope, node.next))
  }

  private mutating func bind(_ name: Name, _ node: NodeID, _ kind: Binding.Kind) {
    guard !name.isNone else { return }
    bindings.append(Binding(scope: current, name: name, node: node, kind: kind))
  }

  private mutating func bindParameter(_ id: NodeID, _ node: SyntaxNode) {
    bind(node.name, id, .parameter)
    if let target = file.child(id, .target) { bindPattern(target, .parameter) }
  }

  private mutating func bindTargets(_ id: NodeID, _ kind: Binding.Kind) {
    for child in file.children(id) where file[child].role == .target { bindPattern(child, kind, statement: id) }
  }

  private mutating func bindPattern(_ id: NodeID, _ kind: Binding.Kind, statement: NodeID? = nil) {
    let node = file[id]
    switch node.kind {
    case .name: bind(node.name, id, kind)
    case .member: bindAttribute(id, node, statement)
    case .tuple, .list, .dictionary, .spread, .cast:
      for child in file.children(id) { bindPattern(child, kind) }
    case .pair:
      if let value = file.child(id, .value) { bindPattern(value, kind) }
    case .assignment:
      // A default inside a pattern is visited as an assignment of its own.
      break
    default: break
    }
  }

  private mutating func bindAttribute(_ id: NodeID, _ node: SyntaxNode, _ statement: NodeID?) {
    guard let statement, let object = file.child(id, .object) else { return }
    let owner = file[object]
    // `module.exports = x` is the attribute `exports` of `module`; `module.exports.y = x` one of `exports`.
    let isExports = owner.kind == .member && owner.name == words.exports
    let isPrototype = owner.kind == .member && owner.name == words.prototype
    // `axios.defaults.timeout = x` is one of `defaults`.
    let isDefaults = owner.kind == .member && owner.name == words.defaults
    guard owner.kind == .name || isExports || isPrototype || isDefaults else { return }
    if isPrototype, let root = file.child(object, .object), file[root].kind == .name {
      attributes.append(
        AttributeBinding(object: file[root].name, name: node.name, node: statement, scope: current))
    } else {
      attributes.append(AttributeBinding(object: owner.name, name: node.name, node: statement, scope: current))
    }
  }

  private consuming func finish() -> FileIndex {
    if file.source.language == .go || file.isNominal {
      let settled = GoAssignments(file, scopes).settled(bindings)
      bindings = settled.bindings
      attributes += settled.foreign
    }
    // Positions are ascending already, and sorting by (scope, name) must keep them so.
    bindings.sort { left, right in
      let (first, second) = (FileIndex.key(left.scope, left.name), FileIndex.key(right.scope, right.name))
      return first == second ? left.node < right.node : first < second
    }
    return FileIndex(
      scopes: scopes, bindings: bindings, attributes: attributes, calls: calls, exports: exports, imports: imports)
  }
}
