internal import Facts
internal import Source
internal import Syntax

extension Evaluator {
  func memberValue(_ ref: NodeRef, _ node: SyntaxNode, _ file: SyntaxFile, _ frame: Frame?) -> Value {
    if file.isNominal { return nominalMemberValue(ref, node, file, frame) }
    // `module.exports` read back.
    if node.name == words.exports, isExports(ref.node, file), let index = program.index(of: ref.file) {
      return commonJSExports(ref.file, file, index) ?? .module(ref.file)
    }
    guard let object = file.child(ref.node, .object) else { return .unknown }
    let owner = value(of: NodeRef(file: ref.file, node: object), in: frame)
    if let duration = goDuration(node.name, owner) { return duration }
    return decoration(node.name, owner, file[object]) ?? member(program.text(node.name), of: owner)
  }

  /// What `object.name` is.
  package func member(_ name: String, of object: Value) -> Value {
    switch object {
    case .module(let id):
      let value = moduleMember(name, id)
      return value == .unknown ? definedModel(name) ?? value : value
    case .folder: return folderMember(name, object)
    case .type(let type) where isNominal(type): return nominalMember(name, of: object)
    case .instance(let type, _) where isNominal(type): return nominalMember(name, of: object)
    case .external(let qualified): return .external(program.facts.canonical("\(qualified).\(name)"))
    case .type(let type): return typeMember(name, type)
    case .instance(let type, let site): return instanceMember(name, type, object, site)
    case .object(let type, let site), .member(let type, let site):
      return .member(program.facts.canonical("\(type).\(name)"), of: site)
    case .bound(let function, _): return functionMember(name, function)
    case .function(let function): return functionMember(name, function)
    case .literal(let literal):
      return entry(name, of: literal) ?? hungMember(name, onLiteral: literal) ?? spreadMember(name, of: literal)
        ?? definedModel(name) ?? .unknown
    case .table(let entries): return entries.last { $0.key == name }?.value ?? .unknown
    case .row(let values): return name == "length" ? .number(Double(values.count)) : .unknown
    case .parameter(let parameter): return .member("\(Self.parameterType).\(name)", of: parameter)
    case .union(let values): return .merge(values.map { member(name, of: $0) })
    case .unknown, .null, .bool, .number, .string: return .unknown
    }
  }

  private func isNominal(_ type: NodeRef) -> Bool { program.file(type.file)?.isNominal ?? false }

  private func nominalMember(_ name: String, of object: Value) -> Value {
    program.name(of: name).map { nominalMember($0, of: object, at: nil, in: nil) } ?? .unknown
  }

  /// Stands for the type of a parameter that nothing tells more about, in names of members.
  package static let parameterType = "?"

  private func moduleMember(_ name: String, _ id: FileID) -> Value {
    if let value = exported(name, from: id), value != .unknown { return value }
    guard let file = program.file(id) else { return .unknown }
    if file.source.language == .python, let sub = program.modules.pythonSubmodule(name, of: .file(id)) {
      return value(of: sub)
    }
    // An ES module used through `require(…).default`, or a default export used as a namespace.
    if name == "default" { return exported("default", from: id) ?? .unknown }
    return .unknown
  }

  private func folderMember(_ name: String, _ object: Value) -> Value {
    guard case .folder(let folder) = object else { return .unknown }
    if program.modules.goPackages.holds(folder) {
      return program.name(of: name).flatMap { goMember($0, of: folder) } ?? .unknown
    }
    return program.modules.pythonSubmodule(name, of: .folder(folder)).map { value(of: $0) } ?? .unknown
  }

  /// Attributes hung on a function: `handler.schema = …`, `module.exports = fn; fn.prefix = …`.
  private func functionMember(_ name: String, _ function: NodeRef) -> Value {
    guard let file = program.file(function.file), let index = program.index(of: function.file),
      let interned = program.name(of: name)
    else { return .unknown }
    let own = file[function.node].name
    guard !own.isNone else { return .unknown }
    for attribute in index.attributes.reversed() where attribute.object == own && attribute.name == interned {
      return child(.value, of: NodeRef(file: function.file, node: attribute.node))
    }
    return .unknown
  }

