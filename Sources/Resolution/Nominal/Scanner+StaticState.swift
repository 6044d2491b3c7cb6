internal import Model
internal import Source
internal import Syntax

/// Static fields of C# that methods change: they outlive requests, and each process has its own.
extension BehaviourScanner {
  private static let containers: Set<String> = [
    "Dictionary", "ConcurrentDictionary", "List", "HashSet", "IDictionary", "IList", "ConcurrentBag",
    "SortedDictionary",
    "ISet", "ICollection",
  ]
  private static let changing: Set<String> = [
    "Add", "TryAdd", "AddOrUpdate", "Remove", "TryRemove", "Clear", "AddRange", "TryUpdate", "RemoveAll", "Insert",
  ]

  mutating func scanStaticFields() {
    guard file.source.language == .csharp, file.source.purpose == .production,
      let index = evaluator.program.index(of: id)
    else { return }
    for scope in index.scopes where scope.kind == .type && file[scope.node].kind == .classDeclaration {
      let fields = staticContainers(of: scope.node)
      if !fields.isEmpty { scanStatic(fields, of: scope.node, index) }
    }
  }

  private func staticContainers(of type: NodeID) -> [Name: NodeID] {
    guard let body = file.child(type, .body) else { return [:] }
    var fields: [Name: NodeID] = [:]
    for field in file.children(body) where file[field].kind == .field && file[field].flags.contains(.isStatic) {
      guard let type = file.child(field, .type) else { continue }
      let name = file[type].kind == .index ? file.child(type, .object).map { file[$0].name } : nil
      let isNumber = ["int", "long"].contains(file.text(type)) && !file[field].flags.contains(.constant)
      if isNumber || name.map({ Self.containers.contains(evaluator.program.text($0)) }) ?? false {
        fields[file[field].name] = field
      }
    }
    return fields
  }

  private mutating func scanStatic(_ fields: [Name: NodeID], of type: NodeID, _ index: FileIndex) {
    var states: [NodeID: SharedState] = [:]
    let file = file
    for node in type..<file[type].next {
      guard let name = changedStatic(node), let field = fields[file[name].name], isStatic(name, field),
        case let function = index.function(around: node, in: file), function > type,
        !file[function].flags.contains(.constructor), let id = functions.id(of: ref(function))
      else { continue }
      let state = SharedState(
        name: evaluator.program.text(file[field].name), location: location(field), writes: [], reads: [], isCache: false
      )
      states[field, default: state].writes.append(
        SharedState.Access(function: id, location: location(node), isMemo: isLookedUp(file[name].name, node, function)))
    }
    guard !states.isEmpty else { return }
    for node in type..<file[type].next where file[node].kind == .name && file[node].role != .target {
      guard let field = fields[file[node].name], states[field] != nil, isStatic(node, field),
        case let function = index.function(around: node, in: file), function > type,
        let id = functions.id(of: ref(function))
      else { continue }
      states[field]?.reads.append(SharedState.Access(function: id, location: location(node)))
    }
    behaviour.sharedStates += states.keys.sorted().compactMap { states[$0] }
  }

  /// The name that `Carts[user] = …`, `Carts.Add(…)`, `Count++` change.
  private func changedStatic(_ node: NodeID) -> NodeID? {
    switch file[node].kind {
    case .assignment, .augmentedAssignment:
      guard !file[node].flags.contains(.declaration), var target = file.child(node, .target) else { return nil }
      while file[target].kind == .index || file[target].kind == .member, let object = file.child(target, .object) {
        target = object
      }
      return file[target].kind == .name ? target : nil
    case .call:
      guard let callee = file.child(node, .callee), file[callee].kind == .member,
        Self.changing.contains(evaluator.program.text(file[callee].name)), let object = file.child(callee, .object),
        file[object].kind == .name
      else { return nil }
      return object
    default: return nil
    }
  }

  /// No local or parameter of that name stands before the field.
  private func isStatic(_ name: NodeID, _ field: NodeID) -> Bool {
    guard let definition = evaluator.definition(of: ref(name)) else { return true }
    return definition == ref(field)
  }

  /// The method has asked for the key before: what it writes can be made again.
  private func isLookedUp(_ field: Name, _ write: NodeID, _ function: NodeID) -> Bool {
    (function..<write).contains { node in
      guard file[node].kind == .call, let callee = file.child(node, .callee), let object = file.child(callee, .object)
      else { return false }
      return file[object].name == field
        && ["TryGetValue", "ContainsKey"].contains(evaluator.program.text(file[callee].name))
    }
  }
}
