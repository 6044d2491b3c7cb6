internal import Source
internal import Syntax

/// What Java and C# make of a text or a collection so that nothing dangerous is left, or something else comes out.
extension FlowTracer {
  // MARK: Paths

  /// `name.replaceAll("[\\\\/:*?]", "")`, `name.replace("/", "_")`: without separators it leads nowhere else.
  func stripsSeparators(_ call: NodeRef, _ callee: NodeID, _ file: SyntaxFile) -> Bool {
    guard file.isNominal, ["replaceAll", "replace", "Replace"].contains(program.text(file[callee].name)),
      evaluator.argumentCount(of: call) == 2, let pattern = text(0, of: call), let new = text(1, of: call),
      !new.contains("/"), !new.contains("..")
    else { return false }
    guard pattern != "/" else { return true }
    // A class of characters with the slash in it, or all that is not listed.
    guard program.text(file[callee].name) == "replaceAll", pattern.hasPrefix("[") else { return false }
    let isNegated = pattern.hasPrefix("[^")
    return isNegated ? !pattern.contains("/") && !pattern.contains("\\\\S") : pattern.contains("/")
  }

  private func text(_ position: Int, of call: NodeRef) -> String? {
    evaluator.argument(position, of: call).flatMap { evaluator.value(of: $0).constantText }
  }

  /// `path.normalize().startsWith(root)`.
  func resolves(_ object: NodeID?, _ name: Name, _ file: SyntaxFile) -> Bool {
    guard let object, file[object].kind == .call, let callee = file.child(object, .callee),
      ["normalize", "toRealPath", "getCanonicalPath", "toAbsolutePath"].contains(program.text(file[callee].name))
    else { return false }
    return (callee..<file[callee].next).contains { file[$0].kind == .name && file[$0].name == name }
  }

  /// `path = path.resolve(name); if (!path.normalize().startsWith(root)) return;` in one block.
  func isCheckedAfter(_ binding: Binding, _ name: Name, _ file: SyntaxFile) -> Bool {
    guard danger == "path", binding.kind == .assigned else { return false }
    var statement = binding.node
    while statement != 0, file[file[statement].parent].kind != .block { statement = file[statement].parent }
    guard statement != 0 else { return false }
    return file.children(file[statement].parent).contains { later in
      guard later > statement, file[later].kind == .ifStatement, let condition = file.child(later, .condition) else {
        return false
      }
      return isMembership(condition, of: name, negated: true, file) && leaves(later, file)
    }
  }

  // MARK: Statements

  /// `SqlInjectionUtil.field(name)`, `SqlUtil.escapeOrderBy(order)` of the project's own: by its name a guard of SQL.
  func guardsStatement(_ callee: NodeID, _ file: SyntaxFile) -> Bool {
    guard danger == "sql", file.isNominal else { return false }
    let name = file.text(callee).prefix(200).lowercased()
    return name.contains("inject")
      || name.contains("sql") && ["escape", "sanit", "valid", "check", "safe", "clean"].contains(where: name.contains)
  }

  /// `SqlInjectionUtil.check(table, field);` as a statement before the use: it throws.
  func isGuardedBefore(_ name: Name, _ use: NodeRef, _ file: SyntaxFile) -> Bool {
    guard danger == "sql", file.isNominal,
      let function = file.ancestor(of: use.node, where: { $0.kind == .function })
    else { return false }
    return (function..<use.node).contains { node in
      guard file[node].kind == .call, file[node].role == .statement, let callee = file.child(node, .callee),
        guardsStatement(callee, file)
      else { return false }
      return file.children(node, .argument).contains { file[$0].kind == .name && file[$0].name == name }
    }
  }

  // MARK: Collections

  /// `columns.get(key)` of an object: what was put there, and no part of the key.
  func isLookup(_ call: NodeRef, _ name: String, _ callee: NodeID, _ file: SyntaxFile) -> Bool {
    guard file.source.language == .java, name == "get", file[callee].kind == .member,
      let object = file.child(callee, .object), file.child(call.node, .argument) != nil
    else { return false }
    if case .external = evaluator.value(of: NodeRef(file: call.file, node: object)) { return false }
    return true
  }

  private static let mappings: Set<String> = ["map", "mapToObj", "flatMap", "thenApply", "Select", "SelectMany"]

  /// `entries.stream().map(e -> "?")`: what the lambda answers. False when there is none.
  mutating func traceMapped(_ call: NodeRef, _ name: String, _ file: SyntaxFile, _ trail: Trail) -> Bool {
    guard file.isNominal, Self.mappings.contains(name), let given = file.child(call.node, .argument),
      file[given].kind == .function
    else { return false }
    let answers = evaluator.returns(of: NodeRef(file: call.file, node: given), file)
    guard !answers.isEmpty else { return false }
    for answer in answers.prefix(6) { trace(answer, trail) }
    return true
  }

  /// `e` of `entries.stream().map(e -> e.getKey())`: an element of what the lambda goes over. False when it is none.
  mutating func traceElement(_ parameter: NodeRef, _ function: NodeRef, _ file: SyntaxFile, _ trail: Trail) -> Bool {
    let call = file[function.node].parent
    guard file.isNominal, file[function.node].role == .argument, file[call].kind == .call,
      let callee = file.child(call, .callee), file[callee].kind == .member,
      Self.mappings.contains(program.text(file[callee].name)), let object = file.child(callee, .object),
      evaluator.parameters(of: function).first == parameter
    else { return false }
    trace(NodeRef(file: parameter.file, node: object), trail)
    return true
  }
}