  // MARK: Types

  /// The node in a class's body that declares a member, without looking at its bases.
  package func declaration(_ name: String, in type: NodeRef) -> NodeRef? {
    guard let index = program.index(of: type.file), let interned = program.name(of: name),
      let scope = index.scope(openedBy: type.node)
    else { return nil }
    if isNominal(type) { return nominalDeclarations(interned, in: type).first }
    return index.bindings(of: interned, in: scope).last.map { NodeRef(file: type.file, node: $0.node) }
      ?? goMethod(interned, of: type)
  }

  /// A class and its bases of the project, in method resolution order (depth first, bounded).
  package func lineage(of type: NodeRef) -> [NodeRef] {
    if let known = nominal.lineages[type] { return known }
    var order: [NodeRef] = []
    var stack = [type]
    while let next = stack.popLast(), order.count < 32 {
      guard !order.contains(next) else { continue }
      order.append(next)
      let bases = bases(of: next).flatMap(\.alternatives).compactMap { base -> NodeRef? in
        if case .type(let ref) = base { return ref }
        return nil
      }
      stack += bases.reversed()
    }
    if isNominal(type) { nominal.lineages[type] = order }
    return order
  }

  /// What a class is declared to extend (and, in TypeScript, implement).
  package func bases(of type: NodeRef) -> [Value] {
    guard let file = program.file(type.file) else { return [] }
    if file.isNominal { return nominalBases(of: type) }
    return file.children(type.node).filter { file[$0].role == .base || file[$0].role == .implements }
      .filter { file[$0].kind != .keywordArgument }
      .map { base in
        // A generic base: `class A(Base[T])`, `extends Base<T>`.
        var node = base
        while file[node].kind == .index, let object = file.child(node, .object) { node = object }
        return value(of: NodeRef(file: type.file, node: node))
      }
  }

  /// The library types that a class descends from, nearest first.
  package func externalAncestors(of type: NodeRef) -> [String] {
    lineage(of: type).flatMap { bases(of: $0) }.flatMap(\.alternatives).compactMap { base in
      switch base {
      case .external(let name): name
      // A class factory: `declarative_base()`, `Mixin(Base)`.
      case .object(let name, _), .member(let name, _): name
      default: nil
      }
    }
  }

  private func typeMember(_ name: String, _ type: NodeRef) -> Value {
    for candidate in lineage(of: type) {
      guard let declaration = declaration(name, in: candidate) else { continue }
      return declared(declaration)
    }
    if let inherited = inherited(name, by: type) { return .external(program.facts.canonical(inherited)) }
    return .unknown
  }

  /// A member that comes from a library's base class: of several bases the one whose member is known to facts.
  private func inherited(_ name: String, by type: NodeRef) -> String? {
    let members = externalAncestors(of: type).map { "\($0).\(name)" }
    return members.first { program.facts.canonical($0) != $0 || program.facts.call($0) != nil } ?? members.first
  }

  /// The value of what `declaration(_:in:)` found.
  package func declaredValue(_ ref: NodeRef) -> Value { declared(ref) }

  /// The value of a member's declaration: a function, a nested class, a field or a class variable.
  func declared(_ ref: NodeRef) -> Value {
    guard let file = program.file(ref.file) else { return .unknown }
    switch file[ref.node].kind {
    case .function: return .function(ref)
    case .classDeclaration, .interface, .enumDeclaration: return .type(ref)
    case .field: return value(of: ref)
    default:
      guard let index = program.index(of: ref.file) else { return .unknown }
      let binding = Binding(
        scope: index.scope(of: ref.node, in: file), name: file[ref.node].name, node: ref.node, kind: .assigned)
      return bindingValue(binding, ref.file, file, nil)
    }
  }

  /// A method of a class or of its bases.
  package func method(_ name: String, of type: NodeRef) -> NodeRef? {
    for candidate in lineage(of: type) {
      if let ref = declaration(name, in: candidate), program.node(ref)?.kind == .function { return ref }
    }
    return nil
  }

