internal import Model
internal import Source
internal import Syntax

/// Variables of a module that hold only what can be had again.
extension BehaviourScanner {
  /// `if key not in known: known[key] = make(key)`, `if (!known[key]) …`, `known[key] ??= …`: what is lost is made again.
  func isMemo(_ write: NodeID, _ name: NodeID, _ index: FileIndex) -> Bool {
    if file[write].kind == .augmentedAssignment {
      return ["or", "??"].contains(evaluator.program.text(file[write].name))
    }
    if keepsWhatIsThere(write) || isMadeAnew(write, name, index) { return true }
    guard file[write].kind == .assignment, let value = file.child(write, .value), !mentions(file[name].name, in: value)
    else {
      if file[write].kind == .call, let callee = file.child(write, .callee) {
        let method = evaluator.program.text(file[callee].name)
        return method == "setdefault"
          || ["set", "add", "put"].contains(method) && isAskedBefore(write, file[name].name)
      }
      return false
    }
    return isAskedBefore(write, file[name].name)
  }

  /// `known[key] = known[key] || make(key)`.
  private func keepsWhatIsThere(_ write: NodeID) -> Bool {
    guard file[write].kind == .assignment, let target = file.child(write, .target),
      let value = file.child(write, .value), file[value].kind == .logical, let left = file.child(value, .left)
    else { return false }
    return file.text(left) == file.text(target)
  }

  private func mentions(_ name: Name, in node: NodeID) -> Bool {
    (node..<file[node].next).contains { file[$0].kind == .name && file[$0].name == name }
  }

  /// Earlier in the function something is asked of the variable without a number in it: is it there?
  private func isAskedBefore(_ write: NodeID, _ name: Name) -> Bool {
    guard let function = file.ancestor(of: write, where: { $0.kind == .function }) else { return false }
    var node = function + 1
    while node < write {
      if file[node].kind == .ifStatement || file[node].kind == .conditional,
        let condition = file.child(node, .condition),
        mentions(name, in: condition) || asksCopy(condition, of: name, in: function),
        !(condition..<file[condition].next).contains(where: { inner in
          file[inner].kind == .comparison && ["<", ">", "<=", ">="].contains(evaluator.program.text(file[inner].name))
            && !asksWhetherEmpty(inner)
        })
      {
        return true
      }
      node += 1
    }
    return false
  }

  /// `known.size() > 0`.
  private func asksWhetherEmpty(_ comparison: NodeID) -> Bool {
    evaluator.program.text(file[comparison].name) == ">"
      && file.child(comparison, .right).map { file[$0].kind == .number && file.text($0) == "0" } ?? false
  }

  /// `found = known.get(key); if found: return found`.
  private func asksCopy(_ condition: NodeID, of name: Name, in function: NodeID) -> Bool {
    for node in condition..<file[condition].next where file[node].kind == .name {
      guard let definition = evaluator.definition(of: ref(node)), definition.file == id, definition.node > function,
        case let statement = file[definition.node].parent, file[statement].kind == .assignment,
        let value = file.child(statement, .value)
      else { continue }
      if mentions(name, in: value) { return true }
    }
    return false
  }

  // MARK: Made anew

  /// `if (Date.now() - loadedAt > 60_000) rates = await load()`: the whole of it is replaced, under a condition on it or
  /// on a variable beside it, by what is worked out without any part of a request.
  private func isMadeAnew(_ write: NodeID, _ name: NodeID, _ index: FileIndex) -> Bool {
    guard file[write].kind == .assignment, let target = file.child(write, .target), target == name,
      let value = file.child(write, .value), (value..<file[value].next).contains(where: { file[$0].kind == .call }),
      let function = file.ancestor(of: write, where: { $0.kind == .function })
    else { return false }
    return !dependsOnCall(value, in: function, but: file[name].name, depth: 0)
      && isAskedForAge(write, of: name, in: function, index)
  }

  /// Whether an expression has a part of what its function, or one around it, was called with, or of the variable itself.
  private func dependsOnCall(_ value: NodeID, in function: NodeID, but name: Name, depth: Int) -> Bool {
    guard depth < 4 else { return true }
    // What a callback inside is called with comes from the value itself.
    return (value..<file[value].next).contains { node in
      guard file[node].kind == .name else { return false }
      if file[node].name == name { return true }
      guard let definition = evaluator.definition(of: ref(node)), definition.file == id,
        !(value..<file[value].next).contains(definition.node)
      else { return false }
      if file[definition.node].kind == .parameter { return true }
      guard definition.node > function, definition.node < file[function].next,
        case let statement = file[definition.node].parent, file[statement].kind == .assignment,
        let source = file.child(statement, .value), source > node || file[source].next <= node
      else { return file.ancestor(of: definition.node, where: { $0.kind == .parameter }) != nil }
      return dependsOnCall(source, in: function, but: name, depth: depth + 1)
    }
  }

  /// Earlier in the function a condition is about variables of the module that the function itself writes.
  private func isAskedForAge(_ write: NodeID, of name: NodeID, in function: NodeID, _ index: FileIndex) -> Bool {
    var written: Set<Name> = []
    for node in function..<file[function].next where file[node].kind == .assignment {
      guard !file[node].flags.contains(.declaration), let target = file.child(node, .target),
        file[target].kind == .name, !index.bindings(of: file[target].name, in: 0).isEmpty
      else { continue }
      written.insert(file[target].name)
    }
    return (function..<write).contains { node in
      guard file[node].kind == .ifStatement || file[node].kind == .conditional,
        let condition = file.child(node, .condition)
      else { return false }
      return (condition..<file[condition].next).contains {
        guard file[$0].kind == .name, written.contains(file[$0].name) else { return false }
        // `if (busy) return` before it says nothing about the value.
        return file[$0].name == file[name].name || write < file[node].next || isOrdering(condition)
      }
    }
  }

  /// `now - loadedAt > 60`.
  private func isOrdering(_ condition: NodeID) -> Bool {
    (condition..<file[condition].next).contains { node in
      file[node].kind == .comparison && ["<", ">", "<=", ">="].contains(evaluator.program.text(file[node].name))
    }
  }
}
