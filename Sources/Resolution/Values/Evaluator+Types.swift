internal import Facts
internal import Source
internal import Syntax

extension Evaluator {
  /// Wrappers of types that stand for what they wrap.
  private static let transparent: Set<String> = [
    "typing.Annotated", "typing.Optional", "typing_extensions.Annotated", "typing.Final", "typing.ClassVar",
    "typing.Awaitable", "typing.Coroutine", "typing.AsyncGenerator", "typing.Generator", "typing.AsyncIterator",
    "typing.Iterator", "collections.abc.AsyncGenerator", "collections.abc.Generator", "collections.abc.AsyncIterator",
    "collections.abc.Iterator", "collections.abc.Awaitable", "Promise", "Readonly", "Partial", "Required",
    "NonNullable",
    "Awaited", "Type", "typing.Type", "type",
  ]

  /// An object of an annotated type; `unknown` for built-in and unseen types.
  package func instance(ofType ref: NodeRef) -> Value {
    guard let file = program.file(ref.file), typeDepth < 12 else { return .unknown }
    typeDepth += 1
    defer { typeDepth -= 1 }
    let node = file[ref.node]
    if file.isNominal { return nominalInstance(ofType: ref, file) }
    switch node.kind {
    case .index: return goContainer(ref, file) ?? instance(ofGeneric: ref, file)
    case .tuple where file.source.language == .go: return goResults(ref, file)
    case .binary:
      return .merge(
        [SyntaxRole.left, .right].compactMap { role in
          file.child(ref.node, role).map { instance(ofType: NodeRef(file: ref.file, node: $0)) }
        })
    case .string:
      // Python's forward reference: a plain name in quotes.
      guard let name = file.stringValue(ref.node).flatMap({ program.name(of: $0) }) else { return .unknown }
      return object(of: named(name, at: ref, file, nil))
    case .name, .member: return instance(ofNamed: ref, file)
    default: return .unknown
    }
  }

  private func instance(ofNamed ref: NodeRef, _ file: SyntaxFile) -> Value {
    // An alias of a type: `SessionDep = Annotated[Session, Depends(get_db)]`.
    if let alias = aliasedType(ref, file) { return instance(ofType: alias) }
    return object(of: value(of: ref))
  }

  private func instance(ofGeneric ref: NodeRef, _ file: SyntaxFile) -> Value {
    guard let object = file.child(ref.node, .object), let first = file.child(ref.node, .index) else { return .unknown }
    let outer = value(of: NodeRef(file: ref.file, node: object))
    if outer == .external("ReturnType") { return returnType(NodeRef(file: ref.file, node: first), file) }
    if let name = outer.externalName, Self.transparent.contains(name) {
      let inner = file[first].kind == .tuple ? file.child(first, .element) ?? first : first
      return instance(ofType: NodeRef(file: ref.file, node: inner))
    }
    // `Repository<User>`: the type is where the entity is written.
    if let name = outer.externalName, program.facts.call(name)?.properties["generic"] == "entity" {
      return .object(name, site: ref)
    }
    return self.object(of: outer)
  }

  /// `ReturnType<typeof f>`.
  private func returnType(_ ref: NodeRef, _ file: SyntaxFile) -> Value {
    var node = ref.node
    while file[node].kind != .name, file[node].kind != .member, node + 1 < file[ref.node].next { node += 1 }
    guard file[node].kind == .name || file[node].kind == .member else { return .unknown }
    let function = value(of: NodeRef(file: ref.file, node: node))
    if case .external(let name) = function { return .object(program.facts.returned(by: name) ?? name, site: nil) }
    return result(ofCalling: function, at: ref, in: nil)
  }

  /// An object of what a type's name means.
  private func object(of type: Value) -> Value {
    switch type {
    case .type(let ref): .instance(ref, site: nil)
    case .external(let name): Self.plainTypes.contains(name) ? .unknown : .object(name, site: nil)
    case .union(let values): .merge(values.map { object(of: $0) })
    default: .unknown
    }
  }

