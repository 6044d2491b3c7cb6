internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// What recognizers of ECMAScript's ORMs share: columns described by objects, classes described by decorators.
struct ObjectSchemas {
  let context: RecognizerContext

  init(_ context: RecognizerContext) { self.context = context }

  var evaluator: Evaluator { context.evaluator }
  var program: Program { context.program }

  /// The calls of a method that ship, in path and position order, with what is called.
  func calls(of method: String) -> [(call: NodeRef, callee: Value)] {
    guard let name = program.names.lookup(method) else { return [] }
    return program.sites(of: name).compactMap { call in
      guard context.isServed(call.file), let file = program.file(call.file),
        file.source.language?.isECMAScript == true, let callee = file.child(call.node, .callee)
      else { return nil }
      return (call, evaluator.value(of: NodeRef(file: call.file, node: callee)))
    }
  }

  func text(_ key: String, of object: Value) -> String? {
    evaluator.entryNode(key, of: object).flatMap { evaluator.value(of: $0).constantText }
  }

  func isTrue(_ key: String, of object: Value) -> Bool {
    guard let entry = evaluator.entryNode(key, of: object) else { return false }
    switch evaluator.value(of: entry) {
    case .bool(let flag): return flag
    // `unique: "name of the index"`, `required: [true, "message"]`.
    case .string: return true
    case .literal: return evaluator.elements(of: evaluator.value(of: entry)).first != .bool(false)
    default: return false
    }
  }

  func isFalse(_ key: String, of object: Value) -> Bool {
    evaluator.entryNode(key, of: object).map { evaluator.value(of: $0) } == .bool(false)
  }

  /// The last name of an expression: `DataTypes.DECIMAL(10, 2)` is DECIMAL.
  func lastName(_ ref: NodeRef) -> String {
    guard let file = program.file(ref.file) else { return "" }
    switch file[ref.node].kind {
    case .name, .member:
      return program.text(file[ref.node].name)
    case .call: return file.child(ref.node, .callee).map { lastName(NodeRef(file: ref.file, node: $0)) } ?? ""
    case .string: return file.stringValue(ref.node) ?? ""
    case .index: return file.child(ref.node, .object).map { lastName(NodeRef(file: ref.file, node: $0)) } ?? ""
    case .list: return file.child(ref.node, .element).map { lastName(NodeRef(file: ref.file, node: $0)) } ?? ""
    default: return ""
    }
  }

  // MARK: Classes

  /// A decorator by its last name, and the call's node when it has arguments.
  struct Decorator {
    let name: String
    let qualified: String
    let call: NodeRef
  }

  func decorators(of ref: NodeRef) -> [Decorator] {
    guard let file = program.file(ref.file) else { return [] }
    return file.children(ref.node, .decorator).compactMap { decorator in
      guard let value = file.child(decorator, .value) else { return nil }
      let callee = file[value].kind == .call ? file.child(value, .callee) ?? value : value
      let qualified = evaluator.value(of: NodeRef(file: ref.file, node: callee)).externalName ?? ""
      return Decorator(
        name: program.text(file[callee].name), qualified: qualified, call: NodeRef(file: ref.file, node: value))
    }
  }

  /// Every class that ships and has decorators, in path and position order.
  func decoratedClasses() -> [NodeRef] {
    program.fileIDs.flatMap { id -> [NodeRef] in
      guard let index = program.index(of: id), let file = program.file(id),
        file.source.language?.isECMAScript == true, context.isServed(id)
      else { return [] }
      return index.scopes.filter {
        $0.kind == .type && file[$0.node].kind == .classDeclaration && file.child($0.node, .decorator) != nil
      }.map { NodeRef(file: id, node: $0.node) }
    }
  }

  /// The fields of a class and of its bases in the project.
  func fields(of type: NodeRef) -> [NodeRef] {
    var seen: Set<String> = []
    return evaluator.lineage(of: type).flatMap { owner -> [NodeRef] in
      guard let file = program.file(owner.file), let body = file.child(owner.node, .body) else { return [] }
      return file.children(body).filter { file[$0].kind == .field && seen.insert(program.text(file[$0].name)).inserted }
        .map { NodeRef(file: owner.file, node: $0) }
    }
  }

  /// A field's name and the type that it is annotated with.
  func describe(_ field: NodeRef) -> (name: String, type: String) {
    guard let file = program.file(field.file) else { return ("", "") }
    let type = file.child(field.node, .type).map { file.text($0) } ?? ""
    return (program.text(file[field.node].name), String(type.prefix(60)))
  }

  /// Where a field's name stands, not the decorators before it.
  func location(of field: NodeRef) -> Location {
    guard let file = program.file(field.file), let type = file.child(field.node, .type) else {
      return context.location(field)
    }
    return context.headLocation(NodeRef(file: field.file, node: type))
  }

  func className(_ type: NodeRef) -> String { program.text(program.node(type)?.name ?? .none) }

  /// The class that a thunk or a name stands for: `() => User`, `User`, `"User"`.
  func target(_ ref: NodeRef) -> String {
    switch evaluator.value(of: ref) {
    case .type(let type): return className(type)
    case .string(let text): return text
    case .function(let function):
      guard let file = program.file(function.file), let first = evaluator.returns(of: function, file).first else {
        return ""
      }
      if case .type(let type) = evaluator.value(of: first) { return className(type) }
      return ""
    default: return ""
    }
  }
}
