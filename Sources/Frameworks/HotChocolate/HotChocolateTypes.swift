internal import Model
internal import Resolution
internal import Source
internal import Syntax

/// A class whose members are fields of a type of the schema, or a descriptor that names fields itself.
struct HotChocolateType {
  /// `nil` for other types than the three ways in.
  let root: GraphRoot?
  /// The type that has the fields.
  let owner: String
  /// The class with the members; none where only a descriptor speaks.
  let members: NodeRef?
  let settings: HotChocolateDescriptor
  /// It adds fields to a type that is declared elsewhere.
  let isExtension: Bool
  /// Where it stands.
  let place: NodeRef
}

/// Finds the types of a schema: registered on the builder, or marked by attributes.
struct HotChocolateTypes {
  private let context: RecognizerContext
  private let attributes: AspNetAttributes
  private let descriptors: HotChocolateDescriptors
  private let projects: AspNetProjects
  private let files: [FileID]
  private(set) var all: [HotChocolateType] = []
  private var roots: [NodeRef: GraphRoot] = [:]
  private var names: [String: GraphRoot] = [:]
  private var byName: [String: [NodeRef]] = [:]

  init(_ context: RecognizerContext, _ projects: AspNetProjects, _ files: [FileID]) {
    self.context = context
    self.projects = projects
    self.files = files
    attributes = AspNetAttributes(context: context)
    descriptors = HotChocolateDescriptors(context)
    for type in classes() { byName[name(of: type), default: []].append(type) }
    for root in GraphRoot.allCases { readRegistrations(root) }
    for type in classes() { read(type) }
  }

  private func classes() -> [NodeRef] {
    files.flatMap { id -> [NodeRef] in
      guard let file = context.program.file(id), let index = context.program.index(of: id) else { return [] }
      return index.scopes.filter { $0.kind == .type && file[$0.node].kind == .classDeclaration }
        .map { NodeRef(file: id, node: $0.node) }
    }
  }

  private func name(of type: NodeRef) -> String {
    context.program.node(type).map { context.program.text($0.name) } ?? ""
  }

  // MARK: Registrations

  /// `AddQueryType<Query>()`, `AddQueryType(d => d.Name("Query"))`, `BindRuntimeType<Query>()`.
  private mutating func readRegistrations(_ root: GraphRoot) {
    let calls = ["Add\(root.typeName)Type", "Register\(root.typeName)Type"] + Self.bindings
    for call in calls.flatMap({ context.program.sites(called: $0) }) where context.isServed(call.file) {
      guard let file = context.program.file(call.file), file.source.language == .csharp else { continue }
      let argument = file.child(call.node, .argument).map { NodeRef(file: call.file, node: $0) }
      let type =
        file.child(call.node, .typeArgument).flatMap { named(NodeRef(file: call.file, node: $0), file) }
        ?? argument.flatMap { attributes.typeOf($0) }
      let callee = file.child(call.node, .callee).map { context.program.text(file[$0].name) } ?? ""
      let isBinding = Self.bindings.contains(callee)
      if let type {
        if isBinding, GraphRoot(typeName: name(of: type)) != root { continue }
        register(type, root)
      } else if !isBinding, let argument, file[argument.node].kind == .function {
        let settings = descriptors.read(argument)
        if let name = settings.name { names[name] = root }
        append(root, root.typeName, nil, settings, isExtension: false, at: argument)
      }
    }
  }

  /// What binds a class to the type of that name in a schema's text.
  private static let bindings = ["BindRuntimeType", "BindComplexType", "AddResolver"]

  /// The class that a type argument names; where usings are not seen, the only one of that name in the project.
  private func named(_ ref: NodeRef, _ file: SyntaxFile) -> NodeRef? {
    if let type = attributes.type(ref) { return type }
    let own = projects.project(of: ref.file)
    let all = (byName[attributes.lastName(ref.node, file)] ?? []).filter { projects.project(of: $0.file) == own }
    return all.count == 1 ? all.first : nil
  }

  private mutating func register(_ type: NodeRef, _ root: GraphRoot) {
    guard roots[type] == nil else { return }
    roots[type] = root
    names[name(of: type)] = root
    guard let model = schemaBase(of: type) else {
      append(root, root.typeName, type, HotChocolateDescriptor(), isExtension: false, at: type)
      return
    }
    let settings = configured(type)
    if let name = settings.name { names[name] = root }
    if let model = model.type { roots[model] = root }
    append(root, root.typeName, model.type, settings, isExtension: false, at: type)
  }

  /// The class, and the other parts of it where it is partial.
  private mutating func append(
    _ root: GraphRoot?, _ owner: String, _ members: NodeRef?, _ settings: HotChocolateDescriptor, isExtension: Bool,
    at place: NodeRef
  ) {
    all.append(
      HotChocolateType(
        root: root, owner: owner, members: members, settings: settings, isExtension: isExtension, place: place))
    guard let members, isPartial(members) else { return }
    for part in byName[name(of: members)] ?? [] where part != members && isPartial(part) {
      guard context.program.file(part.file)?[0].name == context.program.file(members.file)?[0].name else { continue }
      roots[part] = root
      all.append(
        HotChocolateType(
          root: root, owner: owner, members: part, settings: settings, isExtension: isExtension, place: part))
    }
  }