  /// A member of an object that a constructor function made: `function Users(db) { this.find = … }`, or its prototype's.
  private func madeMember(_ name: String, _ function: NodeRef) -> Value {
    guard let file = program.file(function.file), let index = program.index(of: function.file),
      let interned = program.name(of: name), let scope = index.scope(openedBy: function.node)
    else { return .unknown }
    let own = file[function.node].name
    let values = index.attributes.filter { attribute in
      attribute.name == interned
        && (attribute.object == words.this && attribute.scope == scope
          || !own.isNone && attribute.object == own)
    }
    return .merge(values.map { child(.value, of: NodeRef(file: function.file, node: $0.node)) })
  }

  private func instanceMember(_ name: String, _ type: NodeRef, _ object: Value, _ site: NodeRef?) -> Value {
    if program.node(type)?.kind == .function { return madeMember(name, type) }
    if let field = goField(name, type, site) { return field }
    for candidate in lineage(of: type) {
      guard let ref = declaration(name, in: candidate), let node = program.node(ref) else {
        if let value = attribute(name, of: candidate), value != .unknown { return value }
        continue
      }
      if node.kind == .function {
        if node.flags.contains(.getter) || isProperty(ref) { return returned(by: ref, in: nil) }
        if let implemented = implementations(of: name, declaredAt: ref, in: candidate) { return implemented }
        return .bound(ref, to: object)
      }
      let value = declared(ref)
      // `app: express.Application`, and what the constructor assigns: which application it is matters.
      if case .object(_, nil) = value, let assigned = attribute(name, of: candidate), assigned.site != nil {
        return assigned
      }
      if value != .unknown, value != .null { return value }
      if let value = attribute(name, of: candidate), value != .unknown { return value }
    }
    if let inherited = inherited(name, by: type) { return .member(program.facts.canonical(inherited), of: site) }
    return .unknown
  }

  /// Python's `@property` and `@cached_property`.
  private func isProperty(_ function: NodeRef) -> Bool {
    guard let file = program.file(function.file) else { return false }
    return file.children(function.node, .decorator).contains { decorator in
      guard let value = file.child(decorator, .value) else { return false }
      let name = program.text(file[value].name)
      return name == "property" || name == "cached_property"
    }
  }

  /// `self.name = …` in any method of a class; what `__init__` or the constructor assigns comes first.
  private func attribute(_ name: String, of type: NodeRef) -> Value? {
    guard let file = program.file(type.file), let index = program.index(of: type.file),
      let interned = program.name(of: name), let scope = index.scope(openedBy: type.node)
    else { return nil }
    var values: [Value] = []
    for attribute in index.attributes
    where attribute.name == interned && (attribute.object == words.selfName || attribute.object == words.this) {
      guard index.scopes[Int(attribute.scope)].type == scope else { continue }
      let ref = NodeRef(file: type.file, node: attribute.node)
      var value = child(.value, of: ref)
      if value == .unknown || value == .null, let declared = file.child(attribute.node, .type) {
        value = instance(ofType: NodeRef(file: type.file, node: declared))
      }
      values.append(value)
    }
    if let property = constructorProperty(interned, file, index, scope, type.file) { values.append(property) }
    return values.isEmpty ? nil : .merge(values.filter { $0 != .null })
  }

  /// TypeScript's `constructor(private readonly x: X)`.
  private func constructorProperty(
    _ name: Name, _ file: SyntaxFile, _ index: FileIndex, _ scope: ScopeID, _ id: FileID
  ) -> Value? {
    for binding in index.bindings(of: words.constructor, in: scope) {
      for parameter in file.children(binding.node)
      where file[parameter].role == .parameter && file[parameter].name == name
        && file[parameter].flags.contains(.property)
      {
        return value(of: NodeRef(file: id, node: parameter))
      }
    }
    return nil
  }

  func fieldValue(_ ref: NodeRef, _ file: SyntaxFile, _ frame: Frame?) -> Value {
    let value = child(.value, of: ref, in: frame)
    if value != .unknown, value != .null { return value }
    guard let type = file.child(ref.node, .type) else { return value }
    return instance(ofType: NodeRef(file: ref.file, node: type))
  }
}
