internal import Model
internal import Source
internal import Syntax

/// Variables of a module that functions change: they outlive requests, and each process has its own.
extension BehaviourScanner {
  static let changes: Set<String> = [
    "append", "add", "update", "setdefault", "pop", "clear", "extend", "insert", "remove", "push", "set", "delete",
    "unshift", "splice", "popitem", "discard", "shift", "appendleft",
  ]

  /// Looks through the functions of the file once for changes and uses of modules' variables.
  mutating func scanStates() {
    guard file.source.purpose == .production, let index = evaluator.program.index(of: id) else { return }
    var states: [NodeRef: SharedState] = [:]
    var names: [Name: NodeRef] = [:]
    // Looked at from outside of `self`, which the optimiser copies for each node otherwise.
    let file = file
    var seeded: Set<NodeRef> = []
    for position in file.nodes.indices where Self.mayChange(file.nodes[position].kind) {
      let node = NodeID(position)
      guard let changed = changed(node), let target = variable(changed, index) else { continue }
      if isSeeding(node) { seeded.insert(target) }
      guard let function = functions.id(of: ref(index.function(around: node, in: file))),
        index.function(around: node, in: file) != 0
      else { continue }
      let access = SharedState.Access(
        function: function, location: location(node), isMemo: isMemo(node, changed, index))
      states[target, default: state(target)].writes.append(access)
      names[file[changed].name] = target
    }
    guard !states.isEmpty else { return }
    // What stands beside it in the same class is of the same example.
    let types = Set(seeded.map { file[$0.node].parent })
    for target in states.keys where target.file == id && types.contains(file[target.node].parent) {
      states[target]?.isSeeded = true
    }
    addReads(names, index, &states)
    behaviour.sharedStates += states.keys.sorted().compactMap { states[$0] }
  }

  private mutating func addReads(_ names: [Name: NodeRef], _ index: FileIndex, _ states: inout [NodeRef: SharedState]) {
    let file = file
    let isNominal = file.isNominal
    for position in file.nodes.indices
    where file.nodes[position].kind == .name || isNominal && file.nodes[position].kind == .member {
      let node = NodeID(position)
      guard let target = names[file[node].name], file[node].role != .target,
        case let owner = index.function(around: node, in: file), owner != 0,
        let function = functions.id(of: ref(owner)), variable(node, index) == target
      else { continue }
      states[target]?.reads.append(SharedState.Access(function: function, location: location(node)))
    }
  }

  private static func mayChange(_ kind: SyntaxKind) -> Bool {
    switch kind {
    case .assignment, .augmentedAssignment, .deleteStatement, .call: true
    default: false
    }
  }

  /// The name of the variable that a node changes.
  private func changed(_ node: NodeID) -> NodeID? {
    switch file[node].kind {
    case .assignment, .augmentedAssignment:
      guard let target = file.child(node, .target) else { return nil }
      switch file[target].kind {
      case .index, .member: return root(target)
      // `counter = counter + 1` of a `global`, or of a `let` of the module.
      case .name: return file[node].flags.contains(.declaration) ? nil : target
      default: return nil
      }
    case .deleteStatement:
      guard let value = file.child(node, .value), file[value].kind == .index else { return nil }
      return root(value)
    case .call where isGo: return goChanged(node)
    case .call where file.isNominal: return nominalChanged(node)
    case .call:
      guard let callee = file.child(node, .callee), file[callee].kind == .member,
        Self.changes.contains(evaluator.program.text(file[callee].name)), let object = file.child(callee, .object)
      else { return nil }
      return root(object)
    default: return nil
    }
  }

  /// `delete(carts, user)`, `sessions.Store(token, user)` of a `sync.Map`.
  private func goChanged(_ node: NodeID) -> NodeID? {
    guard let callee = file.child(node, .callee) else { return nil }
    if file[callee].kind == .name {
      guard evaluator.program.text(file[callee].name) == "delete", let map = file.child(node, .argument) else {
        return nil
      }
      return root(map)
    }
    guard file[callee].kind == .member,
      ["Store", "Delete", "LoadOrStore", "LoadAndDelete", "Swap"].contains(evaluator.program.text(file[callee].name)),
      let object = file.child(callee, .object), file[object].kind == .name,
      evaluator.value(of: ref(object)).externalName == "sync.Map"
    else { return nil }
    return object
  }