  private func isPartial(_ type: NodeRef) -> Bool {
    guard let file = context.program.file(type.file) else { return false }
    return AspNetSource.hasModifier("partial", type.node, file, context)
  }

  // MARK: Classes

  private static let marks: [String: GraphRoot] = [
    "QueryType": .query, "MutationType": .mutation, "SubscriptionType": .subscription,
  ]

  private mutating func read(_ type: NodeRef) {
    guard let file = context.program.file(type.file), roots[type] == nil else { return }
    if file.child(type.node, .decorator) != nil {
      for attribute in attributes.attributes(of: type) {
        if let root = Self.marks[attribute.name] {
          all.append(extended(root, root.typeName, type))
          return
        }
        guard attribute.name == "ExtendObjectType" || attribute.name == "ObjectType",
          let target = target(of: attribute, file)
        else { continue }
        all.append(extended(target.root, target.name, type))
        return
      }
    }
    guard let model = schemaBase(of: type) else { return }
    let settings = configured(type)
    let named = settings.name ?? model.name
    let root =
      model.type.flatMap { roots[$0] } ?? names[named]
      ?? (settings.name != nil || model.isExtension ? GraphRoot(typeName: named) : nil)
    guard !named.isEmpty else { return }
    // The members of an entity are plain fields; only those that a descriptor resolves run anything.
    append(root, named, root == nil ? nil : model.type, settings, isExtension: model.isExtension, at: type)
  }

  private func extended(_ root: GraphRoot?, _ owner: String, _ type: NodeRef) -> HotChocolateType {
    HotChocolateType(
      root: root, owner: owner, members: type, settings: configured(type), isExtension: true, place: type)
  }

  /// What `[ExtendObjectType(…)]` and `[ObjectType<T>]` are about.
  private func target(of attribute: AspNetAttribute, _ file: SyntaxFile) -> (root: GraphRoot?, name: String)? {
    let given = attributes.named("Name", attribute) ?? attributes.named("ExtendsType", attribute)
    if let given = given ?? attributes.positional(attribute).first {
      guard let other = context.program.file(given.file) else { return nil }
      if let type = typeNamed(in: given, other) { return resolved(type) }
      let text = other[given.node].kind == .member ? attributes.lastName(given.node, other) : attributes.text(given)
      return text.map { (names[$0] ?? GraphRoot(typeName: $0), $0) }
    }
    var node = attribute.ref.node
    if file[node].kind == .call, let callee = file.child(node, .callee) { node = callee }
    guard file[node].kind == .index, let argument = file.child(node, .index) else { return nil }
    return resolved(NodeRef(file: attribute.ref.file, node: argument))
  }

  /// What stands in `typeof(…)` and `nameof(…)`.
  private func typeNamed(in ref: NodeRef, _ file: SyntaxFile) -> NodeRef? {
    guard file[ref.node].kind == .call, let callee = file.child(ref.node, .callee),
      ["typeof", "nameof"].contains(context.program.text(file[callee].name)),
      let argument = file.child(ref.node, .argument)
    else { return nil }
    return NodeRef(file: ref.file, node: argument)
  }

  private func resolved(_ written: NodeRef) -> (root: GraphRoot?, name: String)? {
    guard let file = context.program.file(written.file) else { return nil }
    let name = attributes.lastName(written.node, file)
    let type = attributes.type(written)
    return (type.flatMap { roots[$0] } ?? names[name] ?? GraphRoot(typeName: name), name)
  }

  // MARK: Descriptors

  private static let bases: Set<String> = ["ObjectType", "ObjectTypeExtension"]

  /// The class in `ObjectType<T>`, of a class that extends it.
  private func schemaBase(of type: NodeRef) -> (type: NodeRef?, name: String, isExtension: Bool)? {
    for part in context.evaluator.lineage(of: type).prefix(4) {
      guard let file = context.program.file(part.file) else { continue }
      for base in file.children(part.node, .base) {
        let name = attributes.lastName(base, file)
        guard Self.bases.contains(name) else { continue }
        let isExtension = name == "ObjectTypeExtension"
        guard file[base].kind == .index, let argument = file.child(base, .index) else { return (nil, "", isExtension) }
        let model = NodeRef(file: part.file, node: argument)
        return (attributes.type(model), attributes.lastName(argument, file), isExtension)
      }
    }
    return nil
  }

  private func configured(_ type: NodeRef) -> HotChocolateDescriptor {
    guard let method = context.evaluator.method("Configure", of: type),
      context.program.file(method.file)?.child(method.node, .body) != nil
    else { return HotChocolateDescriptor() }
    return descriptors.read(method)
  }
}
