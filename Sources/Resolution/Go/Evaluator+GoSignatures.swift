internal import Facts
internal import Source
internal import Syntax

/// What signatures of Go say of variables, without following what functions do.
extension Evaluator {
  /// Whether a name is a variable that never holds a function: what it is given are results whose types say so, or no
  /// functions by their form. Following all of them to see that none is one would cost more than all else.
  func goHoldsNoFunction(_ ref: NodeRef) -> Bool {
    guard let file = program.file(ref.file), let index = program.index(of: ref.file) else { return false }
    let own = index.scope(of: ref.node, in: file)
    var scope = own
    while scope > 0 {
      if index.isVisible(scope, from: own, in: file) {
        let found = index.bindings(of: file[ref.node].name, in: scope)
        if !found.isEmpty {
          return found.allSatisfy { $0.kind == .assigned && isGivenNoFunction($0.node, ref.file, file) }
        }
      }
      scope = index.scopes[Int(scope)].parent
    }
    return false
  }

  private func isGivenNoFunction(_ target: NodeID, _ id: FileID, _ file: SyntaxFile) -> Bool {
    var statement = file[target].parent
    var position: Int?
    if file[statement].kind == .tuple {
      position = file.children(statement).prefix { $0 != target }.reduce(0) { count, _ in count + 1 }
      statement = file[statement].parent
    }
    guard file[statement].kind == .assignment else { return false }
    // `var list []Item`.
    guard let given = file.child(statement, .value) else { return true }
    guard let position, file[given].kind == .tuple else { return givesNoFunction(given, position ?? 0, id, file) }
    let part = file.children(given).dropFirst(position).first { _ in true }
    return part.map { givesNoFunction($0, 0, id, file) } ?? false
  }

  private func givesNoFunction(_ node: NodeID, _ position: Int, _ id: FileID, _ file: SyntaxFile) -> Bool {
    switch file[node].kind {
    case .string, .template, .number, .boolean, .null, .list, .dictionary, .comparison, .unary: return true
    case .call:
      guard let callee = file.child(node, .callee) else { return false }
      if file[node].flags.contains(.isNew) { return true }
      // They answer with what they are given.
      if file[callee].name == words.bind || words.collectionVerbs.contains(file[callee].name) { return false }
      if file[callee].kind == .name, ["string", "any"].contains(program.text(file[callee].name)) { return false }
      return value(of: NodeRef(file: id, node: callee)).alternatives.allSatisfy { answersNoFunction($0, position) }
    default: return false
    }
  }

  private func answersNoFunction(_ callee: Value, _ position: Int) -> Bool {
    switch callee {
    case .function(let function), .bound(let function, _): resultIsNoFunction(position, of: function)
    case .external(let name), .member(let name, _), .object(let name, _):
      position > 0
        || [name, name + ".__call__"].allSatisfy { !(program.facts.returned(by: $0)?.hasPrefix("@") ?? false) }
    case .unknown, .type, .parameter: true
    default: false
    }
  }

  private func resultIsNoFunction(_ position: Int, of function: NodeRef) -> Bool {
    guard let file = program.file(function.file), file.source.language == .go else { return false }
    guard let type = file.child(function.node, .type) else { return true }
    guard file[type].kind == .tuple else {
      return position > 0 || isNoFunctionType(NodeRef(file: function.file, node: type), file)
    }
    let part = file.children(type).dropFirst(position).first { _ in true }
    return part.map { isNoFunctionType(NodeRef(file: function.file, node: $0), file) } ?? false
  }

  private static let plainGoTypes: Set<String> = [
    "error", "string", "bool", "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64",
    "float32", "float64", "byte", "rune",
  ]
  private static let plainGoLibraries = ["context.Context", "time.", "database/sql.", "net/http.Re", "os.", "bytes."]

  private func isNoFunctionType(_ ref: NodeRef, _ file: SyntaxFile) -> Bool {
    switch file[ref.node].kind {
    case .index: return file.child(ref.node, .object).map { file[$0].flags.contains(.synthetic) } ?? false
    case .name where Self.plainGoTypes.contains(program.text(file[ref.node].name)): return true
    case .name, .member:
      guard let target = definition(of: ref), let other = program.file(target.file) else {
        guard case .external(let name) = value(of: ref) else { return false }
        return Self.plainGoLibraries.contains(where: name.hasPrefix)
      }
      // `type Middleware func(…)` is a class as well, whose body is not written.
      guard other[target.node].kind == .classDeclaration, let body = other.child(target.node, .body) else {
        return false
      }
      return !other[body].flags.contains(.synthetic)
    default: return false
    }
  }
}