  /// `make(map[string]Cart)`, `sync.Map{}`, and `var carts map[string]Cart`, which something fills later.
  private func isGoContainer(_ statement: NodeID, _ other: SyntaxFile, _ id: FileID) -> Bool {
    if let value = other.child(statement, .value) {
      guard other[value].kind == .call, let callee = other.child(value, .callee) else { return false }
      if evaluator.program.text(other[callee].name) == "make", let made = other.child(value, .argument),
        other[made].kind == .index, let kind = other.child(made, .object)
      {
        return ["map", "[]"].contains(evaluator.program.text(other[kind].name))
      }
      return evaluator.value(of: NodeRef(file: id, node: callee)).externalName == "sync.Map"
    }
    guard let type = other.child(statement, .type) else { return false }
    if other[type].kind == .index, let kind = other.child(type, .object) {
      return ["map", "[]"].contains(evaluator.program.text(other[kind].name))
    }
    return evaluator.value(of: NodeRef(file: id, node: type)).externalName == "sync.Map"
      || ["int", "int64", "uint64"].contains(other.text(type))
  }

  /// `carts` of `carts[user][book]`.
  private func root(_ node: NodeID) -> NodeID? {
    var current = node
    while file[current].kind == .index || file[current].kind == .member {
      if isOwnField(current) { return current }
      guard let object = file.child(current, .object) else { return nil }
      current = object
    }
    return file[current].kind == .name ? current : nil
  }

  /// The module's variable that a name is, when it holds a plain container or a number: its target.
  private func variable(_ name: NodeID, _ index: FileIndex) -> NodeRef? {
    if file.isNominal { return nominalVariable(name, index) }
    var scope = index.scope(of: name, in: file)
    let isWritten = file[name].role == .target
    while scope != 0 {
      let isFunction = index.scopes[Int(scope)].kind == .function
      if isFunction, !index.bindings(of: file[name].name, in: scope).isEmpty {
        guard isWritten || file.source.language == .python,
          declaresGlobal(file[name].name, index.scopes[Int(scope)].node)
        else {
          // ECMAScript binds nothing anew without a declaration.
          if file.source.language?.isECMAScript == true, isPlainAssignment(name, index, scope) {
            scope = index.scopes[Int(scope)].parent
            continue
          }
          return nil
        }
      }
      scope = index.scopes[Int(scope)].parent
    }
    guard let binding = index.bindings(of: file[name].name, in: 0).first else {
      // Another file of the package may declare it.
      return isGo ? importedVariable(ref(name)) : nil
    }
    if binding.kind == .imported { return importedVariable(ref(name)) }
    guard binding.kind == .assigned, isContainer(ref(binding.node)) else { return nil }
    return ref(binding.node)
  }

  private func isPlainAssignment(_ name: NodeID, _ index: FileIndex, _ scope: ScopeID) -> Bool {
    index.bindings(of: file[name].name, in: scope).allSatisfy { binding in
      binding.kind == .assigned && !file[file[binding.node].parent].flags.contains(.declaration)
    }
  }

  private func declaresGlobal(_ name: Name, _ function: NodeID) -> Bool {
    guard globals.contains(name) else { return false }
    var node = function + 1
    while node < file[function].next {
      if file[node].kind == .scopeDeclaration, file.children(node).contains(where: { file[$0].name == name }) {
        return true
      }
      node += 1
    }
    return false
  }

  private func importedVariable(_ name: NodeRef) -> NodeRef? {
    guard let target = evaluator.definition(of: name), target != name, isContainer(target),
      let index = evaluator.program.index(of: target.file), let other = evaluator.program.file(target.file),
      index.scope(of: target.node, in: other) == 0
    else { return nil }
    return target
  }

  private static let containers: Set<String> = [
    "dict", "list", "set", "collections.defaultdict", "collections.OrderedDict", "collections.Counter", "Map", "Set",
    "Object.create", "Array",
  ]

  /// A plain container or number that a module starts with.
  private func isContainer(_ target: NodeRef) -> Bool {
    guard let other = evaluator.program.file(target.file), other[target.node].kind == .name else { return false }
    let statement = other[target.node].parent
    if isGo, other[statement].kind == .assignment, isGoContainer(statement, other, target.file) { return true }
    guard other[statement].kind == .assignment, let value = other.child(statement, .value) else { return false }
    switch other[value].kind {
    case .dictionary, .list, .set: return true
    case .number: return true
    case .call:
      guard let callee = other.child(value, .callee),
        let name = evaluator.value(of: NodeRef(file: target.file, node: callee)).externalName
      else { return false }
      return Self.containers.contains(name)
    default: return false
    }
  }

  private func state(_ target: NodeRef) -> SharedState {
    let other = evaluator.program.file(target.file)
    let name = other.map { evaluator.program.text($0[target.node].name) } ?? ""
    let place = self.location(of: target) ?? Location(file: file.source.path, line: 1)
    return SharedState(name: name, location: place, writes: [], reads: [], isCache: false)
  }
}