  private static let plainTypes: Set<String> = [
    "str", "int", "float", "bool", "bytes", "dict", "list", "tuple", "set", "None", "object", "Any", "typing.Any",
    "string", "number", "boolean", "any", "unknown", "void", "never", "null", "undefined", "Array", "Record", "Object",
    "Map", "Set", "error", "int64", "int32", "uint", "uint64", "float64", "byte", "rune", "comparable",
  ]

  /// The type expression that a name is an alias of.
  func aliasedType(_ ref: NodeRef, _ file: SyntaxFile) -> NodeRef? {
    guard file[ref.node].kind == .name || file[ref.node].kind == .member else { return nil }
    guard let target = definition(of: ref), let other = program.file(target.file) else { return nil }
    var node = target.node
    if other[node].kind == .name { node = other[node].parent }
    guard other[node].kind == .assignment || other[node].kind == .typeAlias, let value = other.child(node, .value),
      other[value].kind == .index || other[value].kind == .binary
    else { return nil }
    return NodeRef(file: target.file, node: value)
  }

  /// The declaration or target that a name refers to, through imports; `nil` when it is not in the project.
  package func definition(of ref: NodeRef) -> NodeRef? {
    guard let file = program.file(ref.file), let index = program.index(of: ref.file) else { return nil }
    if file.isNominal { return nominalDefinition(of: ref, file, index) }
    if file[ref.node].kind == .member {
      guard let object = file.child(ref.node, .object),
        let owner = Optional(value(of: NodeRef(file: ref.file, node: object)))
      else { return nil }
      switch owner {
      case .module(let id): return definition(file[ref.node].name, exportedFrom: id)
      case .folder(let folder): return goDefinition(file[ref.node].name, in: folder)
      default: return nil
      }
    }
    let own = index.scope(of: ref.node, in: file)
    var scope = own
    while true {
      if index.isVisible(scope, from: own, in: file),
        let binding = index.bindings(of: file[ref.node].name, in: scope).last
      {
        return definition(binding, ref.file, file)
      }
      if scope == 0 { return goDefinition(file[ref.node].name, besides: file) }
      scope = index.scopes[Int(scope)].parent
    }
  }

  private func definition(_ binding: Binding, _ id: FileID, _ file: SyntaxFile) -> NodeRef? {
    guard binding.kind == .imported else { return NodeRef(file: id, node: binding.node) }
    guard case .file(let other) = target(of: file[binding.node].parent, file),
      let imported = file.child(binding.node, .value)
    else { return nil }
    return definition(file[imported].name, exportedFrom: other)
  }

  private func definition(_ name: Name, exportedFrom id: FileID) -> NodeRef? {
    guard typeDepth < 12, let file = program.file(id), let index = program.index(of: id),
      let binding = index.bindings(of: name, in: 0).last
    else { return nil }
    typeDepth += 1
    defer { typeDepth -= 1 }
    return definition(binding, id, file)
  }

  /// What stands beside the type in `Annotated[T, a, b]`, through aliases.
  package func annotations(of type: NodeRef) -> [NodeRef] {
    guard let file = program.file(type.file), typeDepth < 12 else { return [] }
    typeDepth += 1
    defer { typeDepth -= 1 }
    if let alias = aliasedType(type, file) { return annotations(of: alias) }
    if file[type.node].kind == .binary, let left = file.child(type.node, .left) {
      return annotations(of: NodeRef(file: type.file, node: left))
    }
    guard file[type.node].kind == .index, let object = file.child(type.node, .object),
      let name = value(of: NodeRef(file: type.file, node: object)).externalName, name.hasSuffix("Annotated")
    else { return [] }
    var arguments = file.children(type.node, .index)
    if arguments.count == 1, file[arguments[0]].kind == .tuple { arguments = file.children(arguments[0], .element) }
    let nested = arguments.first.map { annotations(of: NodeRef(file: type.file, node: $0)) } ?? []
    return nested + arguments.dropFirst().map { NodeRef(file: type.file, node: $0) }
  }
}
